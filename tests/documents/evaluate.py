"""Print how well pages are found: python tests/documents/evaluate.py --count 400."""

import argparse
import importlib
import sys
from pathlib import Path

import cv2
import numpy as np


def main() -> None:
    """Measure both desk families at a working size, then the time at 12 megapixels."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=400, help="pages per desk family")
    parser.add_argument("--large", type=int, default=20, help="scenes of 4000 x 3000 to time")
    parser.add_argument("--list", action="store_true", help="name the seeds that failed")
    options = parser.parse_args()
    cv2.setNumThreads(1)
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    measure = importlib.import_module("documents.measure")
    desks = importlib.import_module("documents.desks")
    print(
        f"{'scenes':<26}{'IoU>=.95':>9}{'none':>7}{'wrong':>7}{'false pages':>14}{'ms p50/p95':>14}"
    )
    for name, family in (("tuned desks", desks.DEV), ("held-out desks", desks.HELD_OUT)):
        empty = range(options.count, options.count * 3 // 2)
        tally = measure.run(family, range(options.count), empty, 1600, 1200)
        _print(f"{name}, 1600x1200", tally, options.list)
    tally = measure.run(desks.HELD_OUT, range(options.large), (), 4000, 3000)
    _print("held-out, 4000x3000", tally, options.list)


def _print(name: str, tally: "object", failed: bool) -> None:
    ious = np.array(list(tally.ious.values()))
    none = float((ious == 0).mean())
    spent = np.quantile(tally.milliseconds, [0.5, 0.95])
    print(
        f"{name:<26}{tally.good:>9.3f}{none:>7.3f}{1 - tally.good - none:>7.3f}"
        f"{len(tally.false):>7} of {tally.empty:<4}{spent[0]:>7.0f}/{spent[1]:.0f}"
    )
    if failed:
        print("  pages:", {s: round(i, 3) for s, i in tally.ious.items() if i < 0.95})
        print("  false:", tally.false)


if __name__ == "__main__":
    main()
