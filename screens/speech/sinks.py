"""Where the speaking process puts sound: the sound card through ALSA, or files."""

from __future__ import annotations

import ctypes
import json
import wave
from pathlib import Path
from typing import Any, Protocol

PLAYBACK, S16_LE, INTERLEAVED = 0, 2, 3  # alsa/pcm.h
LATENCY_US = 120_000
"""Sound kept ahead in the card: what is still heard after a hush is less than this."""


class NoSound(RuntimeError):  # noqa: N818 - says what is missing
    """The sound card cannot be used; the message says why."""


class Sink(Protocol):
    """Takes the sound of one utterance after another."""

    def begin(self, text: str, language: str) -> None:
        """An utterance begins."""

    def write(self, samples: bytes) -> None:
        """16-bit mono samples; may wait until there is room. Raises NoSound."""

    def end(self, *, whole: bool) -> None:
        """It ends; what was not heard yet is dropped unless it was said as a whole."""


class Alsa:
    """A PCM device of ALSA; `default` is PulseAudio's or PipeWire's where one of them runs."""

    def __init__(self, device: str, hertz: int) -> None:
        try:
            self._library: Any = ctypes.CDLL("libasound.so.2")
        except OSError as error:
            raise NoSound("libasound2 is not installed") from error
        self._pcm = ctypes.c_void_p()
        self._try(self._library.snd_pcm_open, ctypes.byref(self._pcm), device.encode(), PLAYBACK, 0)
        settings = (S16_LE, INTERLEAVED, 1, hertz, 1, LATENCY_US)
        self._try(self._library.snd_pcm_set_params, self._pcm, *settings)
        self._library.snd_pcm_writei.restype = ctypes.c_long

    def begin(self, _text: str, _language: str) -> None:
        """The card is ready for new sound."""
        self._try(self._library.snd_pcm_prepare, self._pcm)

    def write(self, samples: bytes) -> None:
        """Waits while the card has enough."""
        frames = ctypes.c_ulong(len(samples) // 2)
        result = int(self._library.snd_pcm_writei(self._pcm, samples, frames))
        if result < 0:  # too late for the card, or it slept: begin again
            self._try(self._library.snd_pcm_recover, self._pcm, ctypes.c_int(result), 1)

    def end(self, *, whole: bool) -> None:
        """Play out, or drop."""
        finish = self._library.snd_pcm_drain if whole else self._library.snd_pcm_drop
        self._try(finish, self._pcm)

    def _try(self, call: Any, *values: object) -> None:  # noqa: ANN401 - a C function
        result = int(call(*values))
        if result < 0:
            self._library.snd_strerror.restype = ctypes.c_char_p
            reason = self._library.snd_strerror(result).decode()
            raise NoSound(f"{call.__name__}: {reason}")


class Recorder:
    """A WAV file for every utterance, and spoken.jsonl with the words. For simulation only."""

    def __init__(self, folder: Path, hertz: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._hertz, self._count = folder, hertz, 0
        self._file: wave.Wave_write | None = None
        self._words: dict[str, object] = {}

    def begin(self, text: str, language: str) -> None:
        """Open the next file."""
        self._count += 1
        name = f"{self._count:04d}.wav"
        self._words = {"wav": name, "text": text, "language": language}
        self._file = wave.open(str(self._folder / name), "wb")  # noqa: SIM115 - closed in `end`
        self._file.setnchannels(1)
        self._file.setsampwidth(2)
        self._file.setframerate(self._hertz)

    def write(self, samples: bytes) -> None:
        """Append."""
        assert self._file is not None
        self._file.writeframes(samples)

    def end(self, *, whole: bool) -> None:
        """Close it and write down what was said."""
        assert self._file is not None
        self._file.close()
        with (self._folder / "spoken.jsonl").open("a", encoding="utf-8") as spoken:
            line = json.dumps({**self._words, "whole": whole}, ensure_ascii=False)
            spoken.write(line + "\n")
