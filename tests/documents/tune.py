"""Fit the page finder's weights on the tuned generators; print them for documents/score.py.

python -m tests.documents.tune --count 300; takes some minutes. The fit is the finder's own
decision: among a scene's candidates and "none" (log-odds 0) the page must come out on top.
"""

import argparse
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.documents import lines, page, quads, score

from . import measure

FIRST_SEED = 100_000  # evaluate.py starts at 0: no scene is both fitted and measured
PAGES_IN_TEN = 6
GOOD_ENOUGH = 0.92  # IoU before refinement from which a candidate counts as the page
SHRINKAGE = 3e-4  # pull of the standardised weights towards 0
ROUNDS, RATE = 2500, 0.02

# What speaks for a page and what against it, whatever else holds: without this, features that go
# together are given weights of opposite signs, and a chequered cloth becomes the best of pages.
FOR = {"cover_least", "lighter_least", "material_least", "bare", "share", "print"}
AGAINST = {"rough", "beyond", "beyond_more", "on_frame", "skew", "dark", "framed", "small", "black",
           "vivid", "dim", "tinted", "grey", "chroma_spread"}  # fmt: skip
SENSE = np.array([(name in FOR) - (name in AGAINST) for name in score.FEATURES])

Floats = NDArray[np.float64]


class Sample(NamedTuple):
    """All candidates of all scenes: features (N, F), whether right (N,), their scene (N,)."""

    features: Floats
    right: NDArray[np.bool_]
    scene: NDArray[np.intp]


def collect(count: int) -> Sample:
    """Measure every candidate of `count` scenes of each tuned generator."""
    features, right, scene = [], [], []
    for seed in range(FIRST_SEED, FIRST_SEED + count):
        with_page = seed % 10 < PAGES_IN_TEN
        for generator in measure.TUNED.values():
            made = generator(seed, page=with_page, width=1200, height=900)
            scale = page.COARSE_SIDE / max(made.image.shape[:2])
            small = cv2.resize(made.image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
            picture = lines.cues(np.asarray(small, np.uint8))
            found = quads.candidates(picture, lines.find_lines(picture))
            if not len(found.quads):
                continue
            features.append(score.measure(picture, found))
            truth = np.zeros((4, 2)) if made.corners is None else made.corners
            corners = (truth + 0.5) * scale - 0.5
            right += [measure.iou(quad, corners) >= GOOD_ENOUGH for quad in found.quads]
            scene += [len(features) - 1] * len(found.quads)
    return Sample(np.concatenate(features), np.array(right), np.array(scene))


def fit(sample: Sample) -> tuple[Floats, float]:
    """Weights and bias that maximise the likelihood of the right choice (Adam, full batch)."""
    mean, spread = sample.features.mean(0), sample.features.std(0) + 1e-6
    inputs = np.c_[np.clip((sample.features - mean) / spread, -4, 4), np.ones(len(sample.right))]
    weights = np.zeros(inputs.shape[1])
    slow, fast = np.zeros_like(weights), np.zeros_like(weights)
    for turn in range(1, ROUNDS + 1):
        slope = inputs.T @ _error(inputs @ weights, sample)
        slope[:-1] += SHRINKAGE * weights[:-1]
        slow, fast = 0.9 * slow + 0.1 * slope, 0.999 * fast + 0.001 * slope**2
        step = slow / (1 - 0.9**turn) / (np.sqrt(fast / (1 - 0.999**turn)) + 1e-8)
        weights = weights - RATE * step
        weights[:-1] = np.where(SENSE * weights[:-1] < 0, 0.0, weights[:-1])
    raw = weights[:-1] / spread
    return raw, float(weights[-1] - raw @ mean)


def _error(odds: Floats, sample: Sample) -> Floats:
    """Slope of the loss by each candidate's log-odds: choice in its scene, and its own truth."""
    scenes = int(sample.scene.max()) + 1
    power = np.exp(np.clip(odds, -30, 30))
    share = power / (1 + np.bincount(sample.scene, power, scenes))[sample.scene]
    right = np.bincount(sample.scene, share * sample.right, scenes)[sample.scene]
    wanted = share * sample.right / np.maximum(right, 1e-12)
    alone = 1 / (1 + np.exp(-odds)) - sample.right
    return np.asarray((share - wanted) / scenes + 0.3 * alone / len(odds))


def main() -> None:
    """Print WEIGHTS and BIAS."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=300, help="scenes of each generator")
    weights, bias = fit(collect(parser.parse_args().count))
    print("WEIGHTS = {")
    for name, weight in zip(score.FEATURES, weights, strict=True):
        print(f'    "{name}": {weight:.2f},')
    print(f"}}\nBIAS = {bias:.2f}")


if __name__ == "__main__":
    main()
