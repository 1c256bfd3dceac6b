"""What a screen still holds of a citizen: every word, picture and stroke, shown or not."""

from __future__ import annotations

from screens.kit.untyped import Untyped


def words_left(screen: Untyped) -> str:
    """All words in all pieces, also in those that are gone."""
    from screens.kit.input_box import InputBox
    from screens.kit.qr import QrCode
    from screens.kit.text import Text

    kinds = (Text, InputBox, QrCode)
    return "\n".join(piece.text for piece in screen.pieces() if isinstance(piece, kinds))


def pictures_left(screen: Untyped) -> list[object]:
    """Textures of camera and page views that are still held."""
    from screens.kit.camera import PictureView

    views = [piece for piece in screen.pieces() if isinstance(piece, PictureView)]
    return [view.texture for view in views if view.texture is not None]


def shown_words(screen: Untyped) -> str:
    """Words on the glass: those of pieces that are not gone, nor inside one that is."""
    from screens.kit.text import Text

    found: list[str] = []
    stack = [screen]
    while stack:
        piece = stack.pop()
        if getattr(piece, "gone", False):
            continue
        if isinstance(piece, Text):
            found.append(piece.text.replace("|", ""))
        stack.extend(piece.children)
    return "\n".join(found)


def pressables(screen: Untyped, kind: type[Untyped]) -> list[Untyped]:
    """Pieces of that kind on the glass, top to bottom and left to right."""
    found = [piece for piece in screen.pieces() if isinstance(piece, kind) and not piece.gone]
    return sorted(found, key=lambda piece: (-piece.y, piece.x))


def draw(stage: Untyped, pad: Untyped, strokes: int = 3) -> None:
    """Write something like a name on a signature pad, as a finger does."""
    from screens.kit import driver

    left, bottom = pad.to_window(*pad.pos)
    for number in range(strokes):
        x, y = left + pad.width * (0.2 + 0.2 * number), bottom + pad.height * 0.7
        finger = driver.touch(x, y)
        finger.touch_down()
        for step in range(1, 25):
            finger.touch_move(x + step * pad.width * 0.005, y - step * pad.height * 0.01)
        finger.touch_up()
    driver.frames()


def keys_of(keyboard: Untyped) -> dict[str, Untyped]:
    """The keys of the keyboard by what stands on them."""
    from screens.kit.keys import Key

    return {key.text: key for key in pressables(keyboard, Key) if key.text}
