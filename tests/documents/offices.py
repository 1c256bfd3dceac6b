"""Office desks, painted from above in layers and seen by a hand-held camera: to be measured once.

Written after the finder had been mended by daylight.py and lamplit.py, and never fitted to: only
pictures of seeds from 900,000 on were looked at, to see that they are pictures. The desk is painted
flat with all that lies on it, in the light of a lamp and under shadows of arms and heads, then seen
aslant through a lens that bends, and packed as hard as messengers do. Wood with rings, planks,
marble, gingham, laminate of the paper's own colour and mats with borders of their own; letters,
forms, folded sheets, receipts, cards and open books, some on other sheets. Nothing is shared with
the other families but the scene's type.
"""

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from .office_sheets import FORMATS, Layer, drawn
from .scenes import Points, Scene

WIDE, HIGH = 1500, 1200  # pixels of the painted desk
Tone = tuple[float, float, float]

WOODS: tuple[Tone, ...] = ((88, 128, 170), (52, 78, 118), (120, 160, 196), (36, 46, 66))
PLAIN: tuple[Tone, ...] = ((228, 232, 234), (196, 200, 204), (64, 62, 60), (150, 120, 86))


def scene(seed: int, *, page: bool, width: int = 1600, height: int = 1200) -> Scene:
    """The scene of this seed: with one document, or with none."""
    rng = np.random.default_rng([5519, seed, int(page)])
    face, mask = drawn(rng, FORMATS[int(rng.integers(len(FORMATS)))])
    box = _place(rng, face.shape[1] / face.shape[0])
    desk = _desk(rng, np.median(face[::9, ::9], axis=(0, 1)))
    for _ in range(int(rng.integers(0, 4 if page else 7))):
        _thing(rng, desk, box if page else None)
    if page:
        for _ in range(int(rng.choice([0, 0, 0, 1, 2]))):
            _below(rng, desk, box)
        _lay(rng, desk, face, mask, box)
        if rng.random() < 0.15:
            _finger(rng, desk, box)
    _light(rng, desk)
    onto, bend = _camera(rng, box if page else None, width, height)
    return Scene(_seen(rng, desk, onto, bend, (width, height)),
                 _bent(_through(onto, box), bend, (width, height)) if page else None)  # fmt: skip


def _place(rng: Generator, aspect: float) -> Points:
    """Corners of the sheet on the painted desk."""
    long = rng.uniform(0.42, 0.8) * HIGH
    half = np.array([min(1, aspect), min(1, 1 / aspect)]) * long / 2
    turn = rng.normal(0, 0.12) if rng.random() < 0.6 else rng.uniform(-np.pi, np.pi)
    box = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * half
    box = box @ np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    return np.asarray(box + np.array((WIDE / 2, HIGH / 2)) + rng.uniform(-60, 60, 2), np.float64)


def _clouds(rng: Generator, across: float, down: float) -> Layer:
    """Smooth noise of unit deviation, its spots so many pixels wide and high."""
    total = np.zeros((HIGH, WIDE), np.float32)
    for octave in (1, 2, 4):
        size = (max(2, int(WIDE / across * octave)), max(2, int(HIGH / down * octave)))
        spots = rng.standard_normal(size[::-1]).astype(np.float32)
        total += cv2.resize(spots, (WIDE, HIGH), interpolation=cv2.INTER_CUBIC) / octave
    return np.asarray(total / total.std(), np.float32)


def _desk(rng: Generator, paper: Points) -> Layer:
    y, x = np.mgrid[0:HIGH, 0:WIDE].astype(np.float32)
    kind = int(rng.integers(6))
    if kind <= 1:
        rings = np.sin((y + 40 * _clouds(rng, 700, 250)) / rng.uniform(5, 22))
        tone = 1 + 0.05 * rings + 0.05 * _clouds(rng, 400, 6)
        colour = np.array(WOODS[int(rng.integers(len(WOODS)))])
        if kind == 1:
            tone *= np.where(np.mod(y, rng.uniform(120, 300)) < 3, 0.6, 1)
    elif kind == 2:
        veins = np.abs(_clouds(rng, 300, 300))
        tone = 1 - rng.uniform(0.1, 0.35) * np.exp(-8 * veins)
        colour = rng.uniform(120, 235) * np.array([1, 1, 1]) + rng.uniform(-8, 8, 3)
    elif kind == 3:
        pitch = rng.uniform(30, 90)
        stripes = (np.mod(x, 2 * pitch) < pitch) * 1.0 + (np.mod(y, 2 * pitch) < pitch)
        tone = 1 - 0.18 * stripes + 0.02 * _clouds(rng, 4, 4)
        colour = rng.uniform(60, 240, 3)
    else:
        tone = 1 + 0.012 * _clouds(rng, 3, 3) + 0.01 * _clouds(rng, 200, 200)
        own = paper * rng.uniform(0.93, 1.0) + rng.uniform(-4, 4, 3)
        colour = own if kind == 4 else np.array(PLAIN[int(rng.integers(len(PLAIN)))])
    desk = np.asarray(np.clip(tone[..., None] * colour, 0, 255), np.float32)
    if rng.random() < 0.2:
        _mat(rng, desk)
    return desk


def _mat(rng: Generator, desk: Layer) -> None:
    """A desk mat with a seam along its border."""
    size = rng.uniform((0.75, 0.8), (0.95, 0.95)) * (WIDE, HIGH)
    box = cv2.boxPoints(((WIDE / 2, HIGH / 2), (float(size[0]), float(size[1])), rng.normal(0, 3)))
    tone = rng.uniform(25, 150, 3)
    _shade(desk, box + 5, 0.4, 6)
    _fill(desk, box, tone)
    seam = (box - box.mean(0)) * 0.97 + box.mean(0)
    cv2.polylines(desk, [seam.astype(np.int32)], True, (tone * 1.4).tolist(), 2, cv2.LINE_AA)


def _fill(desk: Layer, points: Points, colour: Points) -> None:
    cv2.fillPoly(desk, [points.round().astype(np.int32)], colour.tolist(), cv2.LINE_AA)


def _shade(desk: Layer, points: Points, depth: float, soft: float) -> None:
    """A soft shadow of this outline."""
    small = np.zeros((HIGH // 2, WIDE // 2), np.float32)
    cv2.fillPoly(small, [(points / 2).round().astype(np.int32)], 1.0)
    small = cv2.GaussianBlur(small, (0, 0), soft / 2)
    desk *= 1 - depth * cv2.resize(small, (WIDE, HIGH))[..., None]


def _rectangle(spot: Points, size: Points, turn: float) -> Points:
    return np.asarray(
        cv2.boxPoints(((float(spot[0]), float(spot[1])), (float(size[0]), float(size[1])), turn))
    )


def _thing(rng: Generator, desk: Layer, box: Points | None) -> None:
    """A pen, mug, telephone, keyboard, bound book or cable; never upon the document's middle."""
    spot = rng.uniform((0, 0), (WIDE, HIGH))
    kind = int(rng.integers(6))
    reach = (60, 90, 170, 330, 240, 60)[kind]
    if (
        box is not None
        and cv2.pointPolygonTest(box.astype(np.float32), spot.tolist(), True) > -reach
    ):
        return
    turn, dark = float(rng.uniform(0, 180)), np.full(3, rng.uniform(12, 60))
    vivid = rng.permutation([rng.uniform(20, 70), rng.uniform(50, 140), rng.uniform(100, 190)])
    if kind == 1:
        middle, round_ = spot.astype(int).tolist(), int(rng.uniform(50, 90))
        cv2.circle(
            desk, (middle[0] + 14, middle[1] + 10), round_, (desk.mean((0, 1)) / 2).tolist(), -1
        )
        cv2.circle(desk, middle, round_, vivid.tolist(), -1, cv2.LINE_AA)
        cv2.circle(desk, middle, int(round_ * 0.8), (22, 34, 52), -1, cv2.LINE_AA)
        return
    if kind == 5:
        path = spot + np.cumsum(rng.normal(0, 22, (40, 2)), axis=0)
        cv2.polylines(desk, [path.astype(np.int32)], False, dark.tolist(), 7, cv2.LINE_AA)
        return
    size = np.array([(260, 16), (0, 0), (150, 310), (640, 210), (300, 430)][kind]) * rng.uniform(
        0.8, 1.1
    )
    outline = _rectangle(spot, size, turn)
    _shade(desk, outline + 8, 0.5, 8)
    _fill(desk, outline, vivid if kind in (0, 4) else dark)
    inside = (outline - spot) * 0.9 + spot
    if kind in (2, 4):
        _fill(desk, inside, dark if kind == 2 else vivid * 0.85)
    if kind == 3:
        for u, v in np.ndindex(14, 5):
            at = outline[0] + (outline[1] - outline[0]) * (u + 0.5) / 14
            key = at + (outline[3] - outline[0]) * (v + 0.5) / 5
            _fill(desk, _rectangle(key, size / (16, 6.2), turn), dark + 30)


def _below(rng: Generator, desk: Layer, box: Points) -> None:
    """Another sheet, partly under the document."""
    away = rng.uniform(-0.35, 0.35, 2) * np.ptp(box, axis=0)
    outline = _rectangle(box.mean(0) + away, rng.uniform(350, 800, 2), float(rng.uniform(0, 90)))
    _shade(desk, outline + 3, 0.3, 4)
    _fill(desk, outline, rng.uniform(0.8, 1) * np.array([238, 242, 244]) + rng.uniform(-12, 0, 3))
    for share in np.linspace(0.1, 0.9, int(rng.integers(4, 22))):
        ends = outline[[0, 1]] * (1 - share) + outline[[3, 2]] * share
        first, last = (ends * 0.84 + outline.mean(0) * 0.16).astype(int).tolist()
        cv2.line(desk, first, last, (90, 80, 80), 2, cv2.LINE_AA)


def _lay(rng: Generator, desk: Layer, face: Layer, mask: Layer, box: Points) -> None:
    move = rng.uniform(-7, 7, 2)
    _shade(desk, box + move, float(rng.uniform(0.1, 0.55)), float(rng.uniform(2, 12)))
    high, wide = mask.shape
    source = np.array([(0, 0), (wide, 0), (wide, high), (0, high)], np.float32) - 0.5
    onto = cv2.getPerspectiveTransform(source, box.astype(np.float32))
    near = (WIDE, HIGH)
    share = cv2.warpPerspective(mask, onto, near)[..., None]
    laid = cv2.warpPerspective(
        face, onto, near, flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REPLICATE
    )
    desk += share * (laid - desk)


def _finger(rng: Generator, desk: Layer, box: Points) -> None:
    side = int(rng.integers(4))
    edge = box[side] * 0.5 + box[(side + 1) % 4] * 0.5
    out = edge - box.mean(0)
    out /= np.linalg.norm(out)
    tip, end = (edge - 45 * out).astype(int).tolist(), (edge + 700 * out).astype(int).tolist()
    cv2.line(desk, tip, end, (118, 148, 200), int(rng.uniform(50, 80)), cv2.LINE_AA)


def _light(rng: Generator, desk: Layer) -> None:
    """A lamp's falling off, and in half of the scenes the hard or soft shadow of somebody."""
    y, x = np.mgrid[0:HIGH, 0:WIDE].astype(np.float32)
    lamp = rng.uniform((-300, -300), (WIDE + 300, HIGH + 300))
    fall = 1 / (1 + ((x - lamp[0]) ** 2 + (y - lamp[1]) ** 2) / rng.uniform(900, 2400) ** 2)
    desk *= (fall / fall.max())[..., None] * rng.uniform(0.9, 1.08, 3).astype(np.float32)
    if rng.random() < 0.5:
        spot, turn = rng.uniform((0, 0), (WIDE, HIGH)), float(rng.uniform(0, 180))
        arm = _rectangle(spot, rng.uniform((180, 900), (600, 1600)), turn)
        _shade(desk, arm, float(rng.uniform(0.25, 0.6)), float(rng.choice([3, 12, 40])))


def _camera(rng: Generator, box: Points | None, width: int, height: int) -> tuple[Points, float]:
    """3x3 from the painted desk to pixels, the document wholly in it; and the lens' bend."""
    tilt = rng.normal(0, 0.28, 2).clip(-0.6, 0.6)
    turn = np.asarray(cv2.Rodrigues(np.array([tilt[0], tilt[1], rng.normal(0, 0.06)]))[0])
    bend = float(rng.uniform(-0.06, 0.05))
    for distance in np.arange(0.75, 3, 0.06):
        to = np.array([[1 / WIDE, 0, -0.5], [0, 1 / WIDE, -0.5 * HIGH / WIDE], [0, 0, 1]])
        space = np.column_stack([turn[:, 0], turn[:, 1], (0, 0, distance)]) @ to
        lens = np.array([[width, 0, (width - 1) / 2], [0, width, (height - 1) / 2], [0, 0, 1]])
        onto = np.asarray(lens @ space)
        if box is None:
            return onto, bend
        seen = _bent(_through(onto, box), bend, (width, height))
        if (seen > 4).all() and (seen < np.array([width, height]) - 5).all():
            break
    return onto, bend


def _through(onto: Points, points: Points) -> Points:
    return np.asarray(cv2.perspectiveTransform(points[None], onto)[0])


def _bent(points: Points, bend: float, size: tuple[int, int]) -> Points:
    """Where the lens shows these pixels (N, 2) of a straight picture."""
    middle = (np.array(size) - 1) / 2
    off = (points - middle) / size[0]
    return np.asarray(middle + (points - middle) * (1 + bend * (off**2).sum(-1, keepdims=True)))


def _seen(
    rng: Generator, desk: Layer, onto: Points, bend: float, size: tuple[int, int]
) -> NDArray[np.uint8]:
    y, x = np.mgrid[0 : size[1], 0 : size[0]]
    bent = np.stack([x, y], axis=-1).reshape(-1, 2).astype(np.float64)
    flat = bent
    for _ in range(3):
        flat = bent - (_bent(flat, bend, size) - flat)
    there = _through(np.linalg.inv(onto), flat).reshape(*x.shape, 2).astype(np.float32)
    image = cv2.remap(desk, there, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)
    scale = size[0] / 1600
    image = cv2.GaussianBlur(image, (0, 0), rng.uniform(0.4, 1.8) * scale)
    image = image * rng.uniform(0.55, 1.08)
    image += rng.standard_normal(image.shape, np.float32) * np.float32(rng.uniform(1, 6))
    quality = [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(30, 93))]
    packed = cv2.imencode(".jpg", np.clip(image, 0, 255).astype(np.uint8), quality)[1]
    return np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR), np.uint8)
