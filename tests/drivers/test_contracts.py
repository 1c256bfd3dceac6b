"""Our drivers keep their contracts, against the simulators: the suites of `kiosk device certify`.

Every check of a family's suite is a test of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import TypeVar, cast

import pytest

from drivers.camera.certify import CameraHands, CameraSuite
from drivers.camera.contract import Camera
from drivers.camera.opencv_camera import OpencvCamera
from drivers.certify import CannotTryError, Check, Hands, bench
from drivers.certify_hands import by_panel
from drivers.code_reader.camera_codes import CameraCodeReader
from drivers.code_reader.certify import CodeHands, CodeReaderSuite
from drivers.code_reader.contract import CodeReader
from drivers.code_reader.engine_serial import SerialScanEngine
from drivers.id_card.certify import IdCardHands, IdCardSuite
from drivers.id_card.contract import IdCardReader
from drivers.id_card.sdt_serial import SdtSerialReader
from drivers.io_board.board_serial import SerialIoBoard
from drivers.io_board.certify import BoardHands, IoBoardSuite
from drivers.io_board.contract import IoBoard
from drivers.page_printer.certify import PagePrinterHands, PagePrinterSuite
from drivers.page_printer.contract import PagePrinter
from drivers.page_printer.cups_printer import CupsPrinter
from drivers.rating_pad.certify import PadHands, RatingPadSuite
from drivers.rating_pad.contract import RatingPad
from drivers.rating_pad.pad_serial import SerialRatingPad
from drivers.receipt_printer.certify import PrinterHands, ReceiptPrinterSuite
from drivers.receipt_printer.contract import ReceiptPrinter
from drivers.scanner.certify import ScannerHands, ScannerSuite
from drivers.scanner.contract import Scanner
from drivers.scanner.sane_scanner import SaneScanner
from drivers.smart_card.certify import SmartCardHands, SmartCardSuite
from drivers.smart_card.contract import SmartCardReader
from drivers.smart_card.pcsc_card import PcscCardReader
from simulators.device import DeviceSimulator
from simulators.io_board import IoBoard as IoBoardSimulator
from simulators.launch import Running
from simulators.rating_pad import RatingPad as RatingPadSimulator
from simulators.scan_engine import ScanEngine
from tests.drivers.escpos_wires import WIRES, printer_on, usb_bus

H = TypeVar("H", bound=Hands)

NOT_FITTED = {
    "sixteen-out": set(),
    "relay-eight": {"headphones", "the_emergency_button"},
}
"""Checks of I/O boards that need what the model has not."""


def hands_at(simulators: Running, hands: type[H], device: str) -> H:
    """The panel's hands at one of its devices."""
    return by_panel(hands, f"{simulators.addresses.panel_url}/{device}")


@contextmanager
def running(far: DeviceSimulator, hands: type[H]) -> Iterator[H]:
    """A simulator in this process, and its hands."""
    far.start()
    try:
        yield cast("H", SimpleNamespace(**far.hands()))
    finally:
        far.stop()


@pytest.mark.parametrize("check", IdCardSuite().checks(), ids=str)
def test_sdt_serial(check: Check[IdCardReader, IdCardHands], simulators: Running) -> None:
    settings = SdtSerialReader.Settings(simulators.addresses.id_card)
    hands = hands_at(simulators, IdCardHands, "id_card")
    with bench(lambda emit: SdtSerialReader(settings, emit), hands) as made:
        check.run(made)


@pytest.mark.parametrize("wire", WIRES)
@pytest.mark.parametrize("check", ReceiptPrinterSuite().checks(), ids=str)
def test_escpos(
    check: Check[ReceiptPrinter, PrinterHands],
    wire: str,
    simulators: Running,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at = simulators.addresses
    bus = usb_bus(at.printer_port)
    monkeypatch.setattr("usb.backend.libusb1.get_backend", lambda: bus)
    where = {"serial": at.printer_serial, "file": at.printer_device}.get(wire, at.printer_port)
    jobs = str(tmp_path / "jobs")
    hands = hands_at(simulators, PrinterHands, "receipt_printer")
    with bench(lambda emit: printer_on(wire, where, emit, job_log=jobs), hands) as made:
        check.run(made)


@pytest.mark.parametrize("camera", ["camera", "face_camera"])
@pytest.mark.parametrize("check", CameraSuite().checks(), ids=str)
def test_opencv_camera(check: Check[Camera, CameraHands], camera: str, simulators: Running) -> None:
    where = getattr(simulators.addresses, f"{camera}_url")
    settings = OpencvCamera.Settings(source=where, read_timeout=1.0)
    hands = hands_at(simulators, CameraHands, camera)
    with bench(lambda emit: OpencvCamera(settings, emit), hands) as made:
        check.run(made)


@pytest.mark.parametrize("check", CodeReaderSuite().checks(), ids=str)
def test_camera_codes(check: Check[CodeReader, CodeHands], simulators: Running) -> None:
    settings = CameraCodeReader.Settings(source=simulators.addresses.camera_url, read_timeout=1.0)
    hands = hands_at(simulators, CodeHands, "camera")
    with bench(lambda emit: CameraCodeReader(settings, emit), hands) as made:
        check.run(made)


@pytest.mark.parametrize("check", CodeReaderSuite().checks(), ids=str)
def test_engine_serial_always_on(check: Check[CodeReader, CodeHands], tmp_path: Path) -> None:
    far = ScanEngine(tmp_path / "engine", model="always-on")
    settings = SerialScanEngine.Settings(str(tmp_path / "engine"), "always-on")
    with (
        running(far, CodeHands) as hands,
        bench(lambda emit: SerialScanEngine(settings, emit), hands) as made,
    ):
        check.run(made)


@pytest.mark.parametrize("check", RatingPadSuite().checks(), ids=str)
def test_pad_serial(check: Check[RatingPad, PadHands], simulators: Running) -> None:
    settings = SerialRatingPad.Settings(simulators.addresses.rating_pad)
    hands = hands_at(simulators, PadHands, "rating_pad")
    with bench(lambda emit: SerialRatingPad(settings, emit), hands) as made:
        check.run(made)


@pytest.mark.parametrize("check", RatingPadSuite().checks(), ids=str)
def test_pad_serial_of_another_model(check: Check[RatingPad, PadHands], tmp_path: Path) -> None:
    far = RatingPadSimulator(tmp_path / "pad", model="ascending")
    settings = SerialRatingPad.Settings(str(tmp_path / "pad"), "ascending")
    with (
        running(far, PadHands) as hands,
        bench(lambda emit: SerialRatingPad(settings, emit), hands) as made,
    ):
        check.run(made)


@pytest.mark.parametrize("check", IoBoardSuite().checks(), ids=str)
@pytest.mark.parametrize("model", ["sixteen-out", "relay-eight"])
def test_board_serial(check: Check[IoBoard, BoardHands], model: str, tmp_path: Path) -> None:
    far = IoBoardSimulator(tmp_path / "board", model=model)
    settings = SerialIoBoard.Settings(str(tmp_path / "board"), model)
    with (
        running(far, BoardHands) as hands,
        bench(lambda emit: SerialIoBoard(settings, emit), hands) as made,
    ):
        if check.name in NOT_FITTED[model]:
            with pytest.raises(CannotTryError):
                check.run(made)
        else:
            check.run(made)


@pytest.mark.parametrize("check", CodeReaderSuite().checks(), ids=str)
def test_engine_serial(check: Check[CodeReader, CodeHands], simulators: Running) -> None:
    settings = SerialScanEngine.Settings(simulators.addresses.code_reader)
    hands = hands_at(simulators, CodeHands, "code_reader")
    with bench(lambda emit: SerialScanEngine(settings, emit), hands) as made:
        check.run(made)


@pytest.mark.parametrize("check", ScannerSuite().checks(), ids=str)
def test_sane_scanner(check: Check[Scanner, ScannerHands], simulators: Running) -> None:
    settings = SaneScanner.Settings(simulators.addresses.scanner_url)
    hands = hands_at(simulators, ScannerHands, "scanner")
    with bench(lambda emit: SaneScanner(settings, emit), hands) as made:
        check.run(made)


@pytest.mark.parametrize("check", SmartCardSuite().checks(), ids=str)
def test_pcsc_card(check: Check[SmartCardReader, SmartCardHands], simulators: Running) -> None:
    settings = PcscCardReader.Settings("00 00", simulators.addresses.smart_card)
    hands = hands_at(simulators, SmartCardHands, "smart_card")
    with bench(lambda emit: PcscCardReader(settings, emit), hands) as made:
        check.run(made)


@pytest.mark.parametrize("check", PagePrinterSuite().checks(), ids=str)
def test_cups_printer(
    check: Check[PagePrinter, PagePrinterHands], simulators: Running, tmp_path: Path
) -> None:
    where = simulators.addresses
    settings = CupsPrinter.Settings(
        queue=where.page_printer_queue,
        server=where.page_printer_server,
        job_log=str(tmp_path / "jobs"),
        look_every=0.05,
    )
    hands = hands_at(simulators, PagePrinterHands, "page_printer")
    with bench(lambda emit: CupsPrinter(settings, emit), hands) as made:
        check.run(made)
