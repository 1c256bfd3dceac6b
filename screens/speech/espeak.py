"""espeak-ng through ctypes, from the espeakng-loader package: library 1.52 and its voices.

API: speak_lib.h of espeak-ng 1.52. GPL-3.0-or-later: loaded by the speaking process only, which
talks to the terminal over a pipe.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

SYNCHRONOUS = 2  # AUDIO_OUTPUT_SYNCHRONOUS: no sound card of its own, samples through a callback
UTF8 = 1  # espeakCHARS_UTF8; no markup is heeded
RATE, VOLUME = 1, 2  # espeak_PARAMETER
CHUNK_MS = 60
"""Sound between two looks at whether to go on, milliseconds."""
VOICES = {"zh_CN": "cmn", "zh_TW": "cmn", "en": "en"}
"""Mandarin for both scripts: a terminal on the mainland is spoken to in it."""

Samples = bytes
"""16-bit little-endian mono."""

_Callback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p
)


class NoVoice(RuntimeError):  # noqa: N818 - says what is missing
    """espeak-ng cannot be used; the message says why."""


class Espeak:
    """One voice at a time; one instance a process (the library is a global singleton)."""

    def __init__(self) -> None:
        import espeakng_loader

        self._library: Any = ctypes.CDLL(espeakng_loader.get_library_path())
        data = espeakng_loader.get_data_path().encode()
        self.hertz = int(self._library.espeak_Initialize(SYNCHRONOUS, CHUNK_MS, data, 0))
        if self.hertz <= 0:
            raise NoVoice(f"espeak-ng does not start: {self.hertz}")
        self._write: Callable[[Samples], bool] = lambda _: False
        self._callback = _Callback(self._came)
        self._library.espeak_SetSynthCallback(self._callback)

    def speak(
        self, text: str, language: str, rate: int, volume: int, write: Callable[[Samples], bool]
    ) -> None:
        """Make the sound of `text` and hand it to `write`, piece by piece, until that says False.

        Raises:
            NoVoice: the language has no voice.
        """
        voice = VOICES[language].encode()
        if self._library.espeak_SetVoiceByName(voice) != 0:
            raise NoVoice(f"espeak-ng has no voice {voice.decode()}")
        self._library.espeak_SetParameter(RATE, rate, 0)
        self._library.espeak_SetParameter(VOLUME, volume, 0)
        self._write = write
        words = text.encode() + b"\0"
        self._library.espeak_Synth(words, len(words), 0, 0, 0, UTF8, None, None)

    def _came(self, samples: Any, count: int, _events: object) -> int:  # noqa: ANN401 - a C array
        if not samples or count <= 0:
            return 0
        return 0 if self._write(ctypes.string_at(samples, 2 * count)) else 1
