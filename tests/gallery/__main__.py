"""`make gallery`: draw and check every screen in every look, into build/gallery/index.html.

Exit code 1 when a check finds something. `--only` takes part of an entry's name, `--look` part of a
look's (portrait-elder).
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.gallery.hanging import Hanging, open_own_window
from tests.gallery.index import write
from tests.gallery.looks import beside, every


def main() -> int:
    """Draw, check, tell."""
    parser = argparse.ArgumentParser(prog="make gallery", description=__doc__)
    parser.add_argument("--only", default="", help="part of an entry's name")
    parser.add_argument("--look", default="", help="part of a look's name")
    parser.add_argument("--check", action="store_true", help="no pictures: only the checks")
    parser.add_argument("--out", type=Path, default=Path("build/gallery"))
    chosen = parser.parse_args()
    looks = [look for look in dict.fromkeys((*every(), *beside())) if chosen.look in look.name]
    hanging = Hanging(chosen.only, chosen.out, draw=not chosen.check)
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count(), fresh, open_own_window) as painters:
        shown = [one for wall in painters.map(hanging, looks) for one in wall]
    wrong = [one for one in shown if one.faults]
    for one in wrong:
        print(f"{one.showing.name} {one.name}", *one.faults, sep="\n    ")
    print(f"{len(shown)} pictures, {len(wrong)} with faults: {write(shown, chosen.out)}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
