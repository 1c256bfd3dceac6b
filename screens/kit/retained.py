"""A canvas that keeps its picture and redraws only what changed (see damage)."""

from kivy.graphics import Callback, Color, Fbo, Rectangle, ScissorPop, ScissorPush
from kivy.graphics.opengl import GL_BLEND, glDisable, glEnable
from kivy.uix.widget import Widget

from screens.kit.damage import damage
from screens.kit.piece import Piece
from screens.kit.untyped import Untyped

MARGIN = 2


class Retained(Widget):  # type: ignore[misc]
    """Draws the piece inside it through a buffer of the window's size, once `start` was called.

    The very first frame is quicker without: the buffer needs shaders of its own.
    """

    def __init__(self, inside: Piece, width: int, height: int) -> None:
        super().__init__(size=(width, height), size_hint=(None, None))
        self._inside = inside
        self.add_widget(inside)

    def start(self, *_: object) -> None:
        """From now on only what changed is drawn again."""
        inside, (width, height) = self._inside, self.size
        self.canvas.remove(inside.canvas)
        self._buffer = Fbo(size=(width, height))
        self._clip = ScissorPush(x=0, y=0, width=width, height=height)
        for instruction in (self._clip, inside.canvas, ScissorPop(), Callback(self._done)):
            self._buffer.add(instruction)
        with self.canvas:
            # The picture is opaque: blending it would cost as much as drawing it.
            Callback(lambda _: glDisable(GL_BLEND))
            Color(1, 1, 1, 1)
            Rectangle(size=(width, height), texture=self._buffer.texture)
            Callback(lambda _: glEnable(GL_BLEND))
        self.canvas.insert(0, self._buffer)
        damage.listener = self._widen

    def _widen(self, left: float, bottom: float, right: float, top: float) -> None:
        x, y = max(0, int(left) - MARGIN), max(0, int(bottom) - MARGIN)
        self._clip.pos = (x, y)
        self._clip.size = (
            max(0, min(self.width, int(right) + MARGIN) - x),
            max(0, min(self.height, int(top) + MARGIN) - y),
        )

    def _done(self, _instruction: Untyped) -> None:
        damage.drawn()
