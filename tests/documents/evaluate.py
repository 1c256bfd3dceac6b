"""Print how well pages are found: python -m tests.documents.evaluate --count 100."""

import argparse

import cv2
import numpy as np

from . import measure


def main() -> None:
    """Measure every generator at a working size, then the blind half at 12 megapixels."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100, help="pages per generator")
    parser.add_argument("--large", type=int, default=20, help="scenes of 4000 x 3000 each")
    parser.add_argument("--list", action="store_true", help="name the seeds that failed")
    options = parser.parse_args()
    cv2.setNumThreads(1)
    print(
        f"{'scenes':<32}{'IoU>=.95':>9}{'none':>7}{'wrong':>7}{'false pages':>14}{'ms p50/p95':>14}"
    )
    empty = range(options.count, options.count * 3 // 2)
    for name, generator in (measure.TUNED | measure.LOOKED_AT | measure.BLIND).items():
        tally = measure.run(generator, range(options.count), empty, 1600, 1200)
        _print(f"{name}, 1600x1200", tally, options.list)
    for name, generator in measure.BLIND.items():
        tally = measure.run(generator, range(options.large), (), 4000, 3000)
        _print(f"{name}, 4000x3000", tally, options.list)


def _print(name: str, tally: measure.Tally, failed: bool) -> None:
    ious = np.array(list(tally.ious.values()))
    none = float((ious == 0).mean())
    spent = np.quantile(tally.milliseconds, [0.5, 0.95])
    print(
        f"{name:<32}{tally.good:>9.3f}{none:>7.3f}{1 - tally.good - none:>7.3f}"
        f"{len(tally.false):>7} of {tally.empty:<4}{spent[0]:>7.0f}/{spent[1]:.0f}"
    )
    if failed:
        print("  pages:", {s: round(i, 3) for s, i in tally.ious.items() if i < 0.95})
        print("  false:", tally.false)


if __name__ == "__main__":
    main()
