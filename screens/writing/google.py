"""The dictionary of libgooglepinyin (Debian libgooglepinyin0, Apache-2.0), through ctypes.

The library is one object for the whole process, and not safe in several threads: it is opened once
and answers only in the thread that opened it. It is opened without a user dictionary (an empty file
name cannot be written) and never told what was chosen (`im_choose` is where it would learn), so it
knows nothing of anybody. What was decided stays with the composer.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import threading
from functools import cache
from pathlib import Path

from screens.writing.candidate import Candidate

LIBRARY = "libgooglepinyin.so.0"
DICTIONARIES = "/usr/lib/*/googlepinyin/data/dict_pinyin.dat"
MOST_LETTERS = 39
"""What the library decodes of one input (kMaxRowNum - 1 in its dictdef.h); more is ignored."""
_LONGEST = 64
_NOBODY = b""


class LibraryMissingError(RuntimeError):
    """The library or its dictionary is not installed; the message says which."""


@cache
def _library() -> ctypes.CDLL:
    try:
        library = ctypes.CDLL(LIBRARY)
    except OSError as error:
        raise LibraryMissingError(f"{LIBRARY}: {error}; install libgooglepinyin0") from error
    size = ctypes.c_size_t
    library.im_open_decoder.argtypes = [ctypes.c_char_p, ctypes.c_char_p]
    library.im_open_decoder.restype = ctypes.c_bool
    library.im_search.argtypes, library.im_search.restype = [ctypes.c_char_p, size], size
    library.im_get_candidate.argtypes = [size, ctypes.c_void_p, size]
    library.im_get_candidate.restype = ctypes.c_void_p
    library.im_get_spl_start_pos.argtypes = [ctypes.POINTER(ctypes.POINTER(ctypes.c_uint16))]
    library.im_get_spl_start_pos.restype = size
    dictionary = next(Path("/").glob(DICTIONARIES.lstrip("/")), None)
    if dictionary is None or not library.im_open_decoder(str(dictionary).encode(), _NOBODY):
        raise LibraryMissingError(f"no dictionary at {DICTIONARIES}; install libgooglepinyin0")
    return library


@cache
def _home() -> int:
    return threading.get_ident()


class GooglePinyin:
    """The one decoder of this process.

    Raises:
        LibraryMissingError: it is not installed.
    """

    def __init__(self) -> None:
        self._library = _library()
        self._home = _home()
        self._text = (ctypes.c_uint16 * _LONGEST)()

    def candidates(self, letters: str, most: int = 60) -> list[Candidate]:
        """What `letters` may mean, the likeliest first: a whole sentence, words, characters."""
        assert threading.get_ident() == self._home, "libgooglepinyin answers in one thread only"
        # lüe and nüe are lve and nve to everybody else here, lue and nue to the library.
        typed = letters.replace("lve", "lue").replace("nve", "nue")[:MOST_LETTERS].encode("ascii")
        self._library.im_reset_search()
        found = min(int(self._library.im_search(typed, len(typed))), most)
        ends = self._ends()
        texts = (self._candidate(index) for index in range(found))
        result = [Candidate(text, ends[len(text)]) for text in texts if 0 < len(text) < len(ends)]
        # The letters go from the library's memory too.
        self._library.im_reset_search()
        return result

    def _candidate(self, index: int) -> str:
        ctypes.memset(self._text, 0, ctypes.sizeof(self._text))
        if not self._library.im_get_candidate(index, self._text, _LONGEST - 1):
            return ""
        return bytes(self._text).decode("utf-16-le").split("\0", 1)[0]

    def _ends(self) -> list[int]:
        """Where each syllable ends in the letters; [0] is 0."""
        starts = ctypes.POINTER(ctypes.c_uint16)()
        count = int(self._library.im_get_spl_start_pos(ctypes.byref(starts)))
        return [int(starts[index]) for index in range(count + 1)]
