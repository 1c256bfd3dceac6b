"""Flat shapes with smooth edges, without multisampling.

Multisampling doubles the cost of a frame on software GL, so corners are smoothed once, in a small
white nine-patch texture per radius, and tinted. Every function draws into the canvas that is open
(`with widget.canvas.before:`). Lengths are pixels.
"""

from functools import cache
from math import ceil, floor, hypot, sqrt

from kivy.graphics import BorderImage, Callback, Color, Mesh, Rectangle
from kivy.graphics.opengl import GL_BLEND, glDisable, glEnable
from kivy.graphics.texture import Texture

from screens.kit.damage import damage
from screens.kit.palette import Rgba

COVERS_FROM = 40_000
"""Pixels from which it pays to switch blending off and on."""


def unsmoothed(texture: Texture) -> Texture:
    """A texture that is drawn pixel by pixel: software GL mixes four for each it smooths."""
    texture.min_filter = texture.mag_filter = "nearest"
    return texture


def _inside(radius: float, distance: float) -> float:
    return min(1.0, max(0.0, radius - distance + 0.5))


def _row(side: int, down: float, radius: float) -> list[float]:
    """How much of each pixel of a row lies in a circle round the corner's inner end, `down` away.

    Only the few at the circle's edge are worked out one by one.
    """
    first = side - 0.5 - sqrt(max(0.0, (radius + 0.5) ** 2 - down**2))
    solid = side - 0.5 - sqrt(max(0.0, (radius - 0.5) ** 2 - down**2)) if radius > 0.5 else side
    begin, end = max(0, floor(first)), min(side, ceil(solid))
    edge = [_inside(radius, hypot(side - column - 0.5, down)) for column in range(begin, end)]
    return [0.0] * begin + edge + [1.0] * (side - end)


def _corner(radius: int, stroke: int) -> list[list[int]]:
    """Alpha of one corner, radius × radius pixels; stroke 0 fills it."""
    rows = []
    for row in range(radius):
        down = radius - row - 0.5
        alphas = _row(radius, down, radius)
        if stroke and row >= stroke:
            hole = _row(radius, down, max(0, radius - stroke))[stroke:]
            alphas[stroke:] = [max(0.0, a - b) for a, b in zip(alphas[stroke:], hole, strict=True)]
        rows.append([round(255 * alpha) for alpha in alphas])
    return rows


@cache
def patch(radius: int, stroke: int = 0) -> Texture:
    """Nine-patch of a rounded box (2 × radius + 2 pixels square), filled or only its frame.

    A radius of 0 is plain white.
    """
    solid = [255 if i < stroke or not stroke else 0 for i in range(radius + 1)]
    rows = []
    for row, middle in zip(_corner(radius, stroke), solid, strict=False):
        rows.append([*row, middle, middle, *reversed(row)])
    rows += [[*solid, *reversed(solid)]] * 2
    rows += list(reversed(rows[:radius]))
    side = 2 * radius + 2
    texture = Texture.create(size=(side, side), colorfmt="rgba")
    data = bytearray(b"\xff" * (4 * side * side))
    data[3::4] = b"".join(map(bytes, rows))
    texture.blit_buffer(bytes(data), colorfmt="rgba", bufferfmt="ubyte")
    return unsmoothed(texture)


def box(
    x: float, y: float, width: float, height: float, radius: int, color: Rgba, stroke: int = 0
) -> None:
    """A rounded box: filled, or a frame `stroke` wide drawn inside its edge."""
    if width < 1 or height < 1:
        return
    if not radius and not stroke:
        flat(x, y, width, height, color)
        return
    radius = max(1, min(radius, int(width // 2), int(height // 2)))
    # A frame thicker than its corner needs a corner of its own thickness.
    radius = max(radius, min(stroke, int(width // 2), int(height // 2)))
    Color(*color)
    texture = patch(radius, stroke)
    if stroke:
        _frame(x, y, width, height, radius, texture)
        return
    BorderImage(
        pos=(x, y),
        size=(width, height),
        texture=texture,
        border=(radius, radius, radius, radius),
    )


# The eight patches around the middle one, as pairs of triangles of a grid of 4 × 4 corners.
_AROUND = [
    corner
    for row in range(3)
    for column in range(3)
    if (row, column) != (1, 1)
    for start in (4 * row + column,)
    for corner in (start, start + 1, start + 5, start, start + 5, start + 4)
]


def _frame(x: float, y: float, width: float, height: float, radius: int, texture: Texture) -> None:
    """A nine-patch without its empty middle, which would cost as much as a full one."""
    share = radius / texture.width
    grid = (0.0, share, 1 - share, 1.0)
    lefts = (x, x + radius, x + width - radius, x + width)
    lows = (y, y + radius, y + height - radius, y + height)
    vertices = [
        number
        for low, v in zip(lows, grid, strict=True)
        for left, u in zip(lefts, grid, strict=True)
        for number in (left, low, u, v)
    ]
    Mesh(vertices=vertices, indices=_AROUND, mode="triangles", texture=texture)


def flat(x: float, y: float, width: float, height: float, color: Rgba) -> None:
    """A plain rectangle. A large opaque one covers: blending would double what it costs."""
    covers = damage.costly and color[3] == 1 and width * height > COVERS_FROM
    if covers:
        Callback(_blend_off)
    Color(*color)
    Rectangle(pos=(x, y), size=(width, height), texture=patch(0))
    if covers:
        Callback(_blend_on)


def _blend_off(_instruction: object) -> None:
    glDisable(GL_BLEND)


def _blend_on(_instruction: object) -> None:
    glEnable(GL_BLEND)


def disc(x: float, y: float, side: float, color: Rgba, stroke: int = 0) -> None:
    """A circle `side` across, filled or a ring."""
    box(x, y, side, side, int(side // 2), color, stroke)


@cache
def _dash() -> Texture:
    texture = Texture.create(size=(8, 1), colorfmt="rgba")
    data = b"".join(bytes((255, 255, 255, 255 if i < 5 else 0)) for i in range(8))
    texture.blit_buffer(data, colorfmt="rgba", bufferfmt="ubyte")
    texture.wrap = "repeat"
    return unsmoothed(texture)


def dashed(
    x: float, y: float, length: float, color: Rgba, stroke: int, *, upright: bool = False
) -> None:
    """A dashed line from (x, y) to the right, or upwards."""
    turns = length / (stroke * 6)
    Color(*color)
    across: tuple[float, ...] = (0, 0, turns, 0, turns, 1, 0, 1)
    along: tuple[float, ...] = (0, 0, 0, 1, turns, 1, turns, 0)
    size, coords = ((stroke, length), along) if upright else ((length, stroke), across)
    Rectangle(pos=(x, y), size=size, texture=_dash(), tex_coords=coords)


def dashed_box(
    x: float, y: float, width: float, height: float, radius: int, color: Rgba, stroke: int
) -> None:
    """A dashed frame; its corners are cut so that the dashes meet cleanly."""
    across, up = width - 2 * radius, height - 2 * radius
    dashed(x + radius, y, across, color, stroke)
    dashed(x + radius, y + height - stroke, across, color, stroke)
    dashed(x, y + radius, up, color, stroke, upright=True)
    dashed(x + width - stroke, y + radius, up, color, stroke, upright=True)
    ring = patch(radius, stroke)
    side = ring.width
    for column, row in ((0, 0), (1, 0), (0, 1), (1, 1)):
        part = ring.get_region(column * (side - radius), row * (side - radius), radius, radius)
        Color(*color)
        Rectangle(
            pos=(x + column * (width - radius), y + row * (height - radius)),
            size=(radius, radius),
            texture=part,
        )
