"""Codes in what a camera sees: zxing-cpp on the frames that OpenCV captures."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from drivers.camera.contract import NoPicture
from drivers.camera.picture_source import PictureSource, SourceSettings
from drivers.code_reader.code_lines import as_text
from drivers.code_reader.contract import Code, CodeReader, CodeSeen, NoCode, Symbology
from drivers.code_reader.repeats import Repeats
from drivers.driver import Event, Offline, Status

if TYPE_CHECKING:
    from numpy.typing import NDArray

ENCODINGS: Final = ("utf-8", "gb18030")
TURNS: Final = (30, 60)
"""Degrees by which every other look is turned as well: bars are held at any angle."""
LOOK_EVERY: Final = 0.1
"""Seconds from one look to the next: a hand holds a code up for longer, and decoding every frame
of a fast camera would take a core."""


class CameraCodeReader(CodeReader):
    """Streams only while a code is wanted. Of several codes in view the middlemost is read."""

    @dataclass(frozen=True)
    class Settings(SourceSettings):
        """As a camera's. `repeat_after`: seconds that a code must have been away to be read
        again."""

        repeat_after: float = 1.5

    def __init__(self, settings: Settings, emit: Callable[[Event], None]) -> None:
        super().__init__(emit)
        self._source = PictureSource(settings, self.stop_if_cancelled)
        self._repeats = Repeats(settings.repeat_after)

    def open(self) -> None:
        """Raises NoDevice when there is nothing at the source."""
        self._source.rest()
        self._source.load()
        import zxingcpp  # noqa: F401 - the first read need not wait for it

        self._source.reach()

    def close(self) -> None:
        self._source.rest()

    def check(self) -> Status:
        """A resting camera is only looked for, so that its light stays out. Raises NoDevice."""
        return self._source.status()

    def begin(self, unheard: bool = False) -> None:
        """A code that nobody heard of is still wanted while it is held up."""
        super().begin(unheard)
        if unheard:
            self._repeats.forget()

    def read(self, wait: float) -> Code | NoCode:
        """Raises Offline, too, when the camera is there and gives no pictures."""
        deadline = time.monotonic() + wait
        turns = itertools.cycle(TURNS)
        try:
            while (began := time.monotonic()) < deadline:
                code = self._look(next(turns))
                if code is not None and self._repeats.is_new(code.raw):
                    self.emit(CodeSeen())
                    return code
                self.pause(max(0.0, began + LOOK_EVERY - time.monotonic()))
            return NoCode()
        finally:
            self._source.rest()

    def _look(self, turn: int) -> Code | None:
        """The code in the next frame, upright or turned."""
        picture = self._source.fresh()
        if isinstance(picture, NoPicture):
            raise Offline(f"the code camera gives no picture: {picture.reason}")
        return find(picture) or find(picture, turn)


def find(picture: NDArray[Any], turn: int = 0) -> Code | None:
    """The code in a picture (height × width × 3, blue green red), the middlemost of several.

    Bars are found when they lie within some 15° of the picture's edges, or of `turn` degrees.
    """
    import cv2
    import zxingcpp

    kinds = {
        zxingcpp.BarcodeFormat.QRCode: Symbology.QR,
        zxingcpp.BarcodeFormat.Code128: Symbology.CODE_128,
    }
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    height, width = grey.shape
    if turn:
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), turn, 1.0)
        grey = cv2.warpAffine(grey, matrix, (width, height))
    found = zxingcpp.read_barcodes(grey, formats=zxingcpp.BarcodeFormats(list(kinds)))

    def off_centre(seen: zxingcpp.Barcode) -> float:
        one, other = seen.position.top_left, seen.position.bottom_right
        return float((one.x + other.x - width) ** 2 + (one.y + other.y - height) ** 2)

    for seen in sorted(found, key=off_centre):
        # Not the library's own text: it takes Chinese without a mark of its encoding for Latin.
        if text := as_text(seen.bytes, ENCODINGS):
            return Code(text, kinds[seen.format], bytes(seen.bytes))
    return None
