"""Fit the page finder's weights on drawn scenes and write kiosk/documents/score.npz.

python -m tests.documents.tune; takes about three quarters of an hour. The fit is the finder's own
decision: among a scene's candidates and "none" (log-odds 0) the page must come out on top. With
--without NAME one family is left out of the fit and then measured: how well the rest speaks for it.
"""

import argparse
from collections.abc import Iterable
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.documents import features, lines, page, quads, score

from . import measure

FIRST_SEED = 100_000  # evaluate.py starts at 0: no scene is both fitted and measured
PAGES_IN_TEN = 6
GOOD_ENOUGH = 0.92  # IoU before refinement from which a candidate counts as the page
HIDDEN = 32
SHRINKAGE = 1e-3  # pull of the weights towards 0
ALONE = 0.3  # weight of a candidate's own truth beside the choice in its scene
ROUNDS, RATE, WARM = 500, 0.01, 50

Floats = NDArray[np.float64]


class Batch(NamedTuple):
    """Scenes of one family: seeds from FIRST_SEED + start on, and the pictures' width."""

    family: str
    start: int
    count: int
    width: int


BATCHES = (
    *(Batch(name, 0, 400, 1200) for name in measure.TUNED if name != "medley"),
    Batch("counters", 400, 250, 1200),  # the nearest to a terminal's camera
    Batch("counters", 650, 1001, 800),
    Batch("medley", 0, 285, 800),
)


class Sample(NamedTuple):
    """All candidates of all scenes: features (N, F), whether right (N,), their scene (N,)."""

    features: Floats
    right: NDArray[np.bool_]
    scene: NDArray[np.intp]


def collect(batches: Iterable[Batch]) -> Sample:
    """Measure every candidate in the scenes of these batches."""
    measured, right, scene = [], [], []
    for batch in batches:
        generator, size = measure.TUNED[batch.family], (batch.width, batch.width * 3 // 4)
        first = FIRST_SEED + batch.start
        for seed in range(first, first + batch.count):
            page_there = seed % 10 < PAGES_IN_TEN
            made = generator(seed, page=page_there, width=size[0], height=size[1])
            coarse, scale = page.coarse_copy(made.image)
            picture = lines.cues(coarse)
            plain = lines.find_lines(picture)
            found = quads.all_quads(picture, plain, quads.line_quads(picture, plain))
            if not len(found.quads):
                continue
            measured.append(features.measure(picture, found))
            truth = np.zeros((4, 2)) if made.corners is None else (made.corners + 0.5) * scale - 0.5
            right += [measure.iou(quad, truth) >= GOOD_ENOUGH for quad in found.quads]
            scene += [len(measured) - 1] * len(found.quads)
    return Sample(np.concatenate(measured), np.array(right), np.array(scene))


def fit(sample: Sample) -> score.Network:
    """The network that maximises the likelihood of the right choice (Adam, full batch)."""
    rng = np.random.default_rng(0)
    mean, spread = sample.features.mean(0), sample.features.std(0) + 1e-4
    count = len(mean)
    net = score.Network(
        mean, spread, rng.normal(0, count**-0.5, (count, HIDDEN)), np.zeros(HIDDEN),
        rng.normal(0, 0.3 * HIDDEN**-0.5, HIDDEN), np.zeros(count), np.zeros(()),
    )  # fmt: skip
    inputs = net.scaled(sample.features)
    values: list[Floats] = list(net[2:])
    slow, fast = [np.zeros_like(v) for v in values], [np.zeros_like(v) for v in values]
    for turn in range(1, ROUNDS + 1):
        rate = RATE * min(1, turn / WARM) * (0.52 + 0.5 * np.cos(np.pi * turn / ROUNDS))
        for i, slope in enumerate(_slopes(inputs, values, sample)):
            slow[i] = 0.9 * slow[i] + 0.1 * slope
            fast[i] = 0.999 * fast[i] + 0.001 * slope**2
            size = np.sqrt(fast[i] / (1 - 0.999**turn)) + 1e-8
            values[i] = values[i] - rate * slow[i] / (1 - 0.9**turn) / size
    return score.Network(mean, spread, *values)


def _slopes(inputs: Floats, values: list[Floats], sample: Sample) -> list[Floats]:
    """Slope of the loss by each array of the network."""
    hidden, shift, output, direct, bias = values
    units = np.tanh(inputs @ hidden + shift)
    error = _error(units @ output + inputs @ direct + bias, sample)
    back = np.outer(error, output) * (1 - units**2)
    return [
        inputs.T @ back + SHRINKAGE * hidden, back.sum(0), units.T @ error + SHRINKAGE * output,
        inputs.T @ error + SHRINKAGE * direct, error.sum(),
    ]  # fmt: skip


def _error(odds: Floats, sample: Sample) -> Floats:
    """Slope of the loss by each candidate's log-odds: choice in its scene, and its own truth."""
    scenes = int(sample.scene.max()) + 1
    power = np.exp(np.clip(odds, -30, 30))
    share = power / (1 + np.bincount(sample.scene, power, scenes))[sample.scene]
    right = np.bincount(sample.scene, share * sample.right, scenes)[sample.scene]
    wanted = share * sample.right / np.maximum(right, 1e-12)
    alone = 1 / (1 + np.exp(-odds)) - sample.right
    return np.asarray((share - wanted) / scenes + ALONE * alone / len(odds))


def main() -> None:
    """Fit and write the weights; or leave one family out, and measure it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--without", choices=measure.TUNED, help="the family to leave out")
    options = parser.parse_args()
    cv2.setNumThreads(1)
    found = fit(collect(batch for batch in BATCHES if batch.family != options.without))
    if options.without is None:
        stored = {name: np.float32(value) for name, value in found._asdict().items()}
        np.savez(score.WEIGHTS, **stored)
        return
    score.network = lambda: found
    tally = measure.run(measure.TUNED[options.without], range(100), range(100, 150), 1200, 900)
    print(f"{options.without}: {tally.good:.3f}, false {len(tally.false)} of {tally.empty}")


if __name__ == "__main__":
    main()
