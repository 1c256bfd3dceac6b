"""The bridge from the core to the screens: the core's thread puts things down, Kivy picks them up.

Kivy promises no order for callbacks scheduled from another thread, so what is put down goes through
one queue, and only "there is something" goes through the clock.
"""

from collections import deque
from collections.abc import Callable
from threading import Lock
from typing import Any, Protocol

from kivy.clock import Clock

from kiosk.conversation.bridge import Reply
from kiosk.conversation.notices import LiveFrame, Notice
from kiosk.conversation.questions import Question


class Shell(Protocol):
    """What the presenter needs of the app; called in Kivy's thread only."""

    def present(self, question: Question[Any], reply: Reply[Any]) -> None:
        """Put a question."""

    def news(self, notice: Notice) -> None:
        """Show a notice."""

    def purge(self) -> None:
        """Forget the citizen."""


class ScreenPresenter:
    """Implements kiosk.conversation.Presenter. Every method may be called from any thread."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self._lock = Lock()
        self._waiting: deque[Callable[[], None]] = deque()
        self._frame: LiveFrame | None = None

    def present(self, question: Question[Any], reply: Reply[Any]) -> None:
        """Put the question; it stays until the next one is put."""
        self._put(lambda: self._shell.present(question, reply))

    def notify(self, notice: Notice) -> None:
        """Show news. Of camera frames only the newest counts."""
        if not isinstance(notice, LiveFrame):
            self._put(lambda: self._shell.news(notice))
            return
        with self._lock:
            waiting, self._frame = self._frame, notice
        if waiting is None:
            self._put(self._show_frame)

    def forget(self) -> None:
        """Drop everything of the citizen, frames on their way included."""
        with self._lock:
            self._frame = None
        self._put(self._shell.purge)

    def _show_frame(self) -> None:
        with self._lock:
            frame, self._frame = self._frame, None
        if frame is not None:
            self._shell.news(frame)

    def _put(self, task: Callable[[], None]) -> None:
        with self._lock:
            first = not self._waiting
            self._waiting.append(task)
        if first:
            Clock.schedule_once(self._work, -1)

    def _work(self, *_: object) -> None:
        while True:
            with self._lock:
                if not self._waiting:
                    return
                task = self._waiting[0]
            try:
                task()
            finally:
                # Taken off only when done: what the task puts down must not wake the clock again.
                with self._lock:
                    self._waiting.popleft()
