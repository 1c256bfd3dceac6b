"""A resident identity card reader: SAM/SDT serial protocol, 115200 8N1, over a pty."""

from __future__ import annotations

import logging
import time
from collections import Counter
from pathlib import Path
from typing import Any, Final

from simulators import sdt_protocol as sdt
from simulators.card_slot import CardSlot
from simulators.device import Hands
from simulators.people import PEOPLE, Person
from simulators.serial_device import SerialDevice

log = logging.getLogger(__name__)

BAUD: Final = 115200
# Noise with a preamble's beginning in it, so that a careless parser locks on to it.
NOISE: Final = bytes.fromhex("00FF3CAAAA96AAAAAA5569010203")
SLOW_SECONDS: Final = 1.0
CARD_AT_HAND: Final = "zhang"
COMMANDS: Final = {
    "reset": sdt.RESET,
    "status": sdt.STATUS,
    "sam_id": sdt.SAM_ID,
    "find": sdt.FIND_CARD,
    "select": sdt.SELECT_CARD,
    "read": sdt.READ_BASE,
    "read_prints": sdt.READ_BASE_AND_PRINTS,
}
FAULTS: Final = {
    "garbage": "回复前有乱码 · noise in front of the reply",
    "short_frame": "回复只到一半 · the reply stops half way",
    "long_frame": "回复后多出字节 · sixteen more bytes follow the reply",
    "wrong_length": "帧完整但数据不足 · a sound frame that holds fewer data than it should",
    "bad_checksum": "校验错 · the reply's last byte is wrong",
    "interleaved": "夹着上次的半个回复 · half of the previous reply, then the reply",
    "silence": "不回复 · no reply",
    "slow": "回复慢 · the reply comes late; value: seconds",
    "self_test_failed": "自检失败 · status and reset answer 60",
    "read_failed": "读卡失败 · a read answers 41",
    "card_pulled": "读卡中拿走证件 · the card is taken away in the middle of the reply to a read",
    "booting": "还没启动好 · noise in place of the reply, as a reader that has not started yet",
    **{
        f"refuse_{name}": f"拒绝 {name} · {name} is refused; value: SW3, 33 (21h) if none"
        for name in COMMANDS
    },
}


class IdCardReader(SerialDevice):
    """The reader's own thread answers the wire; testers lay cards and break things."""

    name = "id_card"
    kinds = FAULTS

    def __init__(self, link: Path, *, paced: bool = True, refind: bool = False) -> None:
        super().__init__(link, BAUD, paced=paced)
        self._slot = CardSlot(refind=refind)
        self._reader = sdt.RequestReader()
        self._requests: Counter[str] = Counter()
        self._previous = b""
        self._answers = {
            sdt.RESET: self._reset,
            sdt.STATUS: self._status,
            sdt.SAM_ID: self._sam_id,
            sdt.FIND_CARD: self._find,
            sdt.SELECT_CARD: self._select,
            sdt.READ_BASE: self._read_base,
            sdt.READ_BASE_AND_PRINTS: self._read_base_and_prints,
        }

    # -- any thread ---------------------------------------------------------------------------

    def place(self, key: str) -> None:
        """Lay a person's card on the reader. Raises KeyError for a person not in PEOPLE."""
        self._slot.place(PEOPLE[key])

    def remove(self) -> None:
        self._slot.remove()

    def hands(self) -> Hands:
        return {
            **super().hands(),
            "place": lambda: self.place(CARD_AT_HAND),
            "remove": self.remove,
        }

    def _mend(self) -> None:
        super()._mend()
        self.remove()

    def state(self) -> dict[str, Any]:
        return {
            **self._slot.state(),
            **super().state(),
            "bytes_in": self._port.bytes_in,
            "bytes_out": self._port.bytes_out,
            "requests": dict(self._requests),
        }

    # -- the reader's thread --------------------------------------------------------------------

    def _attend(self) -> None:
        data = self._port.read()
        for request in self._reader.feed(data, time.monotonic()) if data else ():
            self._serve(request)

    def _serve(self, request: sdt.Request) -> None:
        self._requests[f"{request.command:04X}"] += 1
        placement = self._slot.placement
        answer = self._answer(request)
        reading = request.command in (sdt.READ_BASE, sdt.READ_BASE_AND_PRINTS)
        if late := self._faults.take("slow"):
            self._port.pause(late.value or SLOW_SECONDS)
        if self._faults.take("silence"):
            return
        if reading and len(answer) > sdt.LONGEST and self._faults.take("card_pulled"):
            self._port.write(answer[: len(answer) // 2])
            self._slot.remove()
            return
        sent = self._spoil(answer)
        self._previous = answer
        # A card taken away while it is read: the reply breaks off.
        self._port.write(sent, lambda: not reading or self._slot.placement == placement)

    def _answer(self, request: sdt.Request) -> bytes:
        if request.trouble is not None:
            return sdt.reply(request.trouble)
        name = next((name for name, code in COMMANDS.items() if code == request.command), "")
        if name and (refusal := self._faults.take(f"refuse_{name}")):
            return sdt.reply(int(refusal.value or sdt.WRONG_COMMAND))
        known = self._answers.get(request.command)
        return known() if known else sdt.reply(sdt.WRONG_COMMAND)

    def _spoil(self, answer: bytes) -> bytes:
        """The answer with the armed faults of the wire upon it."""
        if self._faults.take("booting"):
            return NOISE * 2
        if self._faults.take("wrong_length"):
            data = answer[10:-1]
            answer = sdt.reply(answer[9], data[: len(data) // 2] if data else b"\0")
        if self._faults.take("bad_checksum"):
            answer = answer[:-1] + bytes((answer[-1] ^ 0x55,))
        if self._faults.take("short_frame"):
            answer = answer[: len(answer) // 2]
        if self._faults.take("long_frame"):
            answer += NOISE + b"\xaa\xaa"
        if self._faults.take("interleaved"):
            answer = self._previous[: len(self._previous) // 2] + answer
        if self._faults.take("garbage"):
            answer = NOISE + answer
        return answer

    def _reset(self) -> bytes:
        self._slot.reset()
        return self._status()

    def _status(self) -> bytes:
        return sdt.reply(sdt.SELF_TEST_FAILED if self._faults.take("self_test_failed") else sdt.OK)

    def _sam_id(self) -> bytes:
        words = ((5, 2), (1, 2), (20240115, 4), (990101, 4), (12345678, 4))
        return sdt.reply(sdt.OK, b"".join(n.to_bytes(size, "little") for n, size in words))

    def _find(self) -> bytes:
        return sdt.reply(sdt.FOUND, bytes(4)) if self._slot.find() else sdt.reply(sdt.FIND_FAILED)

    def _select(self) -> bytes:
        ok = self._slot.select()
        return sdt.reply(sdt.OK, bytes(8)) if ok else sdt.reply(sdt.SELECT_FAILED)

    def _card_to_read(self) -> Person | None:
        return None if self._faults.take("read_failed") else self._slot.read()

    def _read_base(self) -> bytes:
        person = self._card_to_read()
        if person is None:
            return sdt.reply(sdt.READ_FAILED)
        text, photo = person.card.text_block(), person.photo
        return sdt.reply(sdt.OK, _sizes(text, photo) + text + photo)

    def _read_base_and_prints(self) -> bytes:
        person = self._card_to_read()
        if person is None:
            return sdt.reply(sdt.READ_FAILED)
        parts = (person.card.text_block(), person.photo, person.prints)
        return sdt.reply(sdt.OK, _sizes(*parts) + b"".join(parts))


def _sizes(*parts: bytes) -> bytes:
    return b"".join(len(part).to_bytes(2, "big") for part in parts)
