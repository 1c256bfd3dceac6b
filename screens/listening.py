"""A finger need not wait until the loop looks for it: the X server's word wakes the loop."""

from __future__ import annotations

import ctypes
import select
import threading
import time
from collections.abc import Callable

from screens.kit.untyped import Untyped

PAUSE = 0.008
"""Seconds from one wake to the next: the loop reads meanwhile, and a drag keeps it busy enough."""
GONE = select.POLLHUP | select.POLLERR | select.POLLNVAL


def connection(window: Untyped) -> int | None:
    """The file descriptor of a Kivy window's connection with the X server; None without X."""
    info = window.get_window_info()
    if type(info).__name__ != "WindowInfoX11":
        return None
    number = ctypes.CDLL("libX11.so.6").XConnectionNumber
    number.argtypes = [ctypes.c_void_p]
    return int(number(info.display))


def listen(descriptor: int, wake: Callable[[], object]) -> None:
    """From now on call `wake`, in a thread of its own, while there is something to read.

    Nothing is read here. Ends by itself when the other end closes.
    """
    threading.Thread(target=_tell, args=(descriptor, wake), name="listening", daemon=True).start()


def _tell(descriptor: int, wake: Callable[[], object]) -> None:
    there = select.poll()
    there.register(descriptor, select.POLLIN)
    while not there.poll()[0][1] & GONE:
        wake()
        time.sleep(PAUSE)
