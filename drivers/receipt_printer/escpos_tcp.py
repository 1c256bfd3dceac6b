"""ESC/POS receipt printer on TCP port 9100."""

from __future__ import annotations

import select
import socket
from collections.abc import Callable
from dataclasses import dataclass

from drivers.claim import Claim
from drivers.driver import Event, NoDevice
from drivers.receipt_printer.escpos_printer import EscposPrinter, EscposSettings
from drivers.receipt_printer.wire import QUICK, LinkLostError


class TcpWire:
    """A socket. Time-outs in seconds; a printer that takes nothing for `send_timeout` is lost."""

    two_way = True
    at_once = QUICK

    def __init__(self, host: str, port: int, connect_timeout: float, send_timeout: float) -> None:
        self._address = (host, port)
        self._connect_timeout = connect_timeout
        self._send_timeout = send_timeout
        self._socket: socket.socket | None = None
        self._claim = Claim(f"tcp/{host}:{port}")

    @property
    def connected(self) -> bool:
        return self._socket is not None

    def open(self) -> None:
        self.close()
        # Two terminals on one printer would mix two citizens' paper.
        self._claim.take()
        try:
            sock = socket.create_connection(self._address, self._connect_timeout)
        except OSError as error:
            self._claim.release()
            host, port = self._address
            raise NoDevice(
                f"no printer listens at {host}:{port}: power, cable, address? ({error})"
            ) from error
        # Else each question waits for the acknowledgement of the slice before it.
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        # A printer that is slow, not dead, lets the sender wait while it prints.
        sock.settimeout(self._send_timeout)
        self._socket = sock

    def close(self) -> None:
        sock, self._socket = self._socket, None
        if sock is not None:
            sock.close()
        self._claim.release()

    def write(self, data: bytes) -> None:
        try:
            self._live().sendall(data)
        except OSError as error:
            raise LinkLostError from error

    def read(self, wait: float) -> bytes:
        sock = self._live()
        try:
            if not select.select([sock], [], [], wait)[0]:
                return b""
            data = sock.recv(4096)
        except OSError as error:
            raise LinkLostError from error
        if not data:
            raise LinkLostError
        return data

    def drop_unsent(self) -> None:
        """Nothing: what the socket took is on its way."""

    def _live(self) -> socket.socket:
        if self._socket is None:
            raise LinkLostError
        return self._socket


class EscposTcpPrinter(EscposPrinter):
    """A printer on the network."""

    @dataclass(frozen=True, kw_only=True)
    class Settings(EscposSettings):
        """Where it listens. `connect_timeout` in seconds."""

        host: str
        port: int = 9100
        connect_timeout: float = 1.5

    def __init__(self, settings: Settings, emit: Callable[[Event], None]) -> None:
        wire = TcpWire(
            settings.host, settings.port, settings.connect_timeout, settings.finish_timeout
        )
        super().__init__(settings, wire, emit)
