"""A card in a slot of vsmartcard's virtual reader: a TCP client of vpcd; connected means in.

Messages are a length (2 bytes, big endian) and as many bytes. One byte alone is the reader's:
0 power off, 1 power on, 2 reset, 4 say the ATR; only the last is answered. Anything else is a
command to the card.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable
from typing import Final

from simulators.pcsc_daemon import LOOKED_AFTER
from simulators.smart_cards import Card

POWER_ON, RESET, SAY_ATR = 1, 2, 4
RETRY_EVERY: Final = 0.05  # seconds between attempts while pcscd is down


class CardLink:
    """Keeps `card` in the slot at `port` until it is removed, over restarts of pcscd as well.

    Args:
        answer: for each command, the card's answer, or None to pull the card out; may wait.
    """

    def __init__(self, port: int, card: Card, answer: Callable[[bytes], bytes | None]) -> None:
        self._port = port
        self._card = card
        self._answer = answer
        self.out = threading.Event()
        """Set when the card has been pulled out."""
        self.noticed = threading.Event()
        """Set when the reader has noticed."""
        self._sock: socket.socket | None = None
        self._pulled_out_midway = False
        self._lock = threading.Lock()
        threading.Thread(target=self._run, name="smart-card", daemon=True).start()

    def remove(self) -> None:
        """Pull it out, in the middle of a command if need be. Any thread."""
        with self._lock:
            self.out.set()
            if self._sock is not None:
                with contextlib.suppress(OSError):  # pcscd may have gone first
                    self._sock.shutdown(socket.SHUT_WR)

    def _run(self) -> None:
        while not self.out.is_set():
            try:
                sock = socket.create_connection(("127.0.0.1", self._port), timeout=2)
            except OSError:
                self.out.wait(RETRY_EVERY)
                continue
            with sock, contextlib.suppress(OSError):  # the reader hung up: put in anew
                self._put_in(sock)
        if self._pulled_out_midway:
            # vpcd would take the next card at once, and pcscd hold it for the one before.
            time.sleep(LOOKED_AFTER)
        self.noticed.set()

    def _put_in(self, sock: socket.socket) -> None:
        sock.settimeout(None)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with self._lock:
            if self.out.is_set():
                return
            self._sock = sock
        while (message := self._hear(sock)) is not None:
            answer = self._obey(message)
            if answer is not None and not self.out.is_set():
                sock.sendall(len(answer).to_bytes(2, "big") + answer)
            elif len(message) > 1:
                self._pulled_out_midway = True

    def _obey(self, message: bytes) -> bytes | None:
        if message in (bytes((POWER_ON,)), bytes((RESET,))):
            self._card.reset()
        if len(message) == 1:
            return self._card.atr if message[0] == SAY_ATR else None
        answer = self._answer(message)
        if answer is None:
            self.remove()
        return answer

    def _hear(self, sock: socket.socket) -> bytes | None:
        head = self._exactly(sock, 2)
        return None if head is None else self._exactly(sock, int.from_bytes(head, "big"))

    def _exactly(self, sock: socket.socket, count: int) -> bytes | None:
        data = b""
        while len(data) < count:
            # vpcd writes in pieces: without it each of them waits 40 ms for an acknowledgement.
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
            if not (chunk := sock.recv(count - len(data))):
                return None
            data += chunk
        return data
