"""What every camera can do."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass, field

from drivers.driver import Driver


@dataclass(frozen=True)
class Frame:
    """A picture: `bgr` holds height × width × 3 bytes, top row first, blue green red."""

    width: int
    height: int
    bgr: bytes = field(repr=False)


@dataclass(frozen=True)
class NoPicture:
    """The camera answered but gave no fresh picture within its time (frozen, garbage)."""

    reason: str


class Camera(Driver):
    """Takes pictures. Frames that were waiting in a buffer are never given out as fresh."""

    @abstractmethod
    def preview(self, width: int) -> Frame | NoPicture:
        """The next fresh frame, scaled down to `width` pixels.

        Raises:
            DeviceFault: the camera is gone.
        """

    @abstractmethod
    def capture(self) -> Frame | NoPicture:
        """A fresh frame at full resolution.

        Raises:
            DeviceFault: the camera is gone.
        """

    @abstractmethod
    def rest(self) -> None:
        """Stop streaming until the next picture is asked for; forgets every frame held."""
