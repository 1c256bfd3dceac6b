"""Rasterise the icons and drawings the screens use. Run by hand when a picture changes.

    npm pack @phosphor-icons/core@2.1.1 && tar xf phosphor-icons-core-2.1.1.tgz
    python -m screens.assets.build path/to/package/assets

Needs `rsvg-convert` (Debian librsvg2-bin) and Pillow; the PNGs and .atlas files it writes into
this folder are committed, so neither is needed to run the terminal.

Icons: white with alpha, tinted by the screens. Three atlases, so that an icon is never shrunk to
less than half its drawn size (that is where linear filtering starts to break thin strokes).
"""

import io
import json
import subprocess
import sys
from pathlib import Path

from PIL import Image

from screens.assets.art import drawings

HERE = Path(__file__).parent
GAP = 4

ICONS = ["arrow-counter-clockwise-bold", "arrow-down-bold", "arrow-down-right-bold", "arrow-left-bold", "arrow-line-up-bold", "arrow-right-bold", "arrow-up-bold", "arrows-clockwise-bold", "backspace-bold", "bell-ringing-fill", "buildings-duotone", "calendar-blank-duotone", "calendar-check-duotone", "camera-bold", "camera-duotone", "caret-down-bold", "caret-left-bold", "caret-right-bold", "caret-up-bold", "certificate-duotone", "chat-circle-text-duotone", "check-bold", "check-circle-bold", "check-circle-fill", "check-square-fill", "circle", "circle-half-bold", "circle-notch-bold", "clock-bold", "clock-duotone", "coins-duotone", "credit-card-duotone", "device-mobile-duotone", "download-simple-bold", "eraser-bold", "file-text-duotone", "first-aid-kit-duotone", "fingerprint-duotone", "globe-hemisphere-east-bold", "hand-tap-duotone", "hand-waving-duotone", "hand-heart-duotone", "headphones-duotone", "headset-bold", "headset-duotone", "heart-duotone", "hourglass-medium-bold", "house-line-duotone", "identification-card-duotone", "info-bold", "keyboard", "lightbulb-duotone", "list-bullets-bold", "list-checks-duotone", "lock-fill", "magnifying-glass-bold", "mailbox-duotone", "map-pin-duotone", "map-trifold-duotone", "megaphone-bold", "paper-plane-tilt-bold", "password-duotone", "path-duotone", "pencil-simple-bold", "phone-duotone", "plugs-connected-bold", "plugs-connected-duotone", "printer-bold", "printer-duotone", "prohibit-bold", "prohibit-duotone", "qr-code-bold", "qr-code-duotone", "question-bold", "radio-button-fill", "receipt-duotone", "scan-duotone", "seal-check-duotone", "shield-check-duotone", "sign-out-bold", "sliders-horizontal-bold", "speaker-high-bold", "square", "squares-four-duotone", "stack-duotone", "star", "star-fill", "text-aa-bold", "ticket-duotone", "translate-bold", "tray-arrow-up-bold", "user-circle-check-duotone", "user-duotone", "user-rectangle-duotone", "users-duotone", "warning-bold", "warning-circle-fill", "warning-duotone", "warning-fill", "warning-octagon-bold", "warning-octagon-fill", "wheelchair-bold", "wheelchair-duotone", "wifi-slash-duotone", "wrench-duotone", "x-bold", "x-circle-fill", "x-circle-bold", "baby-duotone", "briefcase-duotone", "car-duotone", "graduation-cap-duotone", "scales-duotone", "storefront-duotone", "umbrella-duotone"]

LARGE = ["camera-duotone", "check-circle-fill", "clock-duotone", "hand-tap-duotone", "hand-waving-duotone", "headset-duotone", "hourglass-medium-bold", "identification-card-duotone", "plugs-connected-duotone", "printer-duotone", "prohibit-duotone", "receipt-duotone", "seal-check-duotone", "shield-check-duotone", "star", "star-fill", "ticket-duotone", "user-rectangle-duotone", "warning-duotone", "warning-circle-fill", "warning-fill", "wifi-slash-duotone", "wrench-duotone", "check-bold", "hand-heart-duotone", "x-circle-fill"]

SIZES = {40: ICONS, 64: ICONS, 160: LARGE}


def raster(svg: bytes, width: int) -> Image.Image:
    """The drawing at `width` pixels, straight alpha."""
    command = ["rsvg-convert", "--width", str(width), "--keep-aspect-ratio", "--format", "png"]
    png = subprocess.run(command, input=svg, capture_output=True, check=True).stdout
    return Image.open(io.BytesIO(png)).convert("RGBA")


def icon(folder: Path, name: str, size: int) -> Image.Image:
    """One Phosphor icon as white with its alpha (duotone keeps its 20 % layer)."""
    tail = name.rsplit("-", 1)[-1]
    style = tail if tail in ("bold", "duotone", "fill") else "regular"
    svg = (folder / style / f"{name}.svg").read_bytes()
    drawn = raster(svg, size)
    white = Image.new("RGBA", drawn.size, (255, 255, 255, 0))
    white.putalpha(drawn.getchannel("A"))
    return white


def atlas(folder: Path, size: int, names: list[str]) -> None:
    """Write icons-<size>.png and its .atlas (Kivy's format: name -> x, y from below, w, h)."""
    columns = 12 if size < 100 else 6
    rows = -(-len(names) // columns)
    step = size + GAP
    sheet = Image.new("RGBA", (columns * step, rows * step), (255, 255, 255, 0))
    places = {}
    for index, name in enumerate(sorted(names)):
        x, y = index % columns * step + GAP // 2, index // columns * step + GAP // 2
        sheet.paste(icon(folder, name, size), (x, y))
        places[name] = [x, sheet.height - y - size, size, size]
    file = f"icons-{size}.png"
    sheet.save(HERE / file, optimize=True)
    (HERE / f"icons-{size}.atlas").write_text(json.dumps({file: places}, indent=0) + "\n")


def main() -> None:
    folder = Path(sys.argv[1])
    for size, names in SIZES.items():
        atlas(folder, size, names)
    for name, (svg, width) in drawings().items():
        raster(svg.encode(), width).save(HERE / f"art-{name}.png", optimize=True)


if __name__ == "__main__":
    main()
