"""Four-sided candidates out of lines: every plausible quad is screened by the edge along its sides.

Each line is sampled once along its whole length; running sums then give the support of any stretch
of it in two look-ups, so that tens of thousands of quads cost a few milliseconds.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kiosk.documents.faint import with_faint
from kiosk.documents.geometry import Floats, area, convex, crossing
from kiosk.documents.lines import FAR_REACH, STEP_REACH, Cues
from kiosk.documents.refine import refine
from kiosk.documents.regions import patch_quads

OVERHANG = 0.04  # of the long side a corner may lie outside the frame
MIN_CORNER_SINE = 0.55  # page corners between 33 and 147 degrees
MIN_SIDE = 0.08  # of the long side
MIN_AREA = 0.03  # of the frame
MIN_SUPPORT = 0.3  # share of a side that must show an edge to be looked at further
FRAME_SUPPORT = 0.5  # what a side lying on the picture's own frame is credited with
KEEP = 32  # candidates handed on
MOST_MORE = 16  # candidates that faint lines may add to them
SAME = 0.012  # of the long side: quads whose corners all lie this close are one
AT_FRAME = 4.0  # pixels: a patch's side this close to the frame was cut off by it
MAX_PATCHES = 12  # patches looked at further; drawing one onto its edges takes a millisecond
MIN_STEP = 3.0  # Lab difference every picture's noise is allowed


@dataclass(frozen=True)
class Candidates:
    """Quads (N, 4, 2), clockwise; `on_frame` (N, 4) marks sides (i to i+1) on the frame."""

    quads: Floats
    on_frame: NDArray[np.bool_]


def line_quads(picture: Cues, lines: Floats) -> Candidates:
    """The best-supported quads made of these lines and the frame's four borders."""
    frame = _frame(picture)
    everything = np.concatenate([lines, frame])
    borders = np.asarray(np.arange(len(everything)) >= len(lines), np.bool_)
    points = crossing(everything[:, None], everything[None])
    sums, place = _profiles(picture, everything, borders, points)
    support = _support(sums, place)
    support[borders] = FRAME_SUPPORT
    sides = _side_mask(picture, everything, points, support, borders)
    a, c, b, d = _combine(sides, borders)
    quads = np.stack([points[a, b], points[c, b], points[c, d], points[a, d]], axis=1)
    sides_of = np.stack([b, c, d, a], axis=1)
    score = np.stack(
        [support[b, a, c], support[c, b, d], support[d, a, c], support[a, b, d]], axis=1
    )
    turned = area(quads) < 0
    quads[turned] = quads[turned][:, [0, 3, 2, 1]]
    sides_of[turned] = sides_of[turned][:, [3, 2, 1, 0]]
    return _best(picture, quads, score, borders[sides_of])


def _frame(picture: Cues) -> Floats:
    width, height = picture.size
    return np.array([(1, 0, 0), (1, 0, width - 1), (0, 1, 0), (0, 1, height - 1)], float)


def texture(picture: Cues) -> float:
    """Typical colour difference across STEP_REACH anywhere: what an edge must stand out from."""
    lab, reach = picture.lab[::5, ::5], int(2 * STEP_REACH) // 5 + 1
    step = np.linalg.norm(lab[reach:] - lab[:-reach], axis=2)
    return float(max(MIN_STEP, 1.5 * np.median(step)))


def _profiles(
    picture: Cues, lines: Floats, borders: NDArray[np.bool_], points: Floats
) -> tuple[Floats, Floats]:
    """Running sums (N, T, 6) of (seen, |step|, step L, a, b, 1), places of crossings (N, N)."""
    width, height = picture.size
    middle = np.array([width, height]) / 2
    normal = lines[:, :2]
    along = np.stack([-normal[:, 1], normal[:, 0]], axis=1)
    foot = normal * (lines[:, 2] - normal @ middle)[:, None] + middle
    half = int(np.hypot(width, height) / 2 * (1 + 2 * OVERHANG)) + 1
    t = np.arange(-half, half + 1, 2.0)
    spots = foot[:, None] + along[:, None] * t[None, :, None]
    step = picture.step(spots, STEP_REACH * normal[:, None])
    lasting = np.linalg.norm(picture.step(spots, FAR_REACH * normal[:, None]), axis=-1)
    inside = np.asarray(((spots >= -0.5) & (spots <= (width - 0.5, height - 0.5))).all(-1))
    size = np.linalg.norm(step, axis=-1)
    seen = (np.minimum(size, lasting) > texture(picture)).astype(float)
    ones = np.ones_like(seen)
    values = np.stack([seen, size, *np.moveaxis(step, -1, 0), ones], axis=-1)
    values[~inside] = 0
    sums = np.concatenate([np.zeros((len(lines), 1, 6)), np.cumsum(values, axis=1)], axis=1)
    offset = np.einsum("abk,ak->ab", points - foot[:, None], along)
    place = np.clip((offset + half) / 2, 0, len(t))
    return sums, place


def _support(sums: Floats, place: Floats) -> Floats:
    """[a, b, d]: share of line a's stretch between lines b and d that shows one lasting step."""
    index = np.where(np.isnan(place), 0, place).astype(int)
    at = sums[np.arange(len(sums))[:, None], index]
    between = np.abs(at[:, :, None] - at[:, None])
    signed = at[:, :, None, 2:5] - at[:, None, :, 2:5]
    length = between[..., 5] + 1e-9
    agreement = np.linalg.norm(signed, axis=-1) / (between[..., 1] + 1e-9)
    return np.asarray(between[..., 0] / length * (0.4 + 0.6 * np.minimum(agreement, 1)))


def _side_mask(
    picture: Cues, lines: Floats, points: Floats, support: Floats, borders: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """[a, b, d]: whether line a between b and d may be a page's side."""
    width, height = picture.size
    long = max(width, height)
    sine = np.abs(lines[:, None, 0] * lines[None, :, 1] - lines[:, None, 1] * lines[None, :, 0])
    low, high = -OVERHANG * long, np.array([width, height]) + OVERHANG * long
    with np.errstate(invalid="ignore"):
        corner = (sine > MIN_CORNER_SINE) & ((points > low) & (points < high)).all(-1)
        apart = np.linalg.norm(points[:, :, None] - points[:, None], axis=-1)
        mask = corner[:, :, None] & corner[:, None] & (apart > MIN_SIDE * long)
    enough = np.where(borders, 0.0, MIN_SUPPORT)[:, None, None]
    return np.asarray(mask & (support >= enough))


def _combine(sides: NDArray[np.bool_], borders: NDArray[np.bool_]) -> tuple[NDArray[np.intp], ...]:
    """Line indices a, c (opposite) and b, d (opposite) of every quad whose four sides hold."""
    one, other = np.triu_indices(len(sides), 1)
    ends = sides[:, one, other]
    both = ends[one] & ends[other]  # [pair, cutting pair]: both lines hold between the two others
    first, second = np.nonzero(np.triu(both & both.T, 1))
    a, c, b, d = one[first], other[first], one[second], other[second]
    few = borders[np.stack([a, b, c, d])].sum(0) <= 2
    return a[few], c[few], b[few], d[few]


def _best(picture: Cues, quads: Floats, support: Floats, on_frame: NDArray[np.bool_]) -> Candidates:
    width, height = picture.size
    size = area(quads)
    keep = convex(quads) & (size > MIN_AREA * width * height)
    quads, support, on_frame, size = quads[keep], support[keep], on_frame[keep], size[keep]
    score = support.min(1) + support.mean(1) + 0.8 * np.sqrt(size / (width * height))
    order = np.argsort(-score)[: 40 * KEEP]
    chosen: list[int] = []
    same = SAME * max(width, height)
    for index in order:
        if len(chosen) == KEEP:
            break
        if chosen and _twin(quads[index], quads[chosen], same):
            continue
        chosen.append(int(index))
    return Candidates(quads[chosen], on_frame[chosen])


def all_quads(picture: Cues, lines: Floats, found: Candidates) -> Candidates:
    """The candidates made of these lines, those that faint lines and those that patches add."""
    fainter = line_quads(picture, with_faint(picture, lines))
    return _with_patches(picture, _with(picture, found, fainter))


def _with(picture: Cues, found: Candidates, more: Candidates) -> Candidates:
    """The candidates, and the best MOST_MORE of the others that are none of them."""
    same = SAME * max(picture.size)
    others = [*found.quads]
    fresh = [i for i, quad in enumerate(more.quads) if not _known(quad, others, same)][:MOST_MORE]
    return Candidates(
        np.concatenate([found.quads, more.quads[fresh]]),
        np.concatenate([found.on_frame, more.on_frame[fresh]]),
    )


def _with_patches(picture: Cues, found: Candidates) -> Candidates:
    """The candidates and those patches, drawn onto their edges, that are none of them."""
    quads = list(found.quads)
    same = SAME * max(picture.size)
    fresh: list[Floats] = []
    for quad in patch_quads(picture):
        if len(fresh) == MAX_PATCHES:
            break
        if not _known(quad, [*quads, *fresh], same):
            fresh.append(quad)
    for quad in fresh:
        drawn = refine(picture.lab, quad, _on_frame(picture, quad))
        if not _known(drawn, quads, same / 3) and _on_frame(picture, drawn).sum() <= 2:
            quads.append(drawn)
    fixed = [_on_frame(picture, quad) for quad in quads[len(found.quads) :]]
    on_frame = np.concatenate([found.on_frame, np.array(fixed, bool).reshape(-1, 4)])
    return Candidates(np.array(quads).reshape(-1, 4, 2), on_frame)


def _on_frame(picture: Cues, quad: Floats) -> NDArray[np.bool_]:
    """Which sides (i to i+1) lie along the frame."""
    low = np.abs(quad) < AT_FRAME
    high = np.abs(quad - (np.array(picture.size) - 1)) < AT_FRAME
    both = [end & np.roll(end, -1, axis=0) for end in (low, high)]
    return np.asarray((both[0] | both[1]).any(1))


def _known(quad: Floats, others: list[Floats], same: float) -> bool:
    return bool(others) and _twin(quad, np.array(others), same)


def _twin(quad: Floats, others: Floats, same: float) -> bool:
    """Whether all corners lie within `same` pixels of another quad's, whatever the first one."""
    turns = np.stack([np.roll(quad, k, axis=0) for k in range(4)])
    distance = np.linalg.norm(turns[:, None] - others[None], axis=-1).max(-1)
    return bool((distance < same).any())
