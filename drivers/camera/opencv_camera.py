"""Any camera OpenCV can read: a V4L2 device, a file, or MJPEG over HTTP."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from drivers.camera.contract import Camera, Frame, NoPicture
from drivers.camera.picture_source import PictureSource, SourceSettings
from drivers.driver import Event, Status

if TYPE_CHECKING:
    from numpy.typing import NDArray


class OpencvCamera(Camera):
    """Document camera and face camera alike."""

    Settings = SourceSettings

    def __init__(self, settings: SourceSettings, emit: Callable[[Event], None]) -> None:
        super().__init__(emit)
        self._source = PictureSource(settings, self.stop_if_cancelled)

    def open(self) -> None:
        """Raises NoDevice when there is nothing at the source; takes no picture yet."""
        self._source.rest()
        self._source.load()
        self._source.reach()

    def close(self) -> None:
        self._source.rest()

    def check(self) -> Status:
        """A resting camera is only looked for, so that its light stays out. Raises NoDevice."""
        return self._source.status()

    def preview(self, width: int) -> Frame | NoPicture:
        picture = self._source.fresh()
        if isinstance(picture, NoPicture) or picture.shape[1] <= width:
            return picture if isinstance(picture, NoPicture) else _frame(picture)
        import cv2

        height = max(1, round(picture.shape[0] * width / picture.shape[1]))
        return _frame(cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA))

    def capture(self) -> Frame | NoPicture:
        picture = self._source.settled()
        return picture if isinstance(picture, NoPicture) else _frame(picture)

    def rest(self) -> None:
        self._source.rest()


def _frame(picture: NDArray[Any]) -> Frame:
    height, width = picture.shape[:2]
    return Frame(width, height, picture.tobytes())
