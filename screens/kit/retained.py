"""A window that keeps its picture, and redraws only what changed (see damage).

Where GL is software the back buffer is copied to the glass, not swapped with another: what was
drawn last is still in it. Then one scissored pass draws what changed, and nothing else is touched.
Whether it is so is tried at the start, not believed.
"""

from kivy.graphics import Callback, ScissorPop, ScissorPush
from kivy.graphics.opengl import (
    GL_COLOR_BUFFER_BIT,
    GL_RGBA,
    GL_SCISSOR_TEST,
    GL_UNSIGNED_BYTE,
    glClear,
    glClearColor,
    glDisable,
    glEnable,
    glReadPixels,
    glScissor,
)
from kivy.uix.widget import Widget

from screens.kit.damage import damage
from screens.kit.piece import Piece
from screens.kit.theme import theme
from screens.kit.untyped import Untyped

MARGIN = 2


class Retained(Widget):  # type: ignore[misc]
    """Draws the piece inside it anew in every frame, until `start` was called."""

    def __init__(self, inside: Piece, width: int, height: int) -> None:
        super().__init__(size=(width, height), size_hint=(None, None))
        self._inside = inside
        self.add_widget(inside)

    def start(self, *_: object) -> None:
        """From now on only what changed is drawn again, if this window can."""
        from kivy.core.window import Window

        if self.parent is not Window or not _keeps_picture(Window):
            return
        inside, (width, height) = self._inside, self.size
        self.canvas.remove(inside.canvas)
        self._clip = ScissorPush(x=0, y=0, width=width, height=height)
        for instruction in (
            self._clip,
            Callback(lambda _: _clear()),
            inside.canvas,
            ScissorPop(),
            Callback(lambda _: damage.drawn()),
        ):
            self.canvas.add(instruction)
        clear = type(Window).clear
        # Kivy clears the whole window before each frame; ours are cleared where they are drawn.
        Window.clear = lambda: None if self.parent is Window else clear(Window)
        damage.listener = self._widen
        damage.add(0, 0, width, height)

    def _widen(self, left: float, bottom: float, right: float, top: float) -> None:
        x, y = max(0, int(left) - MARGIN), max(0, int(bottom) - MARGIN)
        self._clip.pos = (x, y)
        self._clip.size = (
            max(0, min(self.width, int(right) + MARGIN) - x),
            max(0, min(self.height, int(top) + MARGIN) - y),
        )


def _clear() -> None:
    glClearColor(*theme.color.bg)
    glClear(GL_COLOR_BUFFER_BIT)


def _keeps_picture(window: Untyped) -> bool:
    """Whether the corner pixel drawn last is still there after the buffers were flipped twice."""
    glEnable(GL_SCISSOR_TEST)
    glScissor(0, 0, 1, 1)
    for colour in ((0, 0, 0, 1), (1, 1, 1, 1)):
        glClearColor(*colour)
        glClear(GL_COLOR_BUFFER_BIT)
        window.flip()
    glDisable(GL_SCISSOR_TEST)
    return bytes(glReadPixels(0, 0, 1, 1, GL_RGBA, GL_UNSIGNED_BYTE))[:3] == b"\xff\xff\xff"
