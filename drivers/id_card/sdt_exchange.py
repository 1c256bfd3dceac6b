"""One question to an SDT reader and its answer, through whatever the wire does to them."""

from __future__ import annotations

import time
from typing import Final

from drivers.driver import Offline
from drivers.id_card.sdt_frames import OUR_FRAME_WAS_DAMAGED, Answer, AnswerParser, Command
from drivers.serial_line import SerialLine

GAP: Final = 0.1
"""Seconds of silence that end a frame which has begun: the wire itself makes none, a USB
converter up to 0.016."""
QUIET: Final = 0.03
ATTEMPTS: Final = 3
WITHOUT_CARD: Final = (Command.STATUS, Command.SAM_ID)
"""What the SAM answers by itself, within milliseconds."""
SAM_TIMEOUT: Final = 0.4
LONGEST_ANSWER: Final = 1.0
"""Seconds more that a babbling line is listened to; the longest frame takes 0.21."""


class DamagedError(Exception):
    """The reader answers, but no sound answer came in three attempts; says what was wrong."""


class SdtExchange:
    """Asks, and asks again when the answer is damaged."""

    def __init__(self, line: SerialLine, answer_timeout: float) -> None:
        self._line = line
        self._answer_timeout = answer_timeout
        self._parser = AnswerParser()

    def ask(self, command: Command, attempts: int = ATTEMPTS) -> Answer:
        """The reader's answer to `command`.

        Raises:
            DamagedError: it answered, but never soundly.
            Offline: it was silent every time.
            NoDevice: the port is gone.
        """
        damage = ""
        for attempt in range(attempts):
            if attempt:
                self._line.drain(QUIET)
            answer = self._ask_once(command)
            if answer is not None:
                return answer
            damage = self._parser.damage or damage
        if not damage:
            raise Offline(f"the card reader at {self._line.port} is silent: is it powered?")
        raise DamagedError(damage)

    def _ask_once(self, command: Command) -> Answer | None:
        """The answer, or None with the parser's `damage` saying why (empty: silence)."""
        self._parser.reset()
        self._line.forget_input()
        self._line.write(command.request())
        deadline = time.monotonic() + self._patience(command)
        latest = deadline + LONGEST_ANSWER
        while (left := min(deadline, latest) - time.monotonic()) > 0:
            data = self._line.read(left)
            answer = self._first_fitting(command, self._parser.feed(data))
            if answer is not None:
                return answer
            if data:
                # After the first byte only the wire's own gaps are waited for.
                deadline = time.monotonic() + GAP
        # A sound answer may hide behind the beginning of one that was broken off.
        return self._first_fitting(command, self._parser.give_up())

    def _patience(self, command: Command) -> float:
        """Seconds until the first byte of the answer must be there."""
        limit = SAM_TIMEOUT if command in WITHOUT_CARD else self._answer_timeout
        return min(limit, self._answer_timeout)

    def _first_fitting(self, command: Command, answers: list[Answer]) -> Answer | None:
        return next((answer for answer in answers if self._fits(command, answer)), None)

    def _fits(self, command: Command, answer: Answer) -> bool:
        if answer.word in OUR_FRAME_WAS_DAMAGED:
            self._parser.damage = "the reader got a damaged question"
            return False
        if not answer.fits(command):
            self._parser.damage = "an answer to another question"
            return False
        return True
