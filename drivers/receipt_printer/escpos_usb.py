"""ESC/POS receipt printer on USB, through libusb (pyusb): no kernel driver, no /dev/usb/lp0.

The device is named by vendor, product, and either its serial number or the socket it is plugged
into, never by being the first found. The interface is a printer's (USB Printer Class 1.1) or a
vendor's own, with bulk endpoints. A udev rule gives the terminal's user the right to it.
"""

from __future__ import annotations

import errno
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from drivers.driver import DeviceFault, Event, InUse, NoDevice, WrongSettings
from drivers.receipt_printer.escpos_printer import EscposPrinter, EscposSettings
from drivers.receipt_printer.wire import QUICK, LinkLostError

PRINTER_CLASS: Final = 7
IPP_PROTOCOL: Final = 4
"""IPP over USB, an alternate setting of some printers: no ESC/POS there."""
BULK: Final = 2
INTO_HOST: Final = 0x80
PACKETS: Final = 512
"""Bytes asked for at once: whole packets of any speed."""


@dataclass(frozen=True)
class UsbName:
    """Which device: of several alike, by `serial` number or by `socket`."""

    vendor: int
    product: int
    serial: str
    socket: str

    def __str__(self) -> str:
        which = f"serial number {self.serial}" if self.serial else f"at USB socket {self.socket}"
        return f"USB device {self.vendor:04x}:{self.product:04x}, {which}"


class UsbWire:
    """Two bulk endpoints. A printer that takes nothing for `send_timeout` seconds is lost."""

    at_once = QUICK

    def __init__(self, name: UsbName, send_timeout: float) -> None:
        self._name = name
        self._send_milliseconds = round(1000 * send_timeout)
        self._device: Any = None
        self._out = 0
        self._in: int | None = None

    @property
    def connected(self) -> bool:
        return self._device is not None

    @property
    def two_way(self) -> bool:
        return self._in is not None

    def open(self) -> None:
        """Raises NoDevice, InUse, WrongSettings, or DeviceFault when libusb is missing."""
        from usb.core import NoBackendError, USBError

        self.close()
        try:
            device = _find(self._name)
            self._device = device
            interface = _printer_interface(device)
            _claim(device, interface)
        except NoBackendError as error:
            raise DeviceFault("libusb is missing: install libusb-1.0-0") from error
        except USBError as error:
            self.close()
            raise _why_not_open(self._name, error) from error
        except DeviceFault:
            self.close()
            raise
        ends = [end.bEndpointAddress for end in interface if end.bmAttributes & 3 == BULK]
        self._out = next(end for end in ends if not end & INTO_HOST)
        self._in = next((end for end in ends if end & INTO_HOST), None)

    def close(self) -> None:
        device, self._device = self._device, None
        if device is None:
            return
        from usb.util import dispose_resources

        dispose_resources(device)

    def write(self, data: bytes) -> None:
        from usb.core import USBError

        try:
            sent = self._live().write(self._out, data, self._send_milliseconds)
        except USBError as error:
            raise LinkLostError from error
        if sent != len(data):
            raise LinkLostError

    def read(self, wait: float) -> bytes:
        from usb.core import USBError, USBTimeoutError

        # 0 would be for ever.
        milliseconds = max(1, round(1000 * wait))
        try:
            return bytes(self._live().read(self._in, PACKETS, milliseconds))
        except USBTimeoutError:
            return b""
        except USBError as error:
            raise LinkLostError from error

    def drop_unsent(self) -> None:
        """Nothing: `write` returns when the printer has taken all."""

    def _live(self) -> Any:  # noqa: ANN401 - untyped library
        if self._device is None:
            raise LinkLostError
        return self._device


def _find(name: UsbName) -> Any:  # noqa: ANN401 - untyped library
    """The one device of that name. Raises NoDevice or WrongSettings."""
    import usb.core

    alike = list(usb.core.find(find_all=True, idVendor=name.vendor, idProduct=name.product))
    found = [device for device in alike if _is_named(device, name)]
    if len(found) == 1:
        return found[0]
    if found:
        raise WrongSettings(f"{len(found)} times {name}: name its socket instead")
    others = ", ".join(_socket(device) for device in alike) or "none"
    raise NoDevice(
        f"no {name} that this user may read; of that kind there are, by socket: {others}"
    )


def _is_named(device: Any, name: UsbName) -> bool:  # noqa: ANN401 - untyped library
    if not name.serial:
        return _socket(device) == name.socket
    import usb.util

    try:
        return bool(usb.util.get_string(device, device.iSerialNumber) == name.serial)
    except ValueError:
        return False  # its texts cannot be read: no right to it, or it has none


def _socket(device: Any) -> str:  # noqa: ANN401 - untyped library
    """Bus and ports as in /sys/bus/usb/devices: 1-2.4 is port 4 of the hub in port 2 of bus 1."""
    return f"{device.bus}-{'.'.join(map(str, device.port_numbers or ()))}"


def _printer_interface(device: Any) -> Any:  # noqa: ANN401 - untyped library
    """The interface that takes ESC/POS. Raises WrongSettings or USBError."""
    usable = [interface for interface in _configuration(device) if _can_print(interface)]
    if not usable:
        raise WrongSettings("that USB device is no printer")
    # A printer's before a vendor's own; one that can answer before one that cannot.
    return max(usable, key=lambda one: (one.bInterfaceClass == PRINTER_CLASS, one.bNumEndpoints))


def _configuration(device: Any) -> Any:  # noqa: ANN401 - untyped library
    from usb.core import USBError

    try:
        return device.get_active_configuration()
    except USBError:
        device.set_configuration()
        return device.get_active_configuration()


def _can_print(interface: Any) -> bool:  # noqa: ANN401 - untyped library
    return interface.bInterfaceProtocol != IPP_PROTOCOL and any(
        end.bmAttributes & 3 == BULK and not end.bEndpointAddress & INTO_HOST for end in interface
    )


def _claim(device: Any, interface: Any) -> None:  # noqa: ANN401 - untyped library
    """Take the interface from the kernel's driver, if that has it. Raises USBError."""
    import usb.util

    number = interface.bInterfaceNumber
    if device.is_kernel_driver_active(number):
        device.detach_kernel_driver(number)
    usb.util.claim_interface(device, number)
    if interface.bAlternateSetting:
        device.set_interface_altsetting(number, interface.bAlternateSetting)


def _why_not_open(name: UsbName, error: OSError) -> DeviceFault:
    match error.errno:
        case errno.EACCES:
            return NoDevice(f"no right to {name}: a udev rule gives it to this user")
        case errno.EBUSY:
            return InUse(f"{name} belongs to another process")
        case _:
            return NoDevice(f"{name} cannot be opened: {error.strerror}")


class EscposUsbPrinter(EscposPrinter):
    """A printer on USB."""

    @dataclass(frozen=True, kw_only=True)
    class Settings(EscposSettings):
        """`vendor`, `product`: as `lsusb` shows them, 0x04b8. `serial`: the serial number; for
        printers that have none, `socket`: bus and ports as in /sys/bus/usb/devices, "1-2.4"."""

        vendor: int
        product: int
        serial: str = ""
        socket: str = ""

        def __post_init__(self) -> None:
            if bool(self.serial) == bool(self.socket):
                raise ValueError("name the printer by either serial or socket")

    def __init__(self, settings: Settings, emit: Callable[[Event], None]) -> None:
        name = UsbName(settings.vendor, settings.product, settings.serial, settings.socket)
        super().__init__(settings, UsbWire(name, settings.finish_timeout), emit)
