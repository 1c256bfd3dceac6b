"""Handwriting: strokes to characters, through libzinnia and Tegaki's model, by ctypes.

Debian libzinnia0 (BSD) and tegaki-zinnia-simplified-chinese (LGPL-2.1+: 6,763 characters of GB/T
2312 and more). A character takes 5 to 15 ms. It knows the strokes it is given and keeps nothing.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from screens.writing.candidate import Candidate

LIBRARY = "libzinnia.so.0"
MODEL = Path("/usr/share/tegaki/models/zinnia/handwriting-zh_CN.model")
MOST = 24
_SIDE = 1000
_FILLED = 0.55
"""Share of the square a character fills; of 200 common characters most are read right at this."""
_RARER = 6
"""Places a character of the second level of GB/T 2312 (3,008 rare ones) goes back."""
_LEAST_INK = 0.02

Stroke = Sequence[tuple[float, float]]
"""Points of one stroke, x to the right and y downwards, in any unit that is the same for both."""


class InkMissingError(RuntimeError):
    """The library or its model is not installed; the message says which."""


@cache
def _library() -> ctypes.CDLL:
    try:
        library = ctypes.CDLL(LIBRARY)
    except OSError as error:
        raise InkMissingError(f"{LIBRARY}: {error}; install libzinnia0") from error
    thing, size, number = ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int
    for name, arguments, result in (
        ("recognizer_new", [], thing),
        ("recognizer_open", [thing, ctypes.c_char_p], number),
        ("recognizer_destroy", [thing], None),
        ("recognizer_classify", [thing, thing, size], thing),
        ("character_new", [], thing),
        ("character_destroy", [thing], None),
        ("character_set_width", [thing, size], None),
        ("character_set_height", [thing, size], None),
        ("character_add", [thing, size, number, number], number),
        ("result_value", [thing, size], ctypes.c_char_p),
        ("result_size", [thing], size),
        ("result_destroy", [thing], None),
    ):
        function = getattr(library, f"zinnia_{name}")
        function.argtypes, function.restype = arguments, result
    return library


@cache
def _recogniser() -> int:
    """One for the process: each would map the 26 MB again, and every keyboard has its pad."""
    library = _library()
    recogniser: int = library.zinnia_recognizer_new()
    if not library.zinnia_recognizer_open(recogniser, str(MODEL).encode()):
        library.zinnia_recognizer_destroy(recogniser)
        raise InkMissingError(f"no model {MODEL}; install tegaki-zinnia-simplified-chinese")
    return recogniser


class Ink:
    """Reads one character at a time.

    Raises:
        InkMissingError: the library or the model is not installed.
    """

    def __init__(self) -> None:
        self._library, self._recogniser = _library(), _recogniser()

    def candidates(self, strokes: Sequence[Stroke]) -> list[Candidate]:
        """What was written, the likeliest first; empty when nothing was."""
        if not any(strokes):
            return []
        character = self._library.zinnia_character_new()
        try:
            self._fill(character, strokes)
            return self._read(character)
        finally:
            self._library.zinnia_character_destroy(character)

    def _fill(self, character: int, strokes: Sequence[Stroke]) -> None:
        """The ink in the middle of the model's square, as large as in its samples."""
        xs = [x for stroke in strokes for x, _ in stroke]
        ys = [y for stroke in strokes for _, y in stroke]
        scale = _FILLED * _SIDE / max(max(xs) - min(xs), max(ys) - min(ys), _LEAST_INK)
        left, top = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
        self._library.zinnia_character_set_width(character, _SIDE)
        self._library.zinnia_character_set_height(character, _SIDE)
        for number, stroke in enumerate(strokes):
            for x, y in stroke:
                across = round((x - left) * scale + _SIDE / 2)
                down = round((y - top) * scale + _SIDE / 2)
                self._library.zinnia_character_add(character, number, across, down)

    def _read(self, character: int) -> list[Candidate]:
        result = self._library.zinnia_recognizer_classify(self._recogniser, character, MOST)
        if not result:
            return []
        try:
            count = self._library.zinnia_result_size(result)
            values = (self._library.zinnia_result_value(result, index) for index in range(count))
            texts = [value.decode("utf-8") for value in values]
        finally:
            self._library.zinnia_result_destroy(result)
        order = sorted(range(len(texts)), key=lambda at: at + (0 if _common(texts[at]) else _RARER))
        return [Candidate(texts[at], 0) for at in order]


def _common(sign: str) -> bool:
    """Whether it is of the first level of GB/T 2312 (rows 16 to 55), which makes up nearly all
    that is written."""
    return b"\xb0" <= sign.encode("gb2312", "ignore")[:1] <= b"\xd7"
