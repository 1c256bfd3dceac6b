"""Small pictures of the main screens as somebody looked at and liked them.

A change that moves or recolours a part shows; another sentence or another graphics driver does not.
Like what you see in build/gallery? `python -m tests.gallery.references` takes them anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tests.gallery.entries import Entry, entries
from tests.gallery.looks import Showing

if TYPE_CHECKING:
    from PIL.Image import Image

FOLDER = Path(__file__).parent / "references"
LONGEST = 320
"""Pixels of a reference's longer side."""
BLOCK = 10
"""Pixels of the squares that are compared, on average."""
DIFFERENT = 18
"""Of 255: what the averages of a square may differ by."""
SHARE = 0.03
"""Of all squares may differ."""
MAIN = (
    *("attract", "home", "find", "guide", "consent", "place-card", "form", "capture-live"),
    *("review", "accepted", "rate", "trouble", "handover", "take-card", "out-of-service"),
    *("idle-warning", "thanks"),
)
KEPT = {
    Showing(): MAIN,
    Showing("landscape"): ("attract", "home", "form", "review", "accepted", "rate"),
    Showing(letters="elder"): ("home", "form", "guide"),
    Showing(mode="contrast"): ("home", "form"),
    Showing(low=True): ("home", "form", "attract"),
}


def taken(showing: Showing, scratch: Path) -> Iterator[tuple[Path, Image]]:
    """Each reference's place, and the picture as it is today, through the window."""
    from PIL import Image

    from tests.gallery.studio import Studio

    by_name: dict[str, Entry] = {entry.name: entry for entry in entries()}
    studio = Studio(showing)
    for name in KEPT[showing]:
        studio.show(by_name[name])
        studio.hold_still()
        with Image.open(studio.shot(scratch / "now.png")) as whole:
            scale = LONGEST / max(whole.size)
            size = (round(whole.width * scale), round(whole.height * scale))
            yield FOLDER / f"{showing.name}-{name}.png", whole.resize(size, Image.Resampling.BOX)
    studio.close()


def share_of_difference(one: Image, other: Image) -> float:
    """Of the squares, those whose average colour differs."""
    from PIL import Image, ImageChops

    squares = tuple(max(1, side // BLOCK) for side in one.size)
    small = [
        picture.convert("RGB").resize(squares, Image.Resampling.BOX) for picture in (one, other)
    ]
    channels = ImageChops.difference(*small).split()
    worst = ImageChops.lighter(ImageChops.lighter(channels[0], channels[1]), channels[2])
    return sum(worst.histogram()[DIFFERENT + 1 :]) / (squares[0] * squares[1])


def main() -> None:
    """Take all references anew."""
    from tempfile import TemporaryDirectory

    from screens.window import open_window
    from tests.gallery.studio import standing_clock
    from tests.screens.conftest import hurry

    open_window(1080, 1920, fullscreen=False)
    hurry()
    FOLDER.mkdir(exist_ok=True)
    with standing_clock(), TemporaryDirectory() as scratch:
        for showing in KEPT:
            for place, picture in taken(showing, Path(scratch)):
                picture.quantize(64).save(place, optimize=True)
                print(place.name)


if __name__ == "__main__":
    main()
