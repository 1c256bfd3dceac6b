"""Smart card reader (智能卡读卡器) over PC/SC: any reader that pcscd has a driver for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar

from drivers.driver import DeviceFault, Event, Health, NoDevice, Status
from drivers.smart_card import social_security_card, staff_card
from drivers.smart_card.apdu import CardChannel, CardError
from drivers.smart_card.card_watch import CardWatch
from drivers.smart_card.contract import (
    CHALLENGE_BYTES,
    CardRemoved,
    CardUnreadable,
    NoCard,
    Pin,
    ReadOutcome,
    SmartCardReader,
    StaffOutcome,
)
from drivers.smart_card.pcsc import CARD_GONE, CARD_MUTE, PcscContext, PcscError, choose_reader

T = TypeVar("T")

SETTLING: Final = 0.8
"""Seconds in which pcscd, which looks every 0.4, learns that the card was pulled out."""


class PcscCardReader(SmartCardReader):
    """Reads the card in one reader of pcscd's."""

    @dataclass(frozen=True)
    class Settings:
        """`reader`: a part of its name that no other has, best its serial number (`pcsc_scan`,
        or the message when it is not found, tell the names); empty when there is only one.
        `socket`: of another pcscd than the machine's own (simulators)."""

        reader: str = ""
        socket: str = ""

    def __init__(self, settings: Settings, emit: Callable[[Event], None]) -> None:
        super().__init__(emit)
        self._settings = settings
        self._context: PcscContext | None = None
        self._watch: CardWatch | None = None
        self._reader = ""

    def open(self) -> None:
        """Raises Offline without pcscd, NoDevice without the reader."""
        self._context = PcscContext(self._settings.socket)
        try:
            self._reader = choose_reader(self._context.readers(), self._settings.reader)
            self._watch = self._watch_over(self._reader)
        except DeviceFault:
            self.close()
            raise

    def _watch_over(self, reader: str) -> CardWatch:
        context = PcscContext(self._settings.socket)
        try:
            return CardWatch(context, reader, self.emit)
        except DeviceFault:
            context.release()
            raise

    def close(self) -> None:
        watch, self._watch = self._watch, None
        context, self._context = self._context, None
        if watch is not None:
            watch.stop()
        if context is not None:
            context.release()

    def check(self) -> Status:
        """Raises Offline or NoDevice when pcscd or the reader went, or was restarted."""
        context, watch = self._opened()
        watch.check()
        choose_reader(context.readers(), self._reader)
        return Status(Health.ONLINE, self._reader)

    def cancel(self) -> None:
        super().cancel()
        if self._watch is not None:
            self._watch.wake()

    def read(self, wait: float, pin: Pin | None) -> ReadOutcome:
        return self._with_card(wait, lambda card: social_security_card.read_card(card, pin))

    def read_staff(self, wait: float, challenge: bytes) -> StaffOutcome:
        if len(challenge) not in CHALLENGE_BYTES:
            raise ValueError("a challenge has 8 to 64 bytes")
        return self._with_card(wait, lambda card: staff_card.read_card(card, challenge))

    def wait_removed(self, wait: float) -> bool:
        return self._wait(False, wait)

    def _with_card(
        self, wait: float, work: Callable[[CardChannel], T]
    ) -> T | NoCard | CardRemoved | CardUnreadable:
        context, _ = self._opened()
        if not self._wait(True, wait):
            return NoCard()
        try:
            with context.card(self._reader, self.stop_if_cancelled) as channel:
                return work(channel)
        except CardError as error:
            return CardUnreadable(str(error))
        except PcscError as error:
            # What looks like a bad card may be one just pulled out, or the reader with it.
            if self._wait(False, SETTLING) or error.code in CARD_GONE:
                return CardRemoved()
            if error.code in CARD_MUTE:
                return CardUnreadable("no answer to the reset: the wrong way round, or no chip?")
            return CardUnreadable(f"the card does not answer ({error})")

    def _wait(self, present: bool, seconds: float) -> bool:
        _, watch = self._opened()
        done = watch.wait(present, seconds, self._cancel.is_set)
        self.stop_if_cancelled()
        return done

    def _opened(self) -> tuple[PcscContext, CardWatch]:
        if self._context is None or self._watch is None:
            raise NoDevice("the card reader is not open")
        return self._context, self._watch
