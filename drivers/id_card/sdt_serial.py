"""Identity card reader with a SAM security module, on a serial port (SDT protocol).

From "card found" to the card's text there are two exchanges, the fewest the protocol has;
at 115200 baud the bytes themselves take 115 ms.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar

from drivers.driver import DeviceFault, Event, Health, Offline, Status
from drivers.id_card import card_layouts, photos
from drivers.id_card.contract import (
    CardFound,
    CardRemoved,
    CardUnreadable,
    Fingers,
    FingersOutcome,
    IdCard,
    IdCardReader,
    NoCard,
    NoPortrait,
    Portrait,
    ReadOutcome,
)
from drivers.id_card.sdt_exchange import DamagedError, SdtExchange
from drivers.id_card.sdt_frames import (
    Answer,
    Command,
    Word,
    finger_positions,
    sam_number,
    split_base,
)
from drivers.id_card.sdt_words import heed, meaning
from drivers.serial_line import SerialLine

POLL_READING: Final = 0.05
"""Seconds from one answer to find to the next question."""
POLL_REMOVAL: Final = 0.15
SELECT_EVERY: Final = 4
"""A card selected before, and left lying, is never found again: every so many polls the
driver tries to select instead."""
READ_ATTEMPTS: Final = 3
T = TypeVar("T")
NotRead = NoCard | CardRemoved | CardUnreadable
BOOT_PAUSES: Final = (0.0, 0.2, 0.3, 0.4)
"""Seconds before each attempt to get sense out of a reader that may be starting; one that takes
longer is opened anew by the hub."""


class SdtSerialReader(IdCardReader):
    """Polls for a card only while one is wanted; an idle reader costs nothing."""

    @dataclass(frozen=True)
    class Settings:
        """`port`: a stable name (/dev/serial/by-id/…). `answer_timeout`: seconds of silence.
        `photo_decoder`: an entry point of `kiosk.photo_decoders`; "": photos are not opened."""

        port: str
        baud: int = 115200
        answer_timeout: float = 1.5
        photo_decoder: str = ""

    def __init__(self, settings: Settings, emit: Callable[[Event], None]) -> None:
        super().__init__(emit)
        self._settings = settings
        self._decoder: photos.Decoder | None = None
        self._line = SerialLine(settings.port, settings.baud)
        self._exchange = SdtExchange(self._line, settings.answer_timeout)
        self._sam = ""

    def open(self) -> None:
        """Raises NoDevice, InUse, WrongSettings, or Offline when no SAM in order answers there."""
        if self._settings.photo_decoder:
            self._decoder = photos.load(self._settings.photo_decoder)
        self._line.open()
        try:
            self._wait_until_awake()
            self._sam = self._module_number()
        except DamagedError as damage:
            self._line.close()
            raise Offline(f"the card reader's SAM number came damaged: {damage}") from damage
        except DeviceFault:
            self._line.close()
            raise

    def close(self) -> None:
        self._line.close()

    def check(self) -> Status:
        """Raises NoDevice, or Offline when it is silent or talks nonsense."""
        try:
            answer = self._exchange.ask(Command.STATUS)
        except DamagedError as damage:
            raise Offline(f"the card reader's status came damaged: {damage}") from damage
        if answer.word is Word.OK:
            return Status(Health.ONLINE, f"SAM {self._sam}")
        return Status(Health.HARDWARE_ERROR, meaning(answer.word))

    def read(self, wait: float) -> ReadOutcome:
        return self._read(wait, Command.READ_BASE, _decode)

    def fingers(self, wait: float) -> FingersOutcome:
        return self._read(
            wait, Command.READ_WITH_PRINTS, lambda data: Fingers(finger_positions(data))
        )

    def portrait(self, photo: bytes) -> Portrait | NoPortrait:
        return photos.decode(self._decoder, photo)

    def _read(self, wait: float, command: Command, take: Callable[[bytes], T]) -> T | NotRead:
        """Wait for a card and read it with `command`; `take` makes the outcome of the data."""
        deadline = time.monotonic() + wait
        polls = 0
        while True:
            self.stop_if_cancelled()
            selected = self._look(also_select=polls % SELECT_EVERY == 0)
            if selected is not None:
                self.emit(CardFound())
                return self._read_found(selected, command, take)
            if time.monotonic() + POLL_READING > deadline:
                return NoCard()
            self.pause(POLL_READING)
            polls += 1

    def wait_removed(self, wait: float) -> bool:
        deadline = time.monotonic() + wait
        while True:
            self.stop_if_cancelled()
            if self._look(also_select=True) is None:
                return True
            if time.monotonic() + POLL_REMOVAL > deadline:
                return False
            self.pause(POLL_REMOVAL)

    # --- finding a card ---

    def _look(self, also_select: bool) -> bool | None:
        """None: no card. Else whether the card there is already selected."""
        if self._found():
            return False
        if also_select and self._plain(Command.SELECT).word is Word.OK:
            return True
        return None

    def _found(self) -> bool:
        for _ in range(READ_ATTEMPTS):
            word = self._plain(Command.FIND).word
            if word in (Word.FOUND, Word.FIND_FAILED):
                return word is Word.FOUND
        raise DeviceFault(f"the reader cannot look for a card: {meaning(word)}")

    def _plain(self, command: Command) -> Answer:
        """The answer to a command that has no reason to come damaged again and again."""
        try:
            return heed(command, self._exchange.ask(command))
        except DamagedError as damage:
            raise Offline(f"the card reader's answers come damaged: {damage}") from damage

    # --- reading it ---

    def _read_found(
        self, selected: bool, command: Command, take: Callable[[bytes], T]
    ) -> T | NotRead:
        """Read the card that lies there; refused, ask again while it stays there."""
        refusal = ""
        for _ in range(READ_ATTEMPTS):
            try:
                answer = self._read_once(selected, command)
            except DamagedError as damage:
                return self._removed_or(CardUnreadable(f"damaged on the wire: {damage}"))
            if answer.word is Word.OK:
                return take(answer.data)
            refusal = meaning(answer.word)
            if answer.word is Word.BAD_COMMAND:
                break
            self.stop_if_cancelled()
            still_there = self._look(also_select=True)
            if still_there is None:
                return CardRemoved()
            selected = still_there
        return CardUnreadable(refusal)

    def _read_once(self, selected: bool, command: Command) -> Answer:
        if not selected:
            answer = heed(Command.SELECT, self._exchange.ask(Command.SELECT))
            if answer.word is not Word.OK:
                return answer
        return heed(command, self._exchange.ask(command))

    def _removed_or(self, unreadable: CardUnreadable) -> CardRemoved | CardUnreadable:
        return CardRemoved() if self._look(also_select=True) is None else unreadable

    # --- starting ---

    def _wait_until_awake(self) -> None:
        """Get a status out of a reader that may still be starting."""
        fault: DeviceFault | None = None
        for pause in BOOT_PAUSES:
            time.sleep(pause)  # opening is no command: there is nothing to cancel
            fault = self._self_test()
            if fault is None:
                return
        if fault is not None:
            raise fault

    def _module_number(self) -> str:
        answer = heed(Command.SAM_ID, self._exchange.ask(Command.SAM_ID))
        if answer.word is not Word.OK:
            raise DeviceFault(f"the security module gives no number: {meaning(answer.word)}")
        return sam_number(answer.data)

    def _self_test(self) -> DeviceFault | None:
        try:
            word = self._exchange.ask(Command.STATUS, attempts=1).word
            if word is not Word.OK:
                self._exchange.ask(Command.RESET, attempts=1)  # perhaps that mends it
        except (DamagedError, Offline):
            return Offline(f"no card reader answers at {self._line.port}")
        return None if word is Word.OK else DeviceFault(meaning(word))


def _decode(base: bytes) -> IdCard | CardUnreadable:
    try:
        return card_layouts.decode(*split_base(base))
    except card_layouts.UndecodableCardError as error:
        return CardUnreadable(str(error))
