"""Reading a social security card (社会保障卡): its two files, in whichever form it takes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from drivers.smart_card.apdu import (
    OK,
    PIN_BLOCKED,
    RECORD_NOT_FOUND,
    SECURITY_NOT_SATISFIED,
    WRONG_LENGTH,
    Answer,
    CardChannel,
    CardError,
    select_application,
)
from drivers.smart_card.card_records import decode_card, split_record
from drivers.smart_card.contract import NotThisCard, Pin, PinNeeded, SocialSecurityCard, WrongPin

APPLICATION: Final = b"sx1.sh." + "社会保障".encode("gbk")
LENGTHS: Final = {
    5: (0x10, 0x01, 0x04, 0x0C, 0x04, 0x04, 0x09),
    6: (0x12, 0x1E, 0x14, 0x01, 0x01, 0x03, 0x04),
}
"""Value lengths by file and record number, as most cards have them."""
SELECT_FILE: Final = ("00A40200", "00A40000")
"""Below the application; or anywhere."""
VERIFY: Final = "00200000"
COUNTED: Final = 0xC0
"""63Cx: x tries are left."""
CURRENT_FILE: Final = 0x04
"""P2 of READ RECORD: by number, in the file selected before."""
MOST_RECORDS: Final = 16

Outcome = SocialSecurityCard | PinNeeded | WrongPin | NotThisCard


class _Closed(Exception):  # noqa: N818 - an answer, not an error
    """The card wants a PIN first."""


def read_card(channel: CardChannel, pin: Pin | None) -> Outcome:
    """Read everything. Raises CardError, and whatever the channel's transmit raises."""
    if not select_application(channel, APPLICATION):
        return NotThisCard()
    records = _read_public(channel)
    try:
        records |= _read_file(channel, 6)
    except _Closed:
        if pin is None:
            return PinNeeded()
        if (refused := _verify(channel, pin)) is not None:
            return refused
        records |= _read_opened(channel)
    return decode_card(records)


def _read_public(channel: CardChannel) -> dict[int, bytes]:
    try:
        return _read_file(channel, 5)
    except _Closed:
        raise CardError("EF05 is closed, which every card shows") from None


def _read_opened(channel: CardChannel) -> dict[int, bytes]:
    try:
        return _read_file(channel, 6)
    except _Closed:
        raise CardError("EF06 stays closed after the right PIN") from None


def _verify(channel: CardChannel, pin: Pin) -> WrongPin | None:
    """VERIFY, once: every wrong PIN counts. None when it was right."""
    # 6 digits make 3 bytes of BCD; an odd one out is filled with F.
    code = bytes.fromhex(pin.digits + "F" * (len(pin.digits) % 2))
    status = channel.ask(VERIFY, code).status
    if status == OK:
        return None
    if status == PIN_BLOCKED:
        return WrongPin(0)
    if status >> 8 == 0x63:
        return WrongPin(status & 0x0F if status & 0xF0 == COUNTED else None)
    raise CardError(f"VERIFY is refused ({status:04X})")


def _read_file(channel: CardChannel, file: int) -> dict[int, bytes]:
    """Values by tag. Raises _Closed, or CardError when no form gets the first record."""
    first = Answer(0)
    for p2 in _forms(channel, file):
        first = _record(channel, file, 1, p2)
        if first.ok:
            return _records(channel, file, p2, first)
    raise CardError(f"EF{file:02}: record 1 is refused ({first.status:04X})")


def _forms(channel: CardChannel, file: int) -> Iterator[int]:
    """P2 of READ RECORD for each form a card may take: the file selected, or by its short id."""
    for select in SELECT_FILE:
        if channel.ask(select, bytes((0xEF, file))).ok:
            yield CURRENT_FILE
            break
    yield file << 3 | CURRENT_FILE


def _records(channel: CardChannel, file: int, p2: int, first: Answer) -> dict[int, bytes]:
    """Values by tag, of all records from the first on until there is none."""
    found: dict[int, bytes] = {}
    answer, number = first, 1
    while answer.status != RECORD_NOT_FOUND and number < MOST_RECORDS:
        if answer.ok:
            tag, value = split_record(answer.data)
            found.setdefault(tag, value)
        elif number > len(LENGTHS[file]):
            break
        number += 1
        answer = _record(channel, file, number, p2)
    return found


def _record(channel: CardChannel, file: int, number: int, p2: int) -> Answer:
    """READ RECORD with the usual length, then where the card wants it with its own.

    Raises _Closed.
    """
    header = f"00B2{number:02X}{p2:02X}"
    usual = LENGTHS[file][number - 1] + 2 if number <= len(LENGTHS[file]) else 0
    answer = channel.ask(header, le=usual)
    if answer.status == WRONG_LENGTH:
        answer = channel.ask(header, le=0)
    if answer.status == SECURITY_NOT_SATISFIED:
        raise _Closed
    if answer.ok and len(answer.data) >= 2 and len(answer.data) < answer.data[1] + 2 <= 0xFF:
        return channel.ask(header, le=answer.data[1] + 2)
    return answer
