"""The fingers on the glass now, and how they are let go."""

from collections.abc import Callable

from kivy.base import EventLoop

from screens.kit.untyped import Untyped


def let_go(wanted: Callable[[Untyped], bool] = lambda _: True) -> None:
    """Whatever a finger holds down (and is `wanted`) comes up without being pressed."""
    for touch in list(EventLoop.touches):
        for held in [reference() for reference in list(touch.grab_list)]:
            if held is None or not wanted(held):
                continue
            touch.ungrab(held)
            dropped = getattr(held, "dropped", None)
            if dropped is not None:
                dropped(touch)
