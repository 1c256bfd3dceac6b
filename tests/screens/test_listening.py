"""A finger wakes the loop: nothing waits for the loop's next look at the X server."""

from __future__ import annotations

import os
import socket
import threading

import pytest

from screens.kit.untyped import Untyped
from screens.listening import connection, listen
from tests.bench.glass import Glass

PATIENCE = 10.0


class Wakes:
    """Counts them, and lets a test wait for the next."""

    def __init__(self) -> None:
        self._one = threading.Semaphore(0)

    def __call__(self) -> None:
        self._one.release()

    def came(self) -> bool:
        return self._one.acquire(timeout=PATIENCE)


def listeners() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "listening"]


def test_wakes_while_there_is_something_to_read_and_ends_with_the_connection() -> None:
    here, there = socket.socketpair()
    before, wakes = listeners(), Wakes()
    listen(here.fileno(), wakes)
    (mine,) = [thread for thread in listeners() if thread not in before]
    there.send(b"x")
    assert wakes.came()
    assert wakes.came()  # it is still unread
    there.close()
    mine.join(PATIENCE)
    assert not mine.is_alive()
    here.close()


def test_a_finger_on_the_window_wakes(portrait: Untyped) -> None:
    from kivy.core.window import Window

    number = connection(Window)
    assert number is not None
    heard = os.dup(number)
    wakes = Wakes()
    with Glass(os.environ["DISPLAY"]) as glass:
        listen(heard, wakes)
        glass.point(200, 300)
        assert wakes.came()
        glass.press()
        glass.release()
    os.close(heard)


def test_what_the_finger_did_is_not_slept_over(
    portrait: Untyped, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kivy.clock import Clock
    from kivy.core.window import Window

    from screens import pace

    monkeypatch.setattr(pace, "connection", lambda window: None)
    pace.Pace().listen(Window)
    Clock.tick()
    Clock._event.clear()
    Window.dispatch("on_mouse_down", 5, 5, "left", set())
    assert Clock._event.is_set()
    Window.dispatch("on_mouse_up", 5, 5, "left", set())
