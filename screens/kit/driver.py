"""Drives the screens in-process: real window, no robot hand. For tests and the gallery.

    driver = Driver(1080, 1920, 24.0)
    driver.show(page); driver.tap(page.footer.main); driver.shot("page.png")

Needs a display (xvfb-run -a -s "-screen 0 1920x1920x24").
"""

from collections.abc import Callable
from pathlib import Path

from kivy.base import EventLoop
from kivy.clock import Clock
from kivy.core.window import Window
from kivy.graphics.opengl import GL_RGBA, GL_UNSIGNED_BYTE, glReadPixels
from kivy.tests.common import UnitTestTouch
from kivy.uix.widget import Widget
from PIL import Image

from screens.kit.piece import Piece
from screens.kit.theme import theme
from screens.kit.untyped import Untyped


def frames(count: int = 3) -> None:
    """Let Kivy work for that many rounds of its loop."""
    for _ in range(count):
        EventLoop.idle()


def until(wanted: Callable[[], bool], seconds: float = 30.0) -> bool:
    """Let Kivy work until `wanted()`; False when it took too long."""
    end = Clock.time() + seconds
    while not wanted():
        if Clock.time() > end:
            return False
        EventLoop.idle()
    return True


def resize(width: int, height: int) -> None:
    """Give the window that size and wait until it has it."""
    Window.size = (width, height)
    until(lambda: tuple(Window.size) == (width, height))
    frames()


def fill_window(piece: Piece, width: int = 0, height: int = 0) -> None:
    """Put a piece over the whole window (or that many pixels of it), alone."""
    for child in list(Window.children):
        Window.remove_widget(child)
    Window.clearcolor = theme.color.bg
    Window.add_widget(piece)
    piece.place(0, 0, width or theme.width, height or theme.height)
    piece.resume()
    frames()


def centre(widget: Widget) -> tuple[float, float]:
    """The widget's centre in the window, pixels from below."""
    x, y = widget.to_window(*widget.center)
    return float(x), float(y)


def touch(x: float, y: float) -> Untyped:
    """A finger at that place of the window; call touch_down, touch_move, touch_up on it."""
    return UnitTestTouch(x, y)


def tap(widget: Widget) -> None:
    """Press the middle of a widget as a finger would, through the window."""
    finger = touch(*centre(widget))
    finger.touch_down()
    frames(1)
    finger.touch_up()
    frames(2)


def shot(path: str | Path) -> Path:
    """Save what is on the glass as a PNG."""
    frames(2)
    Window.canvas.ask_update()
    Window.dispatch("on_draw")
    width, height = Window.system_size
    data = glReadPixels(0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE)
    image = Image.frombytes("RGBA", (width, height), data).convert("RGB")
    image.transpose(Image.Transpose.FLIP_TOP_BOTTOM).save(path)
    return Path(path)
