"""Staff cards (工作人员卡), the project's own small application for technicians' cards.

| Step | Command |
|---|---|
| application | SELECT by name `F0 4F4E4B 53 01` (proprietary AID, ISO/IEC 7816-5) |
| staff number | READ BINARY of short file 1: ASCII, 1 to 20 characters, padded with 00 |
| proof | INTERNAL AUTHENTICATE: the challenge in, a signature out |

The signature: ECDSA over P-256 and SHA-256, DER, of `ONK-STAFF`, the staff number, a zero byte
and the challenge. The private key never leaves the card; whoever verifies needs the public
key on the terminal's list of staff, and no secret.
"""

from __future__ import annotations

import re
from typing import Final

from drivers.smart_card.apdu import CardChannel, CardError, select_application
from drivers.smart_card.contract import NotThisCard, StaffCard

APPLICATION: Final = bytes.fromhex("F04F4E4B5301")
READ_NUMBER: Final = "00B08100"
INTERNAL_AUTHENTICATE: Final = "00880000"
NUMBER: Final = re.compile(rb"[0-9A-Za-z-]{1,20}")


def read_card(channel: CardChannel, challenge: bytes) -> StaffCard | NotThisCard:
    """Raises CardError, and whatever the channel's transmit raises."""
    if not select_application(channel, APPLICATION):
        return NotThisCard()
    number = _asked(channel, READ_NUMBER, b"").rstrip(b"\0")
    if not NUMBER.fullmatch(number):
        raise CardError("the staff number is not one")
    return StaffCard(number.decode("ascii"), _asked(channel, INTERNAL_AUTHENTICATE, challenge))


def _asked(channel: CardChannel, header: str, data: bytes) -> bytes:
    answer = channel.ask(header, data, le=0)
    if not answer.ok or not answer.data:
        raise CardError(f"{header} is refused ({answer.status:04X})")
    return answer.data
