"""USB printers for pyusb where there is no USB: a backend whose bulk transfers are a socket.

pyusb's own code runs above it: descriptors, configurations, claims, transfers and their errors.
"""

from __future__ import annotations

import errno
import select
import socket
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import usb.backend
import usb.core

VENDOR, PRODUCT = 0x0FE6, 0x811E
OUT, IN = 0x01, 0x82
TEXTS = {1: "SIMULATOR", 2: "RECEIPT"}


@dataclass
class UsbPrinter:
    """A printer on the bus; what goes to its endpoint goes to a TCP port on loopback."""

    serial: str
    port: int
    ports: tuple[int, ...] = (2, 4)
    bus: int = 1
    interface: dict[str, int] = field(default_factory=dict)
    two_way: bool = True
    kernel_driver: bool = True
    claimed_elsewhere: bool = False
    forbidden: bool = False
    unplugged: bool = False
    socket: socket.socket | None = None


class FakeUsb(usb.backend.IBackend):  # type: ignore[misc]  # an untyped library's
    """A bus with `printers`."""

    def __init__(self, *printers: UsbPrinter) -> None:
        super().__init__()
        self.printers = list(printers)

    def enumerate_devices(self) -> Iterator[UsbPrinter]:
        return iter([printer for printer in self.printers if not printer.unplugged])

    def get_device_descriptor(self, dev: UsbPrinter) -> SimpleNamespace:
        return descriptor(
            bLength=18, bDescriptorType=1, bcdUSB=0x200, bDeviceClass=0, bDeviceSubClass=0,
            bDeviceProtocol=0, bMaxPacketSize0=64, idVendor=VENDOR, idProduct=PRODUCT,
            bcdDevice=0x100, iManufacturer=1, iProduct=2, iSerialNumber=3, bNumConfigurations=1,
            address=7, bus=dev.bus, port_number=dev.ports[-1], port_numbers=dev.ports, speed=3,
        )  # fmt: skip

    def get_configuration_descriptor(self, dev: UsbPrinter, config: int) -> SimpleNamespace:
        only(config)
        return descriptor(
            bLength=9, bDescriptorType=2, wTotalLength=32, bNumInterfaces=1,
            bConfigurationValue=1, iConfiguration=0, bmAttributes=0xC0, bMaxPower=1,
        )  # fmt: skip

    def get_interface_descriptor(
        self, dev: UsbPrinter, intf: int, alt: int, config: int
    ) -> SimpleNamespace:
        only(intf)
        only(alt)
        usual = {
            "bLength": 9, "bDescriptorType": 4, "bInterfaceNumber": 0, "bAlternateSetting": 0,
            "bNumEndpoints": 1 + dev.two_way, "bInterfaceClass": 7, "bInterfaceSubClass": 1,
            "bInterfaceProtocol": 1 + dev.two_way, "iInterface": 0,
        }  # fmt: skip
        return descriptor(**(usual | dev.interface))

    def get_endpoint_descriptor(
        self, dev: UsbPrinter, ep: int, intf: int, alt: int, config: int
    ) -> SimpleNamespace:
        return descriptor(
            bLength=7, bDescriptorType=5, bEndpointAddress=(OUT, IN)[ep], bmAttributes=2,
            wMaxPacketSize=64, bInterval=0, bRefresh=0, bSynchAddress=0,
        )  # fmt: skip

    def open_device(self, dev: UsbPrinter) -> UsbPrinter:
        self._there(dev)
        if dev.forbidden:
            raise usb.core.USBError("Access denied", None, errno.EACCES)
        return dev

    def close_device(self, dev_handle: UsbPrinter) -> None:
        carrier, dev_handle.socket = dev_handle.socket, None
        if carrier is not None:
            carrier.close()

    def get_configuration(self, dev_handle: UsbPrinter) -> int:
        return 1

    def set_configuration(self, dev_handle: UsbPrinter, config_value: int) -> None:
        self._there(dev_handle)

    def is_kernel_driver_active(self, dev_handle: UsbPrinter, intf: int) -> bool:
        return dev_handle.kernel_driver

    def detach_kernel_driver(self, dev_handle: UsbPrinter, intf: int) -> None:
        dev_handle.kernel_driver = False

    def claim_interface(self, dev_handle: UsbPrinter, intf: int) -> None:
        self._there(dev_handle)
        if dev_handle.claimed_elsewhere or dev_handle.kernel_driver:
            raise usb.core.USBError("Resource busy", None, errno.EBUSY)
        try:
            dev_handle.socket = socket.create_connection(("127.0.0.1", dev_handle.port))
        except OSError as error:
            raise gone() from error

    def release_interface(self, dev_handle: UsbPrinter, intf: int) -> None:
        self.close_device(dev_handle)

    def bulk_write(
        self, dev_handle: UsbPrinter, ep: int, intf: int, data: array[int], timeout: int
    ) -> int:
        self._there(dev_handle)
        assert ep == OUT
        assert dev_handle.socket is not None
        dev_handle.socket.settimeout(timeout / 1000)
        try:
            dev_handle.socket.sendall(data)
        except TimeoutError as error:
            raise late() from error
        except OSError as error:
            raise gone() from error
        return len(data)

    def bulk_read(
        self, dev_handle: UsbPrinter, ep: int, intf: int, buff: array[int], timeout: int
    ) -> int:
        self._there(dev_handle)
        assert ep == IN
        assert timeout, "this would wait for ever"
        assert dev_handle.socket is not None
        if not select.select([dev_handle.socket], [], [], timeout / 1000)[0]:
            raise late()
        try:
            data = dev_handle.socket.recv(len(buff))
        except OSError as error:
            raise gone() from error
        if not data:
            raise gone()
        buff[: len(data)] = array("B", data)
        return len(data)

    def ctrl_transfer(
        self, dev_handle: UsbPrinter, request_type: int, request: int, value: int, index: int,
        data: array[int], timeout: int,
    ) -> int:  # fmt: skip
        """GET_DESCRIPTOR of a text: which languages there are, or text `value`."""
        self._there(dev_handle)
        assert (request_type, request, value >> 8) == (0x80, 6, 3)
        texts = {**TEXTS, 3: dev_handle.serial}
        number = value & 0xFF
        body = texts[number].encode("utf-16-le") if number else b"\x09\x04"
        answer = bytes((2 + len(body), 3)) + body
        data[: len(answer)] = array("B", answer)
        return len(answer)

    def _there(self, dev: UsbPrinter) -> None:
        if dev.unplugged:
            self.close_device(dev)
            raise gone()


def gone() -> usb.core.USBError:
    return usb.core.USBError("No such device (it may have been disconnected)", None, errno.ENODEV)


def late() -> usb.core.USBTimeoutError:
    return usb.core.USBTimeoutError("Operation timed out", None, errno.ETIMEDOUT)


def only(index: int) -> None:
    """pyusb counts configurations and settings until there are no more."""
    if index:
        raise IndexError


def descriptor(**values: Any) -> SimpleNamespace:  # noqa: ANN401 - numbers and tuples of them
    return SimpleNamespace(**values, extra_descriptors=[])
