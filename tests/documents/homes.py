"""Tables at home and in halls, photographed by anybody: print of every darkness in every light.

Written after the finder was done; nothing is fitted to it. Every pixel is traced: through a wide
lens onto the table, whose cloth, wood, stone or steel is a function of the place; lamps fall off,
glossy things mirror them where the angle is right; a window's light ends along a line, so that a
page may lie half in the dark; a hand or somebody's shadow reaches in. Sensor noise grows with the
light, the camera sharpens and packs. Nothing is shared with the other families but the scene's
type.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from . import homes_sheets
from .homes_sheets import Kind, Layer
from .scenes import Points, Scene

MARGIN = 6  # pixels every corner of the page is inside the picture
KINDS: tuple[Kind, ...] = (
    "letter", "letter", "form", "form", "copy", "receipt", "identity", "identity", "booklet",
    "cover", "poster",
)  # fmt: skip


@dataclass(frozen=True)
class Camera:
    """A pinhole above the table (millimetres, the page's middle at 0, 0) with a bending lens."""

    onto: Points  # 3x3, table to straight pixels
    bend: float
    size: tuple[int, int]

    def seen(self, places: Points) -> Points:
        """Pixels (N, 2) of places (N, 2) on the table."""
        straight = cv2.perspectiveTransform(places[None], self.onto)[0]
        return np.asarray(self._bent(straight))

    def places(self) -> Layer:
        """Place (H, W, 2) on the table that each pixel shows."""
        x, y = np.meshgrid(np.arange(self.size[0]), np.arange(self.size[1]))
        pixels = np.stack([x, y], axis=-1).reshape(-1, 2).astype(np.float64)
        straight = pixels
        for _ in range(4):
            straight = straight + pixels - self._bent(straight)
        found = cv2.perspectiveTransform(straight[None], np.linalg.inv(self.onto))[0]
        return np.asarray(found.reshape(self.size[1], self.size[0], 2), np.float32)

    def _bent(self, points: Points) -> Points:
        middle = (np.array(self.size) - 1) / 2
        off = (points - middle) / self.size[0]
        return np.asarray(middle + (points - middle) * (1 + self.bend * (off**2).sum(-1)[:, None]))


def scene(seed: int, *, page: bool, width: int = 1600, height: int = 1200) -> Scene:
    """The scene of this seed: with one page, or with none."""
    rng = np.random.default_rng([90_210, seed, int(page)])
    kind = KINDS[int(rng.integers(len(KINDS)))]
    half = np.array(homes_sheets.SIZES[kind]) / 2
    box = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * half
    camera = _camera(rng, box, (width, height))
    at = camera.places()
    face = homes_sheets.drawn(rng, kind)
    colour, gloss = _table(rng, at, face.reshape(-1, 3).mean(0), float(half.max()))
    for _ in range(int(rng.integers(0, 4 if page else 6))):
        _thing(rng, colour, at, half if page else np.zeros(2))
    if page:
        if rng.random() < 0.25:
            _lay(rng, colour, at, homes_sheets.drawn(rng, "letter"), _below(rng, half))
        _lay(rng, colour, at, face, box)
        shiny = kind in ("identity", "cover", "poster") and rng.random() < 0.6
        on_page = (np.abs(at) < half).all(-1)
        gloss = np.where(on_page, 0.35 if shiny else 0.02, gloss)
    light = _light(rng, at, float(half.max()), gloss)
    if page and rng.random() < 0.2:
        _hand(rng, colour, at, box)
    return Scene(_photograph(rng, colour * light[0] + light[1]), camera.seen(box) if page else None)


def _camera(rng: Generator, box: Points, size: tuple[int, int]) -> Camera:
    """A camera that sees the whole page, which takes a tenth to most of the picture."""
    tilt = rng.uniform(0, 0.6) if rng.random() < 0.5 else rng.uniform(0, 0.12)
    tip, turn = rng.uniform(-np.pi, np.pi), rng.normal(0, 0.3)
    if rng.random() < 0.35:
        turn = rng.uniform(-np.pi, np.pi)
    axis = cv2.Rodrigues(np.array([np.cos(tip), np.sin(tip), 0]) * tilt)[0]
    turned = axis @ cv2.Rodrigues(np.array([0, 0, turn]))[0]
    focal, bend = size[0] * rng.uniform(0.7, 1.3), float(rng.uniform(-0.07, 0.03))
    aside = rng.uniform(-0.12, 0.12, 2) * size
    lens = np.array([[focal, 0, size[0] / 2], [0, focal, size[1] / 2], [0, 0, 1]])
    near = float(np.ptp(box, axis=0).max()) * rng.uniform(0.8, 1.5)
    for distance in near * np.arange(1, 6, 0.08):
        away = np.array([*(aside * distance / focal), distance])
        camera = Camera(lens @ np.column_stack([turned[:, 0], turned[:, 1], away]), bend, size)
        seen = camera.seen(box)
        if (seen > MARGIN).all() and (seen < np.array(size) - 1 - MARGIN).all():
            break
    return camera


def _ramp(depth: NDArray[np.float32] | Points) -> Layer:
    """From 0 far outside to 1 far inside, one half on the border."""
    return np.asarray(0.5 + 0.5 * np.tanh(depth / 2), np.float32)


def _noise(rng: Generator, at: Layer, across: float, down: float, octaves: int = 3) -> Layer:
    """Smooth noise of about unit deviation at these places, its spots so many millimetres."""
    total = np.zeros(at.shape[:2], np.float32)
    for octave in range(octaves):
        grid = rng.standard_normal((128, 128)).astype(np.float32)
        grid[126:] = grid[:2]
        grid[:, 126:] = grid[:, :2]
        x = np.mod(at[..., 0] / across * 2**octave, 126) + 0.5
        y = np.mod(at[..., 1] / down * 2**octave, 126) + 0.5
        total += cv2.remap(grid, x, y, cv2.INTER_CUBIC) / 2**octave
    return total


def _table(rng: Generator, at: Layer, paper: Points, reach: float) -> tuple[Layer, Layer]:
    """Colour (H, W, 3) and gloss (H, W) of the table."""
    x, y = at[..., 0], at[..., 1]
    kind = int(rng.integers(8))
    flat = np.zeros_like(x)
    gloss = 0.02
    colour = rng.uniform(0.08, 0.85, 3) * 0.5 + rng.uniform(0.05, 0.45)
    if kind <= 1:  # wood, in planks or whole
        warm = np.array([(0.35, 0.52, 0.70), (0.20, 0.30, 0.46), (0.50, 0.66, 0.80)])
        colour, gloss = warm[int(rng.integers(3))], float(rng.uniform(0.02, 0.3))
        rings = np.sin((y + 14 * _noise(rng, at, 260, 90)) / rng.uniform(1.5, 7))
        flat = 0.07 * rings + 0.06 * _noise(rng, at, 140, 2.5)
        if kind == 1:
            flat -= 0.4 * (np.mod(y, rng.uniform(70, 160)) < 1.4)
    elif kind == 2:  # woven cloth, striped or checked
        pitch = rng.uniform(8, 45)
        bands = np.sign(np.sin(x * np.pi / pitch)) + rng.choice([0, 1]) * np.sign(
            np.sin(y * np.pi / pitch)
        )
        flat = rng.uniform(0.05, 0.22) * bands + 0.05 * np.sin(x * 4) * np.sin(y * 4)
    elif kind == 3:  # printed cloth: flowers
        spots = _noise(rng, at, rng.uniform(14, 40), rng.uniform(14, 40), 1)
        flat = 0.3 * np.tanh(6 * (spots - 0.8)) + 0.03 * _noise(rng, at, 60, 60)
    elif kind == 4:  # stone
        flat = 0.1 * _noise(rng, at, 5, 5) - 0.25 * np.exp(-9 * np.abs(_noise(rng, at, 150, 90)))
        colour, gloss = rng.uniform(0.25, 0.85) + rng.uniform(-0.03, 0.03, 3), 0.25
    elif kind == 5:  # brushed steel
        flat = 0.05 * _noise(rng, at, 300, 0.9, 2)
        colour, gloss = np.full(3, rng.uniform(0.4, 0.7)), 0.45
    elif kind == 6:  # laminate of nearly the paper's colour
        colour = paper * rng.uniform(0.86, 0.97) + rng.uniform(-0.02, 0.02, 3)
        flat = 0.012 * _noise(rng, at, 3, 3)
    else:  # plain lacquer
        flat, gloss = 0.01 * _noise(rng, at, 120, 120), float(rng.uniform(0.05, 0.4))
    if rng.random() < 0.25:  # the table ends in the picture
        way = rng.uniform(-np.pi, np.pi)
        off = x * np.cos(way) + y * np.sin(way) - reach * rng.uniform(1.6, 2.6)
        flat = np.where(off > 0, -0.65 + 0.1 * _noise(rng, at, 90, 90), flat)
    return np.asarray(np.clip((1 + flat)[..., None] * colour, 0.01, 1), np.float32), np.full_like(
        x, gloss
    )


def _inside(at: Layer, middle: Points, half: Points, turn: float) -> tuple[Layer, Layer]:
    """Place of each pixel in a turned box's own millimetres, and how far inside of it that is."""
    turned = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]], np.float32)
    own = (at - middle.astype(np.float32)) @ turned
    return own, (half.astype(np.float32) - np.abs(own)).min(-1)


def _thing(rng: Generator, colour: Layer, at: Layer, half: Points) -> None:
    """A plate, glass, telephone, pen or box beside the page."""
    way, kind = rng.uniform(-np.pi, np.pi), int(rng.integers(4))
    size = np.array([(70, 70), (38, 75), (5, 70), (60, 95)][kind]) * rng.uniform(0.8, 1.2)
    away = np.hypot(*half) + np.hypot(*size) * 0.8 + rng.uniform(0, 120)
    middle = away * np.array([np.cos(way), np.sin(way)])
    tone = rng.uniform(0.03, 0.9, 3).astype(np.float32)
    own, depth = _inside(at, middle, size, rng.uniform(-np.pi, np.pi))
    if kind == 0:
        depth = size[0] - np.linalg.norm(own, axis=-1)
    colour *= (1 - 0.4 * _ramp((depth + 6) / 3))[..., None]
    colour[depth > 0] = tone
    colour[depth > 7] = tone * (0.25 if kind == 1 else 0.9)


def _below(rng: Generator, half: Points) -> Points:
    """Corners of a sheet that shows from under the page."""
    turn = rng.uniform(-np.pi, np.pi)
    corners = np.array([(-105, -148), (105, -148), (105, 148), (-105, 148)], np.float64)
    turned = corners @ np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    return np.asarray(turned + rng.uniform(-0.9, 0.9, 2) * half)


def _lay(rng: Generator, colour: Layer, at: Layer, face: Layer, box: Points) -> None:
    """The face on this quadrangle of the table, and its small shadow."""
    high, wide = face.shape[:2]
    grid = np.array([(0, 0), (wide, 0), (wide, high), (0, high)], np.float32) - 0.5
    to_face = cv2.getPerspectiveTransform(box.astype(np.float32), grid)
    for move, dark in ((rng.uniform(-2.5, 2.5, 2), float(rng.uniform(0.1, 0.5))), (np.zeros(2), 0)):
        spots = cv2.perspectiveTransform((at - move.astype(np.float32)).reshape(1, -1, 2), to_face)
        x, y = np.moveaxis(spots.reshape(at.shape), -1, 0)
        depth = np.minimum(np.minimum(x, wide - 1 - x), np.minimum(y, high - 1 - y))
        if dark:
            colour *= (1 - dark * _ramp(depth / 4))[..., None]
            continue
        share = np.clip(depth + 1, 0, 1)[..., None]
        laid = cv2.remap(cv2.blur(face, (3, 3)), x, y, cv2.INTER_LINEAR, None, cv2.BORDER_REPLICATE)
        colour += share * (laid - colour)


def _light(rng: Generator, at: Layer, reach: float, gloss: Layer) -> tuple[Layer, Layer]:
    """Light (H, W, 3) that colours are multiplied by, and what gloss adds to them."""
    lamp = rng.uniform(-4, 4, 2) * reach
    height = reach * rng.uniform(2, 6)
    away = ((at - lamp.astype(np.float32)) ** 2).sum(-1)
    level = (height**2 / (away + height**2)) ** 1.5
    level = level / np.quantile(level, 0.9)
    if rng.random() < 0.5:  # the light ends along a line, or somebody's shadow reaches in
        way, soft = rng.uniform(-np.pi, np.pi), float(rng.choice([1.0, 8.0, 40.0]))
        off = at @ np.array([np.cos(way), np.sin(way)], np.float32) - rng.uniform(-1, 1) * reach
        if rng.random() < 0.5:
            off = reach * rng.uniform(0.3, 1) - np.abs(off)
        level *= 1 - rng.uniform(0.2, 0.65) * _ramp(off / soft)
    tint = np.array([1 - rng.uniform(-0.1, 0.3), 1, 1 + rng.uniform(-0.05, 0.1)])
    spot = rng.uniform(-1.6, 1.6, 2) * reach
    apart = ((at - spot.astype(np.float32)) ** 2).sum(-1) / (reach * rng.uniform(0.15, 0.5)) ** 2
    mirrored = gloss * np.exp(-apart) * rng.uniform(0.5, 2.5)
    light = level[..., None] * tint * rng.uniform(0.5, 1.15)
    return np.asarray(light, np.float32), np.asarray(mirrored[..., None], np.float32)


def _hand(rng: Generator, colour: Layer, at: Layer, box: Points) -> None:
    """Two fingers that hold the page by one of its sides."""
    side = int(rng.integers(4))
    start, end = box[side], box[(side + 1) % 4]
    along = (end - start) / np.linalg.norm(end - start)
    out = np.array([along[1], -along[0]])
    skin = rng.uniform(0.5, 0.9) * np.array([0.55, 0.68, 0.92])
    first = start + (end - start) * rng.uniform(0.25, 0.6)
    for move in (0, 19):
        middle = first + along * move + out * 60
        turn = float(np.arctan2(out[1], out[0])) + rng.normal(0, 0.08)
        own, depth = _inside(at, middle, np.array([72, 9]), turn)
        tip = 9 - np.hypot(np.maximum(-own[..., 0] - 63, 0), own[..., 1])
        depth = np.where(own[..., 0] < -63, tip, depth)
        round_ = np.clip(0.75 + depth / 30, 0, 1)[..., None]
        np.copyto(colour, (skin * round_).astype(np.float32), where=(depth > 0)[..., None])


def _photograph(rng: Generator, light: Layer) -> NDArray[np.uint8]:
    """What the camera makes of the light: blur, noise, tone curve, sharpening, JPEG."""
    scale = light.shape[1] / 1600
    soft = cv2.GaussianBlur(light, (0, 0), rng.uniform(0.5, 1.7) * scale)
    grain = rng.standard_normal(soft.shape, np.float32) * np.float32(rng.uniform(0.004, 0.03))
    soft = soft + grain * np.sqrt(np.maximum(soft, 0.01))
    toned = 255 * np.clip(soft, 0, 1) ** np.float32(rng.uniform(0.6, 1.0))
    sharp = toned + np.float32(rng.uniform(0, 0.8)) * (toned - cv2.GaussianBlur(toned, (0, 0), 1.5))
    how = [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(35, 95))]
    packed = cv2.imencode(".jpg", np.clip(sharp, 0, 255).astype(np.uint8), how)[1]
    return np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR), np.uint8)
