"""Rasterise the icons and drawings the screens use. Run by hand when a picture changes.

    npm pack @phosphor-icons/core@2.1.1 && tar xf phosphor-icons-core-2.1.1.tgz
    python -m screens.assets.build path/to/package/assets

Needs `rsvg-convert` (Debian librsvg2-bin) and Pillow; the PNGs it writes into this folder are
committed, so neither is needed to run the terminal.

Icons: white with alpha, tinted by the screens. Each in two sizes, so that it is never shrunk to
less than half its drawn size (that is where linear filtering starts to break thin strokes);
those marked `large` in icons.txt also at 160 px. Each is a file: the first frame shows five, and
to unpack all of them would be a thirtieth of a cold start.
"""

import io
import subprocess
import sys
from pathlib import Path

from PIL import Image

from screens.assets.art import drawings

HERE = Path(__file__).parent

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


def _made(size: int) -> Path:
    into = HERE / "icons" / str(size)
    into.mkdir(parents=True, exist_ok=True)
    return into


def main() -> None:
    folder = Path(sys.argv[1])
    for size, names in SIZES.items():
        for name in names:
            icon(folder, name, size).save(_made(size) / f"{name}.png", optimize=True)
    for name, (svg, width) in drawings().items():
        raster(svg.encode(), width).save(HERE / f"art-{name}.png", optimize=True)


if __name__ == "__main__":
    main()
