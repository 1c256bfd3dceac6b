"""`make gallery`: draw and check every screen in every look, into build/gallery/index.html.

Exit code 1 when a check finds something. `--only` takes part of an entry's name, `--look` part of a
look's (portrait-elder).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from tests.gallery.index import Shown, write
from tests.gallery.looks import Showing, beside, every


def _hang(showing: Showing, only: str, out: Path, *, draw: bool) -> Iterable[Shown]:
    from tests.gallery.entries import entries
    from tests.gallery.studio import Studio

    studio = Studio(showing)
    folder = out / showing.name
    folder.mkdir(parents=True, exist_ok=True)
    for entry in entries():
        if only in entry.name:
            found, picture = studio.show(entry), folder / f"{entry.name}.png"
            if draw:
                studio.shot(picture)
            yield Shown(entry, showing, picture, found)
    studio.close()


def main() -> int:
    """Draw, check, tell."""
    parser = argparse.ArgumentParser(prog="make gallery", description=__doc__)
    parser.add_argument("--only", default="", help="part of an entry's name")
    parser.add_argument("--look", default="", help="part of a look's name")
    parser.add_argument("--check", action="store_true", help="no pictures: only the checks")
    parser.add_argument("--out", type=Path, default=Path("build/gallery"))
    chosen = parser.parse_args()
    from screens.window import open_window
    from tests.gallery.studio import standing_clock
    from tests.screens.conftest import hurry

    open_window(1080, 1920, fullscreen=False)
    hurry()
    shown: list[Shown] = []
    looks = [look for look in dict.fromkeys((*every(), *beside())) if chosen.look in look.name]
    with standing_clock():
        for look in looks:
            shown += _hang(look, chosen.only, chosen.out, draw=not chosen.check)
    wrong = [one for one in shown if one.faults]
    for one in wrong:
        print(f"{one.showing.name} {one.entry.name}", *one.faults, sep="\n    ")
    print(f"{len(shown)} pictures, {len(wrong)} with faults: {write(shown, chosen.out)}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
