"""A smart card reader on the real PC/SC stack: a pcscd of our own, vpcd, and cards we play."""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path
from typing import Any, Final

from simulators.card_link import CardLink
from simulators.device import Hands
from simulators.faults import FaultBook
from simulators.pcsc_daemon import PcscDaemon
from simulators.smart_cards import Card, all_cards

SLOT: Final = 0
CARD_AT_HAND, CARD_OF_ANOTHER_KIND = "zhang", "bank"
FAULTS: Final = {
    "slow": "读卡慢, 值为每条指令的秒数 · slow: seconds for each command",
    "silence": "卡不回复 · the card does not answer",
    "garbage": "回复乱码 · the card answers nonsense",
    "no_status": "回复过短 · the card's answers are cut to one byte",
    "remove_after": "读到第几条指令时拔卡 · pulled out in the middle of that command",
    "unplug": "读卡器断开 · the reader is unplugged; clear to mend",
    "service_down": "pcscd 停止 · pcscd is stopped; clear to mend",
}
NOTICED_WITHIN: Final = 1.0  # seconds
NOISE: Final = bytes.fromhex("00FF3B0712")


class SmartCardReader:
    """One slot, and hands that put cards in and pull them out."""

    name = "smart_card"

    def __init__(self, where: Path) -> None:
        self.daemon = PcscDaemon(where)
        self.cards = all_cards()
        self._faults = FaultBook(FAULTS)
        self._lock = threading.Lock()
        self._key: str | None = None
        self._link: CardLink | None = None
        self._commands = 0

    @property
    def socket_path(self) -> str:
        """PCSCLITE_CSOCK_NAME of this reader's pcscd."""
        return str(self.daemon.socket_path)

    def start(self) -> None:
        """Raises PcscdError."""
        self.daemon.prepare()
        self.daemon.start()

    def stop(self) -> None:
        self.remove()
        self.daemon.close()

    def place(self, key: str) -> None:
        """Put a card in, in place of another. Raises KeyError."""
        card = self.cards[key]
        self.remove()
        with self._lock:
            self._commands = 0
            self._key = key
            self._link = CardLink(self.daemon.ports[SLOT], card, partial(self._answer, card))

    def remove(self) -> None:
        """Pull the card out; returns when the reader has noticed."""
        with self._lock:
            link, self._link, self._key = self._link, None, None
        if link is not None:
            link.remove()
            if self.daemon.running:
                link.noticed.wait(NOTICED_WITHIN)

    def restart(self) -> None:
        """Restart pcscd, as an update does; a card that is in stays in."""
        self.daemon.restart()

    def fault(self, kind: str, times: int | None, value: float | None) -> None:
        self._faults.arm(kind, times, value)
        if kind == "service_down":
            self.daemon.stop()
        if kind == "unplug":
            self.daemon.unplug()

    def clear(self, kind: str | None = None) -> None:
        self._faults.clear(kind)
        if kind in (None, "unplug"):
            self.daemon.plug()
        if kind in (None, "service_down"):
            self.daemon.start()
        if kind is None:
            self.cards = all_cards()

    def hands(self) -> Hands:
        return {
            "mend": self._mend,
            "unplug": lambda: self.fault("unplug", None, None),
            "plug": lambda: self.clear("unplug"),
            "place": lambda: self.place(CARD_AT_HAND),
            "place_other": lambda: self.place(CARD_OF_ANOTHER_KIND),
            "remove": self.remove,
        }

    def _mend(self) -> None:
        self.clear()
        self.remove()

    def state(self) -> dict[str, Any]:
        with self._lock:
            key = self._key if self._link is not None and not self._link.out.is_set() else None
        return {
            "card": key,
            "cards": {key: card.label for key, card in self.cards.items()},
            "commands": self._commands,
            "serving": self.daemon.running,
            "plugged": self._faults.get("unplug") is None,
            "faults": self._faults.snapshot(),
            "fault_kinds": FAULTS,
        }

    def _answer(self, card: Card, command: bytes) -> bytes | None:
        """The card's thread: the inserted card's answer, spoilt by the faults in force."""
        link = self._link
        if link is None:
            return None
        self._commands += 1
        pull = self._faults.get("remove_after")
        if pull is not None and self._commands > (pull.value or 0):
            self._faults.take("remove_after")
            return None
        if self._faults.take("silence"):
            link.out.wait()
            return None
        if slow := self._faults.take("slow"):
            link.out.wait(slow.value or 1.0)
        if self._faults.take("garbage"):
            return NOISE
        answer = card.answer(command)
        return answer[:1] if self._faults.take("no_status") else answer
