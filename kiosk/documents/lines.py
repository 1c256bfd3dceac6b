"""Straight edges in a small picture: segments from several colour cues, joined into long lines."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.documents.geometry import Floats, line_through

MAX_LINES = 36  # the finder's cost grows with the fourth power of this
GAIN = 3.0  # a white sheet on a white desk differs by a few grey levels; the detector needs more
LOCAL_WINDOW = 41  # pixels; light varies more slowly than this, edges faster
MAX_SEGMENTS = 220  # the heaviest ones; carpets and print yield a thousand
MIN_CHROMA = 1.5  # Lab units of chroma variation under which the colour cue is only noise
CHROMA_GAIN = 1.5  # chroma varies less than lightness
CHROMA_SCALE = 0.5  # JPEG keeps colour at half size; searching more costs time and finds nothing
MIN_SEGMENT = 0.022  # of the long side: shorter ones are letters
MIN_LINE = 0.05  # of the long side all segments of a line have together; cups are made of less
JOIN_OFFSET = 2.2  # pixels a segment's ends may lie off the line it is joined to
JOIN_SINE = 0.06  # sine of the angle it may differ by (3.5 degrees)
STEP_REACH = 4.0  # pixels either side of an edge where the two surfaces are compared
FAR_REACH = 9.0  # and again here: a printed rule's step does not last that far
MAX_PER_TURN = 13  # lines kept in any sixth of the half turn, or wood grain would take every place
FULL_STEP = 20.0  # Lab difference from which an edge counts in full
LENGTH_DISCOUNT = (
    0.5  # power of a line's length taken off its strength: desks' lines are the long ones
)
RIDGE_SHARE = 0.15  # what an edge without a lasting step (a printed rule) still counts

REMAP_WIDTH = 8192  # columns a look-up table is folded to; OpenCV takes fewer than 32768


@dataclass(frozen=True)
class Cues:
    """A small picture's colour: Lab float32 (H, W, 3), lightly smoothed, all channels 0..255."""

    lab: NDArray[np.float32]

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.lab.shape[1], self.lab.shape[0]

    def at(self, points: Floats) -> NDArray[np.float32]:
        """Colour at points (..., 2), replicated beyond the frame; answers (..., 3)."""
        count = points.size // 2
        spots = np.zeros((-(-count // REMAP_WIDTH) * REMAP_WIDTH, 2), np.float32)
        spots[:count] = points.reshape(-1, 2)
        x, y = spots.T.reshape(2, -1, REMAP_WIDTH)
        found = cv2.remap(self.lab, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        flat = found.reshape(-1, 3)[:count]
        return np.asarray(flat.reshape(*points.shape[:-1], 3), np.float32)

    def step(self, points: Floats, reach: Floats) -> Floats:
        """Colour difference between points + reach and points - reach."""
        return np.asarray(self.at(points + reach) - self.at(points - reach), np.float64)


def cues(small: NDArray[np.uint8]) -> Cues:
    """Colour cues of a small BGR picture."""
    lab = cv2.cvtColor(small, cv2.COLOR_BGR2LAB).astype(np.float32)
    return Cues(np.asarray(cv2.GaussianBlur(lab, (0, 0), 0.8), np.float32))


def find_lines(picture: Cues) -> Floats:
    """Up to MAX_LINES lines (N, 3) as (nx, ny, r), strongest first."""
    return joined(picture, _segments(picture), FULL_STEP)


def joined(picture: Cues, segments: Floats, full_step: float) -> Floats:
    """Up to MAX_LINES lines (N, 3) of segments (N, 2, 2), strongest first.

    An edge counts in full from this Lab difference on.
    """
    if not len(segments):
        return np.empty((0, 3))
    weights = _weights(picture, segments, full_step)
    heavy = np.argsort(-weights)[:MAX_SEGMENTS]
    return _join(segments[heavy], weights[heavy], max(picture.size))


def _segments(picture: Cues) -> Floats:
    """Segments (N, 2, 2) of lightness and, where there is colour, of the main colour axis."""
    local = picture.lab - cv2.blur(picture.lab, (LOCAL_WINDOW, LOCAL_WINDOW))
    found = [detected(local[..., 0], 1.0, GAIN)]
    chroma = local[..., 1:].reshape(-1, 2)
    values, axes = np.linalg.eigh(chroma.T @ chroma / len(chroma))
    if values[1] > MIN_CHROMA**2:
        found.append(detected(local[..., 1:] @ axes[:, 1], CHROMA_SCALE, GAIN * CHROMA_GAIN))
    segments = np.concatenate(found).astype(np.float64)
    length = np.linalg.norm(segments[:, 1] - segments[:, 0], axis=1)
    return np.asarray(segments[length >= MIN_SEGMENT * max(picture.size)])


def detected(channel: NDArray[np.float32], scale: float, gain: float) -> NDArray[np.float32]:
    """Segments (N, 2, 2) of one channel of zero mean, amplified, searched at a scale of it."""
    detector = cv2.createLineSegmentDetector(cv2.LSD_REFINE_NONE, scale)
    lines = detector.detect(np.clip(128 + gain * channel, 0, 255).astype(np.uint8))[0]
    return np.empty((0, 2, 2), np.float32) if lines is None else lines.reshape(-1, 2, 2)


def _weights(picture: Cues, segments: Floats, full_step: float) -> Floats:
    """Length times how lasting the step across each segment is: printed rules count little."""
    along = segments[:, 1] - segments[:, 0]
    length = np.linalg.norm(along, axis=1)
    normal = np.stack([-along[:, 1], along[:, 0]], axis=1) / length[:, None]
    spots = segments[:, :1] + along[:, None] * np.array([0.2, 0.5, 0.8])[None, :, None]
    step = np.min(
        [
            np.linalg.norm(picture.step(spots, normal[:, None] * reach).mean(1), axis=1)
            for reach in (STEP_REACH, FAR_REACH)
        ],
        axis=0,
    )
    share = np.minimum(1.0, step / full_step)
    return np.asarray(length * (RIDGE_SHARE + (1 - RIDGE_SHARE) * share))


def _join(segments: Floats, weights: Floats, reach: int) -> Floats:
    """Greedy: the heaviest segment gathers all that lie along it, and so on with the rest."""
    along = segments[:, 1] - segments[:, 0]
    length = np.linalg.norm(along, axis=1)
    direction = along / length[:, None]
    free = np.ones(len(segments), bool)
    lines, strength = [], []
    for seed in np.argsort(-weights):
        if not free[seed]:
            continue
        line = line_through(segments[seed], np.ones(2))
        for _ in range(2):
            mine = free & _lies_along(line, segments, direction)
            mine[seed] = True
            line = line_through(segments[mine].reshape(-1, 2), np.repeat(length[mine], 2))
        free &= ~mine
        if length[mine].sum() < MIN_LINE * reach:
            continue
        lines.append(line)
        strength.append(weights[mine].sum() / length[mine].sum() ** LENGTH_DISCOUNT)
        if len(lines) >= 2 * MAX_LINES:
            break
    order = np.argsort(strength)[::-1]
    return _varied(np.array(lines).reshape(-1, 3)[order])[:MAX_LINES]


def _varied(lines: Floats) -> Floats:
    """The lines without those that find MAX_PER_TURN stronger ones of about their direction."""
    turn = np.arctan2(lines[:, 1], lines[:, 0])
    near = np.abs(np.sin(turn[:, None] - turn[None])) < np.sin(np.pi / 12)
    earlier = np.tril(near, -1).sum(1)
    return np.asarray(lines[earlier < MAX_PER_TURN])


def _lies_along(line: Floats, segments: Floats, direction: Floats) -> NDArray[np.bool_]:
    offset = np.abs(segments @ line[:2] - line[2]).max(1)
    return np.asarray((offset < JOIN_OFFSET) & (np.abs(direction @ line[:2]) < JOIN_SINE))
