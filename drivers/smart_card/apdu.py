"""Commands and answers of a card, ISO/IEC 7816-4, above whatever carries them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

OK: Final = 0x9000
WRONG_LENGTH: Final = 0x6700
SECURITY_NOT_SATISFIED: Final = 0x6982
PIN_BLOCKED: Final = 0x6983
RECORD_NOT_FOUND: Final = 0x6A83
MORE_DATA, OTHER_LENGTH = 0x61, 0x6C
GET_RESPONSE: Final = bytes.fromhex("00C00000")
LONGEST_ANSWER: Final = 1024
"""Bytes; nothing that is read here comes near."""

Transmit = Callable[[bytes], bytes]
"""One command to the card, and its answer with the two status bytes."""


class CardError(Exception):
    """The card cannot be used for this; the message is for the technician, nothing personal."""


@dataclass(frozen=True)
class Answer:
    """What a card said: `data`, and the two status bytes as one number."""

    status: int
    data: bytes = b""

    @property
    def ok(self) -> bool:
        """Done, if need be with a warning about the data (62xx)."""
        return self.status == OK or self.status >> 8 == 0x62


class CardChannel:
    """A dialogue with the card; the ways in which T=0 hands out data are dealt with here.

    Args:
        transmit: carries one command to the card.
        t0: the card speaks T=0, where a command with data goes without Le.
    """

    def __init__(self, transmit: Transmit, *, t0: bool) -> None:
        self._transmit = transmit
        self._t0 = t0

    def ask(self, header: str, data: bytes = b"", le: int | None = None) -> Answer:
        """The answer to the command CLA INS P1 P2 (hexadecimal). Raises CardError.

        61xx is fetched. 6Cxx, another length wanted, is heeded only where `le` was given:
        no other command (a PIN!) is ever sent twice.
        """
        answer = self._with_length(bytes.fromhex(header), data, le)
        parts = [answer.data]
        while answer.status >> 8 == MORE_DATA and sum(map(len, parts)) <= LONGEST_ANSWER:
            answer = self._with_length(GET_RESPONSE, b"", answer.status & 0xFF)
            if not answer.data:
                break
            parts.append(answer.data)
        if answer.status >> 8 in (MORE_DATA, OTHER_LENGTH):
            raise CardError("the card does not end its answer")
        return Answer(answer.status, b"".join(parts))

    def _with_length(self, header: bytes, data: bytes, le: int | None) -> Answer:
        answer = self._once(header, data, le)
        if answer.status >> 8 == OTHER_LENGTH and le is not None:
            answer = self._once(header, data, answer.status & 0xFF)
        return answer

    def _once(self, header: bytes, data: bytes, le: int | None) -> Answer:
        command = header + (bytes((len(data),)) + data if data else b"")
        if le is not None and not (data and self._t0):
            command += bytes((le,))
        raw = self._transmit(command)
        if len(raw) < 2 or raw[-2] >> 4 not in (0x6, 0x9):
            raise CardError("the card gave an answer without status")
        return Answer(int.from_bytes(raw[-2:], "big"), raw[:-2])


def select_application(channel: CardChannel, name: bytes) -> bool:
    """SELECT by DF name; whether the card has it. Raises CardError."""
    return channel.ask("00A40400", name).ok
