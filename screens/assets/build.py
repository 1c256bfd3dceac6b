"""Rasterise the icons and drawings the screens use. Run by hand when a picture changes.

    npm pack @phosphor-icons/core@2.1.1 && tar xf phosphor-icons-core-2.1.1.tgz
    python -m screens.assets.build path/to/package/assets

Needs `rsvg-convert` (Debian librsvg2-bin) and Pillow; the PNGs and .atlas files it writes into
this folder are committed, so neither is needed to run the terminal.

Icons: white with alpha, tinted by the screens. Three atlases, so that an icon is never shrunk to
less than half its drawn size (that is where linear filtering starts to break thin strokes);
those marked `large` in icons.txt also at 160 px.
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

LINES = (HERE / "icons.txt").read_text().split("\n")
ICONS = [line.split()[0] for line in LINES if line]
LARGE = [line.split()[0] for line in LINES if line.endswith(" large")]

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
