"""Serial lines and character devices: how they are opened, and what is told when they cannot be."""

from __future__ import annotations

import os
import termios
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from drivers.certify import Recorder
from drivers.driver import DeviceFault, Health, NoDevice, Supply, WrongSettings
from drivers.model_profile import BadModelError
from drivers.receipt_printer.contract import Hindrance, Line, NotPrinted, Printed, Receipt
from drivers.receipt_printer.escpos_file import EscposFilePrinter
from drivers.receipt_printer.escpos_printer import EscposPrinter
from drivers.receipt_printer.escpos_serial import EscposSerialPrinter
from simulators.receipt_printer import ReceiptPrinter as SimulatedPrinter
from tests.drivers.escpos_wires import printer_on

RECEIPT = Receipt((Line("完"),))
Opened = Callable[..., EscposPrinter]


@pytest.fixture
def paper(tmp_path: Path) -> Iterator[SimulatedPrinter]:
    serial, device = tmp_path / "serial", tmp_path / "lp0"
    printer = SimulatedPrinter("127.0.0.1", 0, serial=serial, device=device, mm_per_second=3000)
    printer.start()
    yield printer
    printer.stop()


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    made: list[EscposPrinter] = []

    def make(wire: str, where: str | Path, **settings: object) -> EscposPrinter:
        usual = {"job_log": str(tmp_path / "jobs"), "answer_timeout": 0.1}
        printer = printer_on(wire, str(where), Recorder(), **(usual | settings))
        made.append(printer)
        printer.open()
        return printer

    yield make
    for printer in made:
        printer.close()


FLAGS = {
    "none": (0, 0),
    "xonxoff": (termios.IXON, 0),
    "rtscts": (0, termios.CRTSCTS),
}


@pytest.mark.parametrize("flow", FLAGS)
def test_the_line_is_8n1_with_the_flow_control_of_the_settings(
    opened: Opened, paper: SimulatedPrinter, tmp_path: Path, flow: str
) -> None:
    assert opened("serial", tmp_path / "serial", flow=flow).print("a", RECEIPT) == Printed()
    fd = os.open(tmp_path / "serial", os.O_RDWR | os.O_NOCTTY)
    iflag, _, cflag, _, speed, _, _ = termios.tcgetattr(fd)
    os.close(fd)
    assert (iflag & termios.IXON, cflag & termios.CRTSCTS) == FLAGS[flow]
    assert cflag & (termios.CSIZE | termios.PARENB | termios.CSTOPB) == termios.CS8
    assert speed == termios.B115200


def test_a_wrong_speed_is_told_as_such(
    opened: Opened, paper: SimulatedPrinter, tmp_path: Path
) -> None:
    printer = opened("serial", tmp_path / "serial", baud=9600)
    status = printer.check()
    assert (status.health, status.supply("paper")) == (Health.OFFLINE, Supply.UNKNOWN)
    assert "speed" in status.detail
    assert printer.print("a", RECEIPT) == NotPrinted(Hindrance.OFFLINE, begun=False)
    assert paper.pieces() == []


def test_no_such_port(opened: Opened, tmp_path: Path) -> None:
    with pytest.raises(NoDevice, match="does not exist"):
        opened("serial", tmp_path / "none")


def test_a_one_way_device_prints_and_is_never_asked(
    opened: Opened, paper: SimulatedPrinter, tmp_path: Path
) -> None:
    paper.set_paper("near_end")
    printer = opened("file", tmp_path / "lp0", two_way=False)
    status = printer.check()
    assert (status.health, status.supply("paper")) == (Health.ONLINE, Supply.UNKNOWN)
    assert printer.print("a", RECEIPT) == Printed(confirmed=False)


@pytest.mark.parametrize(
    ("make", "fault", "told"),
    [
        (Path.touch, WrongSettings, "no device"),
        (Path.mkdir, WrongSettings, "folder"),
        (lambda path: None, NoDevice, "No such file"),
        (lambda path: path.symlink_to("/dev/full"), None, ""),
    ],
    ids=["file", "folder", "nothing", "full"],
)
def test_what_is_no_printer(
    opened: Opened,
    tmp_path: Path,
    make: Callable[[Path], None],
    fault: type[DeviceFault] | None,
    told: str,
) -> None:
    path = tmp_path / "lp9"
    make(path)
    if fault is None:
        printer = opened("file", path, two_way=False)
        assert printer.print("a", RECEIPT) == NotPrinted(Hindrance.OFFLINE, begun=True)
        return
    with pytest.raises(fault, match=told):
        opened("file", path)


def test_an_error_in_a_profile_names_file_line_and_key(opened: Opened, tmp_path: Path) -> None:
    shipped = Path("config/devices/receipt_printer/generic-80mm.toml").read_text("utf-8")
    folder = tmp_path / "receipt_printer"
    folder.mkdir()
    (folder / "mine.toml").write_text(shipped.replace("dots = 576", "dots = 100"), "utf-8")
    with pytest.raises(BadModelError, match=r"mine\.toml.*4.*dots must be"):
        opened("serial", "/dev/null", profile="mine", models_dir=str(tmp_path))


def test_settings_are_named_alike() -> None:
    shared = {"job_log", "profile", "models_dir", "answer_timeout", "finish_timeout"}
    for driver in (EscposSerialPrinter, EscposFilePrinter):
        assert shared < set(driver.Settings.__dataclass_fields__)
