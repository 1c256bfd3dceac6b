"""Checks a laid-out page by its geometry: what the designers checked by script, on live widgets."""

from collections.abc import Iterator
from itertools import combinations

from screens.kit.keyboard import Keyboard
from screens.kit.legible import illegible
from screens.kit.piece import Piece
from screens.kit.press import Pressable
from screens.kit.scroll import Scroll
from screens.kit.text import Text
from screens.kit.theme import theme

LEAST_TARGET_MM = 12.7
LEAST_GAP_MM = 2.5
SLACK_PX = 2.0

Box = tuple[float, float, float, float]


def _drawn(root: Piece) -> Iterator[tuple[Piece, tuple[Scroll, ...]]]:
    """Every piece on the glass, with the scrolls it stands in."""
    stack: list[tuple[Piece, tuple[Scroll, ...]]] = [(root, ())]
    while stack:
        piece, scrolls = stack.pop()
        if piece.gone or piece.width < 1 or piece.height < 1:
            continue
        yield piece, scrolls
        inner = (*scrolls, piece) if isinstance(piece, Scroll) else scrolls
        stack.extend((child, inner) for child in piece.children if isinstance(child, Piece))


def _box(piece: Piece) -> Box:
    x, y = piece.to_window(*piece.pos)
    return float(x), float(y), float(x + piece.width), float(y + piece.height)


def _name(piece: Piece) -> str:
    word = getattr(piece, "text", "") or getattr(piece, "name", "")
    return f"{type(piece).__name__} “{word}”"


def _texts(root: Piece) -> Iterator[str]:
    for piece, _ in _drawn(root):
        if isinstance(piece, Text) and piece.text:
            wide, high = piece.drawn_size()
            high -= piece.pitch(piece.step) - getattr(theme.size, piece.step)
            if wide > piece.width + SLACK_PX or high > piece.height + SLACK_PX:
                room = f"{piece.width:.0f} × {piece.height:.0f}"
                yield f"{_name(piece)} needs {wide:.0f} × {high:.0f}, has {room}"


def _outside(root: Piece) -> Iterator[str]:
    for piece, scrolls in _drawn(root):
        left, bottom, right, top = _box(piece)
        # What scrolls may stand above or below its room, never beside it.
        across = left < -SLACK_PX or right > theme.width + SLACK_PX
        along = bottom < -SLACK_PX or top > theme.height + SLACK_PX
        if across or (along and not scrolls):
            yield f"{_name(piece)} stands outside the window: {left:.0f} {bottom:.0f} {right:.0f}"


def _targets(root: Piece) -> Iterator[str]:
    least = theme.mm(16 if theme.elder else LEAST_TARGET_MM) - SLACK_PX
    presses = [p for p, _ in _drawn(root) if isinstance(p, Pressable)]
    for press in presses:
        if min(press.width, press.height) < least:
            size = f"{press.width / theme.px_per_mm:.1f} × {press.height / theme.px_per_mm:.1f}"
            yield f"{_name(press)} is {size} mm"
    for one, other in combinations(presses, 2):
        if one.parent is other or other.parent is one:
            continue
        if _hidden(one) or _hidden(other):
            continue
        gap = _gap(_box(one), _box(other))
        wanted = theme.mm(4 if theme.elder else LEAST_GAP_MM) - SLACK_PX
        if gap < wanted:
            yield f"{_name(one)} and {_name(other)} are {gap / theme.px_per_mm:.1f} mm apart"


def _above_reach(root: Piece) -> Iterator[str]:
    """In the low layout: what is pressed above the seated reach."""
    if not theme.low:
        return
    for piece, scrolls in _drawn(root):
        if isinstance(piece, Pressable) and not _hidden(piece):
            top = min(_box(one)[3] for one in (piece, *scrolls))
            if top > theme.reach + SLACK_PX:
                above = (top - theme.reach) / theme.px_per_mm
                yield f"{_name(piece)} stands {above:.0f} mm above the reach"


def _hidden(piece: Piece) -> bool:
    """Whether it is scrolled out of sight, or is the cue that lies over what scrolls."""
    node = piece.parent
    while isinstance(node, Piece):
        if isinstance(node, Scroll):
            _, bottom, _, top = _box(piece)
            _, low, _, high = _box(node)
            return piece.parent is node or bottom < low - SLACK_PX or top > high + SLACK_PX
        node = node.parent
    return False


def _gap(one: Box, other: Box) -> float:
    across = max(one[0], other[0]) - min(one[2], other[2])
    along = max(one[1], other[1]) - min(one[3], other[3])
    return max(across, along)


def _keyboards(root: Piece) -> Iterator[str]:
    for piece, _ in _drawn(root):
        if (
            isinstance(piece, Scroll)
            and piece.parent is root
            and piece.height < theme.u(16 if theme.low else 20)
        ):
            yield f"only {piece.height:.0f} px are left for the content"
        if isinstance(piece, Keyboard) and piece.target is None:
            yield "a keyboard is shown and types into nothing"


def _ink(text: Text) -> Box:
    """Where its words stand within its room."""
    left, bottom, right, top = _box(text)
    wide, high = text.drawn_size()
    high -= text.pitch(text.step) - getattr(theme.size, text.step)
    free, middle = right - left - wide, (bottom + top) / 2
    x = left + {"left": 0.0, "center": free / 2, "right": free}[text.align]
    return x, middle - high / 2, x + wide, middle + high / 2


def _overlaps(root: Piece) -> Iterator[str]:
    texts = [p for p, _ in _drawn(root) if isinstance(p, Text) and p.text and not _hidden(p)]
    boxes = [(text, _ink(text)) for text in texts if not _is_cue(text)]
    for (one, here), (other, there) in combinations(boxes, 2):
        if _gap(here, there) < -2 * SLACK_PX and not _apart_in_scrolls(one, other):
            yield f"{_name(one)} lies on {_name(other)}"


def _is_cue(piece: Piece) -> bool:
    """Whether it belongs to 往下看, which lies over what scrolls."""
    press = piece.parent
    return isinstance(press, Pressable) and isinstance(press.parent, Scroll)


def _apart_in_scrolls(one: Piece, other: Piece) -> bool:
    """Whether one scrolls and the other stands: what is beyond a scroll's edge is not drawn."""
    return _scroll_of(one) is not _scroll_of(other)


def _scroll_of(piece: Piece) -> Scroll | None:
    node = piece.parent
    while isinstance(node, Piece):
        if isinstance(node, Scroll):
            return node
        node = node.parent
    return None


def faults(root: Piece, *, whole_words: bool = False) -> list[str]:
    """Everything wrong with the page as it stands; empty when it is right.

    `whole_words`: no text may end in an ellipsis; off where the longest strings are tried.
    """
    return [
        *_texts(root),
        *_overlaps(root),
        *_outside(root),
        *_targets(root),
        *_above_reach(root),
        *_keyboards(root),
        *illegible(root, whole_words=whole_words),
    ]
