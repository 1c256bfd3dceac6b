"""One look of the gallery, drawn in a process of its own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tests.gallery.index import Shown
from tests.gallery.looks import Showing


@dataclass(frozen=True)
class Hanging:
    """What is hung of each look, and where."""

    only: str
    out: Path
    draw: bool

    def __call__(self, showing: Showing) -> list[Shown]:
        """Every entry in one look."""
        from tests.gallery.entries import entries
        from tests.gallery.studio import Studio, standing_clock

        folder = self.out / showing.name
        folder.mkdir(parents=True, exist_ok=True)
        shown = []
        with standing_clock():
            studio = Studio(showing)
            for entry in entries():
                if self.only in entry.name:
                    found, picture = studio.show(entry), folder / f"{entry.name}.png"
                    if self.draw:
                        studio.shot(picture)
                    shown.append(Shown(entry.name, entry.kind, showing, picture, found))
            studio.close()
        return shown


def open_own_window() -> None:
    """A window of this process's own."""
    from screens.window import open_window
    from tests.screens.conftest import hurry

    open_window(1080, 1920, fullscreen=False)
    hurry()
