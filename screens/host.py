"""The window's one child: the screen, with dialogs over it."""

from collections.abc import Callable

from screens.kit.piece import Piece
from screens.kit.untyped import Untyped


class Host(Piece):
    """The window's one child: the screen, and dialogs over it."""

    is_root = True

    def __init__(self) -> None:
        super().__init__()
        self.on_touch: Callable[[], None] = lambda: None

    def arrange(self) -> None:
        """Everything fills the window."""
        for child in self.shown():
            child.place(*self.pos, *self.size)

    def on_touch_down(self, touch: Untyped) -> bool:
        """The top child alone gets it."""
        top = self.children[0] if self.children else None
        return bool(top.on_touch_down(touch)) if top is not None else False

    def on_touch_up(self, touch: Untyped) -> bool:
        """Counted when the finger leaves: a warning must not vanish under the button pressed."""
        self.on_touch()
        return bool(super().on_touch_up(touch))
