"""The printer's driver over each of its wires, to one simulated printer.

`python -m tests.drivers.escpos_wires WIRE WHERE JOB_LOG PROFILE` prints a long
receipt, to be killed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable

import usb.backend.libusb1

from drivers.driver import Event
from drivers.receipt_printer.contract import Line, Receipt
from drivers.receipt_printer.escpos_file import EscposFilePrinter
from drivers.receipt_printer.escpos_printer import EscposPrinter
from drivers.receipt_printer.escpos_serial import EscposSerialPrinter
from drivers.receipt_printer.escpos_tcp import EscposTcpPrinter
from drivers.receipt_printer.escpos_usb import EscposUsbPrinter
from tests.drivers.fake_usb import PRODUCT, VENDOR, FakeUsb, UsbPrinter

WIRES = ("tcp", "serial", "usb", "file")
SERIAL_NUMBER = "SIM00000001"
LONG = Receipt((Line("示例" * 12),) * 200)


def printer_on(
    wire: str, where: str | int, emit: Callable[[Event], None], **settings: object
) -> EscposPrinter:
    """`where`: the path of the serial port or the device; for tcp and usb, the printer's port."""
    match wire:
        case "tcp":
            cls, own = EscposTcpPrinter, {"host": "127.0.0.1", "port": where}
        case "serial":
            cls, own = EscposSerialPrinter, {"port": where}
        case "usb":
            cls, own = EscposUsbPrinter, {"vendor": VENDOR, "product": PRODUCT}
            own["serial"] = SERIAL_NUMBER
        case "file":
            cls, own = EscposFilePrinter, {"path": where}
    return cls(cls.Settings(**own, **settings), emit)


def usb_bus(port: int) -> FakeUsb:
    """Two printers of one make; that with SERIAL_NUMBER is the one at `port`."""
    other = UsbPrinter("SIM00000002", port=1, ports=(1,))
    return FakeUsb(other, UsbPrinter(SERIAL_NUMBER, port))


def main(wire: str, where: str, job_log: str, profile: str) -> None:
    place = json.loads(where)
    if wire == "usb":
        bus = usb_bus(place)
        usb.backend.libusb1.get_backend = lambda: bus
    printer = printer_on(
        wire,
        place,
        lambda event: print(type(event).__name__, flush=True),
        job_log=job_log,
        profile=profile,
    )
    printer.open()
    printer.print("a", LONG)


if __name__ == "__main__":
    main(*sys.argv[1:])
