"""A finger and a fast eye on an X display: XTest and XGetImage through ctypes.

xdotool starts a process for each press and a screenshot takes a tenth of a second; here a press and
a look at some pixels take a tenth of a millisecond, so what is timed is the program that is looked
at. libX11 and libXtst are installed with xdotool.
"""

from __future__ import annotations

import ctypes
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Final

LOOK_EVERY: Final = 0.0005  # seconds; a tight loop would take a core from what is timed
ALL_PLANES: Final = 0xFFFFFFFF
Z_PIXMAP: Final = 2
LEFT: Final = 1

Rect = tuple[int, int, int, int]
"""x, y, width, height in pixels from the top left."""


class _Image(ctypes.Structure):
    """The beginning of XImage (Xlib.h)."""

    _fields_ = (
        ("width", ctypes.c_int),
        ("height", ctypes.c_int),
        ("xoffset", ctypes.c_int),
        ("format", ctypes.c_int),
        ("data", ctypes.c_void_p),
        ("byte_order", ctypes.c_int),
        ("bitmap_unit", ctypes.c_int),
        ("bitmap_bit_order", ctypes.c_int),
        ("bitmap_pad", ctypes.c_int),
        ("depth", ctypes.c_int),
        ("bytes_per_line", ctypes.c_int),
    )


def _libraries() -> tuple[Any, Any]:
    x11, xtst = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XDefaultRootWindow.restype = ctypes.c_ulong
    x11.XGetImage.restype = ctypes.POINTER(_Image)
    return x11, xtst


class Glass:
    """The X display `name`. Not thread-safe. While it is open the X server is not reset."""

    def __init__(self, name: str) -> None:
        self._x11, self._xtst = _libraries()
        opened = self._x11.XOpenDisplay(name.encode())
        if not opened:
            raise OSError(f"no X display {name}")
        self._display = ctypes.c_void_p(opened)
        self._root = ctypes.c_ulong(self._x11.XDefaultRootWindow(self._display))

    def __enter__(self) -> Glass:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._x11.XCloseDisplay(self._display)

    # -- seeing -----------------------------------------------------------------------------

    def pixels(self, rect: Rect) -> bytes:
        """What is there now, four bytes a pixel."""
        x, y, wide, high = rect
        planes = ctypes.c_ulong(ALL_PLANES)
        image = self._x11.XGetImage(self._display, self._root, x, y, wide, high, planes, Z_PIXMAP)
        if not image:
            raise OSError(f"no pixels at {rect}")
        shown = image.contents
        data = ctypes.string_at(shown.data, shown.bytes_per_line * shown.height)
        self._x11.XDestroyImage(image)
        return data

    def until(self, rect: Rect, wanted: Callable[[bytes], bool], seconds: float = 20.0) -> float:
        """The monotonic time of the first look that was `wanted`. Raises TimeoutError."""
        end = time.monotonic() + seconds
        while not wanted(self.pixels(rect)):
            if time.monotonic() > end:
                raise TimeoutError(f"the pixels at {rect} never came")
            time.sleep(LOOK_EVERY)
        return time.monotonic()

    def rest(self, rect: Rect, still: float = 0.25) -> bytes:
        """The pixels there once they have not changed for `still` seconds."""
        now, since = self.pixels(rect), time.monotonic()
        while time.monotonic() - since < still:
            time.sleep(0.01)
            before, now = now, self.pixels(rect)
            if now != before:
                since = time.monotonic()
        return now

    # -- touching ---------------------------------------------------------------------------

    def point(self, x: int, y: int) -> None:
        """The finger over a place."""
        self._xtst.XTestFakeMotionEvent(self._display, -1, x, y, ctypes.c_ulong(0))
        self._x11.XSync(self._display, 0)

    def press(self) -> float:
        """The finger down; the monotonic time just before."""
        return self._button(1)

    def release(self) -> float:
        """The finger up; the monotonic time just before."""
        return self._button(0)

    def _button(self, down: int) -> float:
        at = time.monotonic()
        self._xtst.XTestFakeButtonEvent(self._display, LEFT, down, ctypes.c_ulong(0))
        self._x11.XFlush(self._display)
        return at
