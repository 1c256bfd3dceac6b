"""A stream read by a thread of its own, which keeps the latest picture only."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from numpy.typing import NDArray

LETTING_GO: Final = 0.5
"""Seconds that a stream with frames surely needs no more of."""


@dataclass(frozen=True)
class Shot:
    """A picture (height × width × 3, blue green red) and its number in the stream."""

    number: int
    picture: NDArray[Any]


class FrameStream:
    """Runs from its making until `stop`, or until the source ends or gives nothing in time.

    Args:
        open_capture: makes a cv2.VideoCapture with its own time-outs; called in the thread, since
            opening blocks too.
    """

    def __init__(self, open_capture: Callable[[], Any]) -> None:
        self._open_capture = open_capture
        self._changed = threading.Condition()
        self._shot: Shot | None = None
        self._came_at = self._changed_at = time.monotonic()
        self._stopping = False
        self.ended = False
        """Whether nothing more will come."""
        self._thread = threading.Thread(target=self._run, name="frames", daemon=True)
        self._thread.start()

    @property
    def count(self) -> int:
        """Number of the latest shot; 0 before the first."""
        shot = self._shot
        return shot.number if shot else 0

    def silent_for(self) -> float:
        """Seconds since the latest shot came."""
        return time.monotonic() - self._came_at

    def unchanged_for(self) -> float:
        """Seconds since a shot last differed from the one before it."""
        return self._came_at - self._changed_at

    def next_after(self, number: int, wait: float) -> Shot | None:
        """A shot later than `number`, within `wait` seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self.ended or self.count > number, wait)
            return self._shot if self.count > number else None

    def stop(self) -> None:
        """End the stream, forget the picture, let go of the source.

        A frozen source is let go of later, when the capture's own time-out frees the thread.
        """
        with self._changed:
            self._stopping = True
            self._shot = None
        self._thread.join(LETTING_GO)

    def _run(self) -> None:
        capture = self._open_capture()
        try:
            while not self._stopping and capture.isOpened():
                there, picture = capture.read()
                if not there:
                    break
                self._keep(picture)
        finally:
            capture.release()
            with self._changed:
                self.ended = True
                self._changed.notify_all()

    def _keep(self, picture: NDArray[Any]) -> None:
        now = time.monotonic()
        before = self._shot
        changed = before is None or not _same(before.picture, picture)
        with self._changed:
            if self._stopping:
                return
            self._shot = Shot(before.number + 1 if before else 1, picture)
            self._came_at = now
            if changed:
                self._changed_at = now
            self._changed.notify_all()


def _same(one: NDArray[Any], other: NDArray[Any]) -> bool:
    if one.shape != other.shape:
        return False
    # Two pictures of a living sensor differ nearly everywhere: a few pixels tell.
    return bool((one[::16, ::16] == other[::16, ::16]).all() and (one == other).all())
