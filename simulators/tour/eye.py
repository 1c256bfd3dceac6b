"""The robot's eye: what is on the glass, as told over the socket of `kiosk run --hands`."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

LOOK_EVERY: Final = 0.03  # seconds between two looks while waiting
ANSWER_LIMIT: Final = 15.0
LAST_WORDS_S: Final = 2.0
PATIENCE: Final = 20.0
"""Seconds the robot waits for something to appear, unless told otherwise."""


class NotSeenError(RuntimeError):
    """Something did not appear in time; the message says what was on the glass instead."""


@dataclass(frozen=True)
class Piece:
    """One thing on the glass. `rect`: x, y, width, height in pixels from the top left."""

    role: str
    text: str
    rect: tuple[int, int, int, int]
    more: dict[str, Any]

    @property
    def centre(self) -> tuple[int, int]:
        x, y, wide, high = self.rect
        return x + wide // 2, y + high // 2

    @property
    def pressable(self) -> bool:
        return self.role in ("button", "card", "key", "choice", "star", "field")

    def holds(self, point: tuple[int, int]) -> bool:
        x, y, wide, high = self.rect
        return x <= point[0] < x + wide and y <= point[1] < y + high


@dataclass(frozen=True)
class Sight:
    """The glass at one moment. `question` is empty while nothing is asked."""

    question: str
    dialog: str
    size: tuple[int, int]
    pieces: tuple[Piece, ...]

    @classmethod
    def of(cls, told: dict[str, Any]) -> Sight:
        """From the terminal's answer. Raises NotSeenError when it could not answer."""
        if "error" in told:
            raise NotSeenError(str(told["error"]))
        own = ("role", "text", "rect")
        pieces = tuple(
            Piece(
                piece["role"],
                piece["text"],
                tuple(piece["rect"]),
                {key: value for key, value in piece.items() if key not in own},
            )
            for piece in told["pieces"]
        )
        wide, high = told["size"]
        return cls(told["question"], told["dialog"], (wide, high), pieces)

    def find(self, text: str, role: str = "") -> Piece | None:
        """The piece with exactly these words, else the first that contains them."""
        fitting = [one for one in self.pieces if not role or one.role == role]
        exact = (one for one in fitting if one.text == text)
        return next(exact, None) or next((one for one in fitting if text in one.text), None)

    def all(self, role: str) -> list[Piece]:
        """Every piece of that role, in reading order."""
        return [one for one in self.pieces if one.role == role]

    def says(self, text: str) -> bool:
        """Whether these words stand somewhere."""
        return self.find(text) is not None

    def in_words(self) -> str:
        """For a message: where one is, and what can be read."""
        words = " | ".join(one.text for one in self.pieces if one.text)
        where = self.question + (f" under {self.dialog}" if self.dialog else "")
        return f"{where or 'nothing asked'}: {words[:400]}"


@dataclass(frozen=True)
class Turns:
    """Frames drawn, and the longest turn of the screens' loop in seconds."""

    drawn: int
    longest: float


class Eye:
    """Looks at a terminal. Raises NotSeenError when what is waited for does not come."""

    def __init__(self, path: Path, alive: Callable[[], None]) -> None:
        """`alive` raises when the terminal has ended."""
        self._alive = alive
        self._socket = self._connect(path)
        self._answers = self._socket.makefile("r", encoding="utf-8")

    def _connect(self, path: Path) -> socket.socket:
        end = time.monotonic() + PATIENCE
        while True:
            client = socket.socket(socket.AF_UNIX)
            try:
                client.settimeout(ANSWER_LIMIT)
                client.connect(str(path))
            except (FileNotFoundError, ConnectionRefusedError):
                client.close()
                self._alive()
                if time.monotonic() > end:
                    raise NotSeenError("the terminal shows nothing to look at") from None
                time.sleep(LOOK_EVERY)
            else:
                return client

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._answers.close()
        self._socket.close()

    def look(self) -> Sight:
        """The glass as it was last drawn."""
        return Sight.of(self._ask("look"))

    def turns(self) -> Turns:
        """Of the loop since it was last asked; the first time it only begins to be watched."""
        return Turns(**self._ask("turns"))

    def _ask(self, word: str) -> dict[str, Any]:
        try:
            self._socket.sendall(f"{word}\n".encode())
            line = self._answers.readline()
        except ConnectionError:
            line = ""
        if not line:
            self._await_the_end()
            raise NotSeenError("the terminal lets nobody look any more")
        told: dict[str, Any] = json.loads(line)
        return told

    def _await_the_end(self) -> None:
        """Give a terminal that is ending the time to end, so that its last words are told."""
        end = time.monotonic() + LAST_WORDS_S
        while time.monotonic() < end:
            self._alive()
            time.sleep(LOOK_EVERY)

    def until(self, wanted: Callable[[Sight], bool], what: str, seconds: float = PATIENCE) -> Sight:
        """Look until `wanted`; `what` says it in words for the message when it never comes."""
        end = time.monotonic() + seconds
        while True:
            sight = self.look()
            if wanted(sight):
                return sight
            if time.monotonic() > end:
                self._alive()
                raise NotSeenError(f"waited {seconds:g} s for {what}; saw {sight.in_words()}")
            time.sleep(LOOK_EVERY)
