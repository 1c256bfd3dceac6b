"""Our drivers keep their contracts, against the simulators: the suites of `kiosk device certify`.

Every check of a family's suite is a test of its own.
"""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest

from drivers.camera.certify import CameraHands, CameraSuite
from drivers.camera.contract import Camera
from drivers.camera.opencv_camera import OpencvCamera
from drivers.certify import Check, Hands, bench
from drivers.certify_hands import by_panel
from drivers.code_reader.certify import CodeHands, CodeReaderSuite
from drivers.code_reader.contract import CodeReader
from drivers.code_reader.engine_serial import SerialScanEngine
from drivers.id_card.certify import IdCardHands, IdCardSuite
from drivers.id_card.contract import IdCardReader
from drivers.id_card.sdt_serial import SdtSerialReader
from drivers.rating_pad.certify import PadHands, RatingPadSuite
from drivers.rating_pad.contract import RatingPad
from drivers.rating_pad.pad_serial import SerialRatingPad
from drivers.receipt_printer.certify import PrinterHands, ReceiptPrinterSuite
from drivers.receipt_printer.contract import ReceiptPrinter
from drivers.receipt_printer.escpos_tcp import EscposTcpPrinter
from drivers.scanner.certify import ScannerHands, ScannerSuite
from drivers.scanner.contract import Scanner
from drivers.scanner.sane_scanner import SaneScanner
from drivers.smart_card.certify import SmartCardHands, SmartCardSuite
from drivers.smart_card.contract import SmartCardReader
from drivers.smart_card.pcsc_card import PcscCardReader
from simulators.launch import Running

H = TypeVar("H", bound=Hands)


def hands_at(simulators: Running, hands: type[H], device: str) -> H:
    """The panel's hands at one of its devices."""
    return by_panel(hands, f"{simulators.addresses.panel_url}/{device}")


@pytest.mark.parametrize("check", IdCardSuite().checks(), ids=str)
def test_sdt_serial(check: Check[IdCardReader, IdCardHands], simulators: Running) -> None:
    settings = SdtSerialReader.Settings(simulators.addresses.id_card)
    hands = hands_at(simulators, IdCardHands, "id_card")
    with bench(lambda emit: SdtSerialReader(settings, emit), hands) as made:
        check.run(made)


@pytest.mark.parametrize("check", ReceiptPrinterSuite().checks(), ids=str)
def test_escpos_tcp(
    check: Check[ReceiptPrinter, PrinterHands], simulators: Running, tmp_path: Path
) -> None:
    where = simulators.addresses
    settings = EscposTcpPrinter.Settings(
        host=where.printer_host, port=where.printer_port, job_log=str(tmp_path / "jobs")
    )
    hands = hands_at(simulators, PrinterHands, "receipt_printer")
    with bench(lambda emit: EscposTcpPrinter(settings, emit), hands) as made:
        check.run(made)


@pytest.mark.parametrize("check", CameraSuite().checks(), ids=str)
def test_opencv_camera(check: Check[Camera, CameraHands], simulators: Running) -> None:
    settings = OpencvCamera.Settings(source=simulators.addresses.camera_url, read_timeout=1.0)
    hands = hands_at(simulators, CameraHands, "camera")
    with bench(lambda emit: OpencvCamera(settings, emit), hands) as made:
        check.run(made)


@pytest.mark.parametrize("check", RatingPadSuite().checks(), ids=str)
def test_pad_serial(check: Check[RatingPad, PadHands], simulators: Running) -> None:
    settings = SerialRatingPad.Settings(simulators.addresses.rating_pad)
    hands = hands_at(simulators, PadHands, "rating_pad")
    with bench(lambda emit: SerialRatingPad(settings, emit), hands) as made:
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
