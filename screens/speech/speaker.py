"""The speaking process: reads what to say from its standard input, a JSON object a line.

    {"say": "请把身份证放在读卡区", "language": "zh_CN", "rate": 175, "volume": 80}
    {"hush": true}

It ends with its input: a terminal that is gone does not go on talking. Sound can be interrupted
within a tenth of a second, because lines are read beside the speaking.
"""

from __future__ import annotations

import argparse
import json
import queue
import sys
import threading
from pathlib import Path
from typing import Any

from screens.speech.espeak import Espeak, NoVoice
from screens.speech.sinks import Alsa, NoSound, Recorder, Sink


class Speaker:
    """Says one line after another; `hush` ends the one being said and those that wait."""

    def __init__(self, voice: Espeak, sink: Sink) -> None:
        self._voice, self._sink = voice, sink
        self._waiting: queue.SimpleQueue[tuple[int, dict[str, Any]] | None] = queue.SimpleQueue()
        self._turn = 0

    def take(self, line: str) -> None:
        """A line of the input; called beside the speaking."""
        wish = json.loads(line)
        if "hush" in wish:
            self._turn += 1
        else:
            self._waiting.put((self._turn, wish))

    def finish(self) -> None:
        """The input has ended: nobody wants to hear the rest."""
        self._turn += 1
        self._waiting.put(None)

    def run(self) -> None:
        """Speak until the input has ended.

        Raises:
            NoVoice, NoSound: it cannot go on.
        """
        while (waiting := self._waiting.get()) is not None:
            turn, wish = waiting
            if turn == self._turn:
                self._say(turn, wish)

    def _say(self, turn: int, wish: dict[str, Any]) -> None:
        def write(samples: bytes) -> bool:
            if turn == self._turn:
                self._sink.write(samples)
            return turn == self._turn

        self._sink.begin(wish["say"], wish["language"])
        self._voice.speak(wish["say"], wish["language"], wish["rate"], wish["volume"], write)
        self._sink.end(whole=turn == self._turn)


def main() -> int:
    """Speak until the input ends; 1 when there is no voice or no sound."""
    parser = argparse.ArgumentParser(prog="speaker", description=__doc__)
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--device", help="name of an ALSA device")
    where.add_argument("--record", type=Path, help="folder for WAV files and words")
    chosen = parser.parse_args()
    try:
        voice = Espeak()
        record, hertz = chosen.record, voice.hertz
        sink: Sink = Recorder(record, hertz) if record else Alsa(chosen.device, hertz)
        speaker = Speaker(voice, sink)
        threading.Thread(target=_listen, args=(speaker,), daemon=True).start()
        speaker.run()
    except (NoVoice, NoSound) as error:
        sys.stderr.write(f"no reading aloud: {error}\n")
        return 1
    return 0


def _listen(speaker: Speaker) -> None:
    for line in sys.stdin:
        speaker.take(line)
    speaker.finish()


if __name__ == "__main__":
    raise SystemExit(main())
