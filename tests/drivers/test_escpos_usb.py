"""Which USB device is the printer, and what is told when it cannot be taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from drivers.certify import Recorder
from drivers.driver import DeviceFault, Health, InUse, NoDevice, WrongSettings
from drivers.receipt_printer.contract import Line, Printed, Receipt
from drivers.receipt_printer.escpos_usb import EscposUsbPrinter
from simulators.receipt_printer import ReceiptPrinter as SimulatedPrinter
from tests.drivers.fake_usb import PRODUCT, VENDOR, FakeUsb, UsbPrinter

RECEIPT = Receipt((Line("完"),))
Plugged = Callable[..., UsbPrinter]


@pytest.fixture
def paper() -> Iterator[SimulatedPrinter]:
    device = SimulatedPrinter("127.0.0.1", 0, mm_per_second=3000)
    device.start()
    yield device
    device.stop()


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> FakeUsb:
    made = FakeUsb()
    monkeypatch.setattr("usb.backend.libusb1.get_backend", lambda: made)
    return made


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[..., EscposUsbPrinter]]:
    made: list[EscposUsbPrinter] = []

    def make(**settings: object) -> EscposUsbPrinter:
        usual = {"vendor": VENDOR, "product": PRODUCT, "job_log": str(tmp_path / "jobs")}
        printer = EscposUsbPrinter(EscposUsbPrinter.Settings(**usual, **settings), Recorder())
        made.append(printer)
        printer.open()
        return printer

    yield make
    for printer in made:
        printer.close()


Opened = Callable[..., EscposUsbPrinter]


def test_of_two_alike_the_named_one_prints(
    opened: Opened, bus: FakeUsb, paper: SimulatedPrinter
) -> None:
    bus.printers = [UsbPrinter("A", 1, ports=(1,)), UsbPrinter("B", paper.port, ports=(2, 4))]
    assert opened(serial="B").print("a", RECEIPT) == Printed()


def test_one_without_a_number_is_named_by_its_socket(
    opened: Opened, bus: FakeUsb, paper: SimulatedPrinter
) -> None:
    bus.printers = [UsbPrinter("", 1, ports=(1,)), UsbPrinter("", paper.port, ports=(2, 4))]
    assert opened(socket="1-2.4").print("a", RECEIPT) == Printed()


def test_numbers_that_are_not_unique_are_refused(opened: Opened, bus: FakeUsb) -> None:
    bus.printers = [UsbPrinter("0001", 1, ports=(1,)), UsbPrinter("0001", 1, ports=(2,))]
    with pytest.raises(WrongSettings, match="name its socket"):
        opened(serial="0001")


def test_an_absent_one_tells_what_is_there_instead(opened: Opened, bus: FakeUsb) -> None:
    bus.printers = [UsbPrinter("A", 1, ports=(3,))]
    with pytest.raises(NoDevice, match=r"0fe6:811e, serial number B.* by socket: 1-3"):
        opened(serial="B")


def test_a_device_that_is_no_printer_is_refused(opened: Opened, bus: FakeUsb) -> None:
    ipp = {"bInterfaceProtocol": 4}
    bus.printers = [UsbPrinter("A", 1, interface=ipp)]
    with pytest.raises(WrongSettings, match="no printer"):
        opened(serial="A")


def test_a_printer_that_another_process_has(opened: Opened, bus: FakeUsb) -> None:
    bus.printers = [UsbPrinter("A", 1, claimed_elsewhere=True)]
    with pytest.raises(InUse, match="another process"):
        opened(serial="A")


def test_no_right_to_it_names_the_mend(opened: Opened, bus: FakeUsb) -> None:
    bus.printers = [UsbPrinter("A", 1, forbidden=True)]
    with pytest.raises(NoDevice, match="udev rule"):
        opened(socket="1-2.4")
    with pytest.raises(NoDevice, match="may read"):
        opened(serial="A")


def test_without_libusb_its_package_is_named(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    for backend in ("libusb1", "libusb0", "openusb"):
        monkeypatch.setattr(f"usb.backend.{backend}.get_backend", lambda: None)
    with pytest.raises(DeviceFault, match="libusb is missing"):
        opened(serial="A")


def test_a_one_way_printer_prints_unasked(
    opened: Opened, bus: FakeUsb, paper: SimulatedPrinter
) -> None:
    bus.printers = [UsbPrinter("A", paper.port, two_way=False)]
    printer = opened(serial="A")
    assert printer.print("a", RECEIPT) == Printed(confirmed=False)
    assert printer.check().health is Health.ONLINE


def test_pulled_and_plugged_in_elsewhere_it_is_the_same_printer(
    opened: Opened, bus: FakeUsb, paper: SimulatedPrinter
) -> None:
    bus.printers = [UsbPrinter("A", paper.port, ports=(1,))]
    printer = opened(serial="A")
    bus.printers[0].unplugged = True
    with pytest.raises(NoDevice):
        printer.check()
    bus.printers.append(UsbPrinter("A", paper.port, ports=(3,)))
    assert printer.print("a", RECEIPT) == Printed()


@pytest.mark.parametrize("names", [{}, {"serial": "A", "socket": "1-1"}])
def test_it_is_named_in_one_way(opened: Opened, names: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="either serial or socket"):
        opened(**names)
