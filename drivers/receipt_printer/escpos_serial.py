"""ESC/POS receipt printer on a serial port, RS-232 or a USB adapter, 8N1.

Speed and flow control are the printer's DIP switches. With flow control the printer should be
busy only when its buffer is full, not when it is off line: else no question reaches it then.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from drivers.driver import Event, NoDevice
from drivers.receipt_printer.escpos_printer import EscposPrinter, EscposSettings
from drivers.receipt_printer.wire import LinkLostError
from drivers.serial_line import FlowControl, SerialLine


class SerialWire:
    """A serial line. A printer that takes nothing for `send_timeout` seconds is lost."""

    two_way = True

    def __init__(self, port: str, baud: int, flow: FlowControl, send_timeout: float) -> None:
        self.at_once = baud // 20  # ten bits a byte
        self._line = SerialLine(port, baud, flow, send_timeout)
        self._send_timeout = send_timeout

    @property
    def connected(self) -> bool:
        return self._line.is_open

    def open(self) -> None:
        self._line.open()

    def close(self) -> None:
        # Else the kernel waits half a minute for a printer that holds the line.
        self.drop_unsent()
        self._line.close()

    def write(self, data: bytes) -> None:
        try:
            self._line.write(data)
            sent = self._line.wait_until_sent(self._send_timeout)
        except NoDevice as error:
            raise LinkLostError from error
        if not sent:
            raise LinkLostError

    def read(self, wait: float) -> bytes:
        try:
            return self._line.read(wait)
        except NoDevice as error:
            raise LinkLostError from error

    def drop_unsent(self) -> None:
        try:
            self._line.forget_output()
        except NoDevice:
            return  # it went with the port


class EscposSerialPrinter(EscposPrinter):
    """A printer on a serial port."""

    @dataclass(frozen=True, kw_only=True)
    class Settings(EscposSettings):
        """`port`: a path that stays (/dev/serial/by-id/…, by-path). `baud`, `flow`: as the
        printer's switches say."""

        port: str
        baud: int = 115200
        flow: FlowControl = "none"

    def __init__(self, settings: Settings, emit: Callable[[Event], None]) -> None:
        wire = SerialWire(settings.port, settings.baud, settings.flow, settings.finish_timeout)
        super().__init__(settings, wire, emit)
