"""Desks under lamps, seen through a colour-mosaic sensor: the family no weight is fitted to.

Written apart from the other generators; the finder was mended by its pictures. Light is linear and
falls off from area lamps whose shadows are cast by geometry; glossy tops mirror the lamps; the
sensor sees one colour per pixel and is developed as a camera does it. The desks (cork, mosaic,
bamboo, plaid, leather pad, pebbled plastic, granite, felt, kraft paper, scratched paint) and the
documents (nested frames, passports, copies of cards, coloured forms) are its own.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from .lamplit_sheets import FORMATS, PAPERS, PER_MM, any_hue, drawn
from .scenes import Points, Scene

Field = NDArray[np.float32]

FINER = 2  # pixels drawn for each pixel seen, each way
LAMP_SAMPLES = 5
SHIFT = 4  # bits below the pixel in drawn corners


@dataclass(frozen=True)
class Lamp:
    """An area lamp: samples (N, 3) of its surface in mm, and its linear colour."""

    samples: Points
    colour: NDArray[np.float32]


def scene(seed: int, *, page: bool, width: int = 1600, height: int = 1200) -> Scene:
    """The scene of this seed: with one document, or with none."""
    rng = np.random.default_rng([9151, seed, int(page)])
    size = (FINER * width, FINER * height)
    wide, high = FORMATS[int(rng.integers(len(FORMATS)))]
    box = _turned(rng, wide, high)
    view = _camera(rng, size, box)
    ground = _ground(view, size)
    lamps = [_lamp(rng) for _ in range(int(rng.integers(1, 4)))]
    image = _surface(rng, ground)
    low: list[tuple[Points, float]] = []
    for _ in range(int(rng.integers(0, 4 if page else 6))):
        low.append(_thing(rng, image, view, ground, box if page else None))
    if page and rng.random() < 0.2:
        for _ in range(int(rng.integers(1, 4))):
            _sheet_below(rng, image, view, box)
    tall = [_person(rng, box)] if rng.random() < 0.5 else []
    lit = _lit(ground, view, lamps, tall)
    gloss = float(rng.choice([0.0, 0.0, 0.02, 0.12]))
    corners = None
    if page:
        low.append((box, float(rng.uniform(0.3, 3))))
        corners = (_project(view, box) + 0.5) / FINER - 0.5
    image *= _lit(ground, view, lamps, [*tall, *low])
    image += gloss * _mirrored(ground, lamps)
    if page:
        _lay(rng, image, lit, view, box)
        if rng.random() < 0.3:
            _hand(rng, image, lit, view, box)
    return Scene(_developed(rng, image, (width, height)), corners)


def _turned(rng: Generator, wide: float, high: float) -> Points:
    angle = np.deg2rad(rng.normal(0, 6) if rng.random() < 0.65 else rng.uniform(-180, 180))
    box = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * np.array([wide, high]) / 2
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    return np.asarray(box @ turn)


def _camera(rng: Generator, size: tuple[int, int], box: Points) -> Points:
    """3x3 from the desk's millimetres to pixels; the box lies wholly in the picture."""
    tilt = np.deg2rad([rng.uniform(0, 32), rng.normal(0, 4), rng.normal(0, 6)])
    turn = cv2.Rodrigues(tilt)[0]
    focal = float(rng.uniform(0.75, 1.3)) * size[0]
    lens = np.array([[focal, 0, size[0] / 2], [0, focal, size[1] / 2], [0, 0, 1]])
    aside = rng.normal(0, 25, 2)
    for far in np.arange(rng.uniform(200, 420), 2000, 15):
        plane = np.c_[turn[:, :2], np.array([*aside, far])]
        view = np.asarray(lens @ plane, np.float64)
        seen = _project(view, box)
        if (seen > 6).all() and (seen < np.array(size) - 7).all():
            return view
    raise ValueError("the document fits into no view")


def _project(view: Points, points: Points) -> Points:
    flat = np.c_[points, np.ones(len(points))] @ view.T
    return np.asarray(flat[:, :2] / flat[:, 2:] - 0.5)


def _ground(view: Points, size: tuple[int, int]) -> Field:
    """The desk's point (H, W, 2) in mm that each pixel sees."""
    y, x = np.mgrid[0 : size[1], 0 : size[0]].astype(np.float32)
    back = np.linalg.inv(view)
    seen = np.stack([x + 0.5, y + 0.5, np.ones_like(x)], axis=-1) @ back.T.astype(np.float32)
    return np.asarray(seen[..., :2] / seen[..., 2:], np.float32)


def _lamp(rng: Generator) -> Lamp:
    middle = np.array([rng.normal(0, 700), rng.normal(-200, 600), rng.uniform(450, 2200)])
    spread = rng.uniform(10, 300) * np.array([1, rng.uniform(0.05, 1), 0])
    samples = middle + rng.uniform(-1, 1, (LAMP_SAMPLES, 3)) * spread
    warmth = rng.uniform(-0.18, 0.12)
    power = rng.uniform(0.3, 1) * middle[2] ** 2
    return Lamp(samples, np.float32(power * np.array([1 + warmth, 1, 1 - warmth])))


def _lit(
    ground: Field, view: Points, lamps: list[Lamp], shades: list[tuple[Points, float]]
) -> Field:
    """Linear light (H, W, 3) on the desk; shades are polygons of mm at a height above it."""
    small = cv2.resize(ground, None, fx=1 / 8, fy=1 / 8, interpolation=cv2.INTER_AREA)
    light = np.full((*ground.shape[:2], 3), 0.12, np.float32)
    for lamp in lamps:
        for place in lamp.samples:
            away = ((small - place[:2].astype(np.float32)) ** 2).sum(-1) + place[2] ** 2
            fall = cv2.resize(place[2] / away**1.5, ground.shape[1::-1])
            free = np.ones(ground.shape[:2], np.float32)
            for polygon, height in shades:
                cast = place[:2] + (polygon - place[:2]) * place[2] / (place[2] - height)
                _fill(free, _project(view, cast), 0.0)
            share = lamp.colour * place[2] / LAMP_SAMPLES / place[2]
            light += (fall * cv2.blur(free, (5, 5)))[..., None] * share
    return light


def _mirrored(ground: Field, lamps: list[Lamp]) -> Field:
    """The lamps' soft images in a glossy top."""
    shine = np.zeros((*ground.shape[:2], 3), np.float32)
    for lamp in lamps:
        spot = lamp.samples.mean(0)[:2] * 0.3
        off = ((ground - spot.astype(np.float32)) ** 2).sum(-1) / 70.0**2
        shine += np.exp(-off)[..., None] * 6
    return shine


def _fill(image: Field, corners: Points, colour: float | tuple[float, ...]) -> None:
    fixed = (np.clip(corners, -20000, 20000) * 2**SHIFT).round().astype(np.int32)
    cv2.fillPoly(image, [fixed], colour, cv2.LINE_AA, SHIFT)


def _grain(rng: Generator, ground: Field, cell: tuple[float, float], smooth: float) -> Field:
    """Noise of unit deviation over the desk, of cells of so many mm."""
    tile = rng.standard_normal((700, 700)).astype(np.float32)
    tile = cv2.GaussianBlur(tile, (0, 0), smooth) if smooth else tile
    tile = (tile - tile.mean()) / tile.std()
    at = np.mod(np.abs(ground / np.float32(cell) + 313), 698)
    return np.asarray(cv2.remap(tile, at[..., 0], at[..., 1], cv2.INTER_LINEAR), np.float32)


def _surface(rng: Generator, ground: Field) -> Field:
    """The desk's albedo (H, W, 3)."""
    kind = int(rng.integers(10))
    angle = rng.uniform(0, np.pi)
    spin = np.float32([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    turned = ground @ spin
    u, v = turned[..., 0], turned[..., 1]
    fine = _grain(rng, ground, (0.6, 0.6), 0.8)
    base, tone = any_hue(rng, (0.05, 0.8), 0.5), 1 + 0.02 * fine
    if kind == 0:
        base, tone = np.float32([0.2, 0.38, 0.55]), 1 + 0.16 * _grain(rng, ground, (1.2, 1.2), 1.0)
    elif kind == 1:
        cell = rng.uniform(12, 45)
        number = (np.floor(u / cell) * 31 + np.floor(v / cell) * 17).astype(int) % 97
        tone *= (1 + rng.uniform(0.02, 0.2) * rng.standard_normal(97))[number]
        gap = np.minimum(np.mod(u, cell), np.mod(v, cell)) < 1.3
        tone = np.where(gap, rng.uniform(0.5, 1.3), tone)
    elif kind == 2:
        slat = rng.uniform(6, 20)
        base = np.float32([0.25, 0.47, 0.62])
        tone = 1 + 0.05 * _grain(rng, turned, (9.0, 0.4), 0.6)
        tone *= (1 + 0.08 * rng.standard_normal(50))[np.floor(u / slat).astype(int) % 50]
        tone *= np.where(np.mod(u, slat) < 0.6, 0.6, 1)
    elif kind == 3:
        other, cell = any_hue(rng, (0.2, 0.9), 0.7), rng.uniform(14, 60)
        mix = ((np.mod(u, cell) < cell / 2) * 0.5 + (np.mod(v, cell) < cell / 2) * 0.5)[..., None]
        weave = 1 + 0.05 * np.sin(u * 4) * np.sin(v * 4)
        return np.asarray((base * (1 - mix) + other * mix) * weave[..., None], np.float32)
    elif kind == 4:
        return _leather_pad(rng, ground, fine)
    elif kind == 5:
        tone = 1 + 0.05 * _grain(rng, ground, (0.9, 0.9), 1.6)
    elif kind == 6:
        speck = _grain(rng, ground, (1.6, 1.6), 0.9)
        tone = np.select([speck > 1, speck < -1.1], [1.5, 0.45], 1 + 0.1 * fine)
    elif kind == 7:
        tone = 1 + 0.07 * _grain(rng, ground, (0.5, 0.5), 0.5)
    elif kind == 8:
        base, tone = np.float32([0.3, 0.45, 0.58]), 1 + 0.03 * _grain(rng, turned, (2.0, 0.6), 0.5)
    else:
        scratch = _grain(rng, turned, (60.0, 0.3), 0.4)
        tone = 1 + 0.02 * fine + rng.uniform(0.05, 0.3) * (scratch > 2.6)
    return np.asarray(np.clip(tone, 0.02, None)[..., None] * base, np.float32)


def _leather_pad(rng: Generator, ground: Field, fine: Field) -> Field:
    """A dark stitched pad on a paler top; its rim may run through the picture."""
    pad = np.abs(ground - rng.normal(0, 40, 2)) - np.array([rng.uniform(230, 350), 200])
    rim = pad.max(-1)
    seam = (np.abs(rim + 12) < 0.6) & (np.mod(ground.sum(-1), 5) < 3)
    leather = any_hue(rng, (0.03, 0.25), 0.6) * (1 + 0.08 * fine[..., None])
    top = any_hue(rng, (0.3, 0.85), 0.3) * (1 + 0.02 * fine[..., None])
    image = np.where((rim < 0)[..., None], leather, top)
    return np.asarray(np.where(seam[..., None], 0.5, image), np.float32)


def _thing(
    rng: Generator, image: Field, view: Points, ground: Field, clear_of: Points | None
) -> tuple[Points, float]:
    """A flat object: its outline in mm and its height."""
    sizes = ((145, 8), (150, 74), (60, 38), (210, 60), (90, 90), (250, 175), (320, 120), (24, 24))
    wide, high = np.array(sizes[int(rng.integers(len(sizes)))]) * rng.uniform(0.8, 1.2)
    low, top = ground[::40, ::40].reshape(-1, 2).min(0), ground[::40, ::40].reshape(-1, 2).max(0)
    spot = rng.uniform(low, top)
    if clear_of is not None:
        reach = np.linalg.norm(clear_of[0]) + np.hypot(wide, high) / 2
        spot *= max(1.0, reach / (np.linalg.norm(spot) + 1e-6))
    around = np.linspace(0, 2 * np.pi, 48, endpoint=False)
    power = 1.0 if abs(wide - high) < 1 and rng.random() < 0.7 else 0.25
    unit = np.stack([np.cos(around), np.sin(around)], axis=1)
    shape = np.sign(unit) * np.abs(unit) ** power * np.array([wide, high]) / 2
    angle = rng.uniform(0, np.pi)
    shape = shape @ np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    colour = any_hue(rng, (0.02, 0.5), 0.8)
    _fill(image, _project(view, shape + spot), tuple(colour.tolist()))
    if rng.random() < 0.6:
        inner = tuple((colour * rng.uniform(0.3, 1.8)).tolist())
        _fill(image, _project(view, shape * 0.86 + spot), inner)
    return shape + spot, float(rng.uniform(4, 30))


def _sheet_below(rng: Generator, image: Field, view: Points, box: Points) -> None:
    angle = np.deg2rad(rng.normal(0, 12))
    spin = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    other = (box * rng.uniform(0.7, 1.4, 2)) @ spin + rng.normal(0, 0.15, 2) * np.ptp(box, axis=0)
    _fill(image, _project(view, other), PAPERS[int(rng.integers(len(PAPERS)))])


def _person(rng: Generator, box: Points) -> tuple[Points, float]:
    """Head and shoulders, or a forearm, between the lamps and the desk."""
    around = np.linspace(0, 2 * np.pi, 24)
    oval = np.stack([np.cos(around), np.sin(around)], axis=1)
    if rng.random() < 0.5:
        return oval * (95, 120) + np.array([rng.normal(0, 120), rng.uniform(60, 330)]), 350.0
    middle = box[int(rng.integers(4))] + rng.normal(0, 30, 2)
    return oval * (30, 190) + middle + np.array([0, 150]), float(rng.uniform(20, 120))


def _lay(rng: Generator, image: Field, lit: Field, view: Points, box: Points) -> None:
    """The document, a little waved, in the light that reaches it."""
    wide, high = np.linalg.norm(box[1] - box[0]), np.linalg.norm(box[3] - box[0])
    face = drawn(rng, float(wide), float(high)) ** 2.2
    mask = np.ones(face.shape[:2], np.float32)
    small = max(wide, high) < 150
    if small:
        radius = int(3.2 * PER_MM)
        mask[:] = 0
        h, w = mask.shape
        cv2.rectangle(mask, (radius, 0), (w - 1 - radius, h - 1), 1.0, -1)
        cv2.rectangle(mask, (0, radius), (w - 1, h - 1 - radius), 1.0, -1)
        for x in (radius, w - 1 - radius):
            for y in (radius, h - 1 - radius):
                cv2.circle(mask, (x, y), radius, 1.0, -1, cv2.LINE_AA)
    else:
        u = np.linspace(0, rng.uniform(2, 9), face.shape[1])
        face *= (1 + rng.uniform(0, 0.07) * np.sin(u + rng.uniform(0, 6)))[None, :, None]
    h, w = mask.shape
    source = np.array([(0, 0), (w, 0), (w, h), (0, h)], np.float32) - 0.5
    matrix = cv2.getPerspectiveTransform(source, _project(view, box).astype(np.float32))
    size = image.shape[1::-1]
    seen = cv2.warpPerspective(
        face, matrix, size, flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REPLICATE
    )
    cover = cv2.warpPerspective(mask, matrix, size)[..., None]
    image += cover * (seen.astype(np.float32) * lit - image)


def _hand(rng: Generator, image: Field, lit: Field, view: Points, box: Points) -> None:
    """Fingers and the ball of a hand that holds the document by one side or corner."""
    side = int(rng.integers(4))
    spot = box[side] + (box[(side + 1) % 4] - box[side]) * rng.uniform(0, 1)
    outward = spot / np.linalg.norm(spot)
    across = np.array([-outward[1], outward[0]])
    scale = float(np.linalg.norm(np.diff(_project(view, np.array([spot, spot + across])), axis=0)))
    mask = np.zeros(image.shape[:2], np.float32)
    for finger in range(int(rng.integers(1, 5))):
        tip = spot + across * 20 * finger - outward * rng.uniform(3, 22)
        ends = _project(view, np.array([tip, spot + outward * 95 + across * 18]))
        a, b = (np.clip(p, -9000, 9000).astype(int).tolist() for p in ends)
        cv2.line(mask, a, b, 1.0, max(2, int(15 * scale)), cv2.LINE_AA)
    palm = np.clip(_project(view, (spot + outward * 115 + across * 20)[None])[0], -9000, 9000)
    cv2.circle(mask, palm.astype(int).tolist(), int(42 * scale), 1.0, -1, cv2.LINE_AA)
    deep = cv2.distanceTransform((mask > 0.5).astype(np.uint8), cv2.DIST_L2, 3) / (8 * scale)
    skin = np.float32([0.3, 0.42, 0.72]) * np.float32(rng.uniform(0.25, 1))
    tone = skin * (0.55 + 0.45 * np.sqrt(np.minimum(deep, 1)))[..., None]
    image += mask[..., None] * (tone * lit - image)


def _developed(rng: Generator, image: Field, size: tuple[int, int]) -> NDArray[np.uint8]:
    """Lens blur, mosaic sensor with its noise, demosaicing, white balance, tone curve, JPEG."""
    seen = cv2.GaussianBlur(image, (0, 0), float(rng.uniform(0.6, 2.2)) * size[0] / 1200)
    seen = cv2.resize(seen, size, interpolation=cv2.INTER_AREA)
    seen *= rng.uniform(0.6, 1.1) / float(np.quantile(seen[::9, ::9], 0.98))
    mosaic = seen[..., 1].copy()
    mosaic[1::2, 1::2], mosaic[0::2, 0::2] = seen[1::2, 1::2, 2], seen[0::2, 0::2, 0]
    electrons = float(10 ** rng.uniform(2.6, 4.2))
    sigma = np.sqrt(np.maximum(mosaic, 0) / electrons + 0.003**2)
    mosaic += sigma * rng.standard_normal(mosaic.shape).astype(np.float32)
    raw = (np.clip(mosaic, 0, 1) * 65535).astype(np.uint16)
    full = cv2.cvtColor(raw, cv2.COLOR_BayerRG2BGR).astype(np.float32) / 65535
    full *= np.float32(1 + rng.normal(0, 0.04, 3))
    coded = np.clip(full, 0, 1) ** np.float32(1 / rng.uniform(1.9, 2.5))
    coded += np.float32(rng.uniform(0, 0.5)) * (coded - cv2.GaussianBlur(coded, (0, 0), 1.3))
    pixels = (np.clip(coded, 0, 1) * 255).astype(np.uint8)
    quality = [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(55, 95))]
    return np.asarray(cv2.imdecode(cv2.imencode(".jpg", pixels, quality)[1], 1), np.uint8)
