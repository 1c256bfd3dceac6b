"""Takes the tour's pictures into the documents: `python -m simulators.tour.pictures`.

Scaled down and reduced to 128 colours: flat screens lose nothing, and the repository stays small.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from PIL import Image

WIDTHS: Final = {"portrait": 432, "landscape": 864}
KEPT: Final = (
    "portrait-attract", "portrait-home", "portrait-search-results", "portrait-guide",
    "portrait-consent", "portrait-place-card", "portrait-form-error", "portrait-capture-found",
    "portrait-review-signed", "portrait-accepted", "portrait-rating-chosen", "portrait-thanks",
    "portrait-trouble-paper-out", "portrait-idle-warning", "landscape-home",
    "landscape-place-card", "landscape-accepted",
)  # fmt: skip


def main() -> None:
    """Copy what the README shows from the newest tour."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tour", type=Path, default=Path("build/tour"))
    parser.add_argument("--out", type=Path, default=Path("docs/pictures"))
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    for name in KEPT:
        orientation, _, step = name.partition("-")
        (source,) = chosen.tour.glob(f"{orientation}-[0-9][0-9]-{step}.png")
        _reduce(source, WIDTHS[orientation], chosen.out / f"{name}.png")
    _reduce(chosen.tour / "receipt.png", WIDTHS["portrait"], chosen.out / "receipt.png")


def _reduce(source: Path, width: int, target: Path) -> None:
    with Image.open(source) as picture:
        size = (width, round(picture.height * width / picture.width))
        small = picture.convert("RGB").resize(size, Image.Resampling.LANCZOS)
    small.quantize(128, dither=Image.Dither.NONE).save(target, optimize=True)


if __name__ == "__main__":
    main()
