"""All device simulators in one process, each in threads of its own."""

from __future__ import annotations

import logging
import os
import signal
import threading
from dataclasses import dataclass
from pathlib import Path

from simulators.addresses import FILE_NAME, Addresses
from simulators.device import DeviceSimulator
from simulators.document_camera import DocumentCamera
from simulators.escl_scanner import EsclScanner
from simulators.face_camera import FaceCamera
from simulators.id_card_reader import IdCardReader
from simulators.io_board import IoBoard
from simulators.page_printer.printer import PagePrinter
from simulators.panel import Devices
from simulators.panel_server import PanelServer
from simulators.rating_pad import RatingPad
from simulators.receipt_printer import ReceiptPrinter
from simulators.scan_engine import ScanEngine
from simulators.smart_card_reader import SmartCardReader

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class SimulatorSettings:
    """What to simulate and where. Port 0 takes a free one, told in RUN/simulators.json."""

    run_dir: Path
    host: str = "127.0.0.1"
    printer_port: int = 9100
    camera_port: int = 8081
    scanner_port: int = 8082
    face_camera_port: int = 8083
    panel_port: int = 8090
    seconds_a_page: float = 0.3  # a real page printer takes 1.5 to 3
    mm_per_second: float = 1500.0  # a real printer does 150 to 300
    paced: bool = True  # serial lines as slow as real ones
    refind: bool = False  # the card reader finds a card again that was already selected
    pad_model: str = "default"
    engine_model: str = "triggered"
    board_model: str = "sixteen-out"
    camera_size: tuple[int, int] = (1280, 720)


def run(settings: SimulatorSettings) -> None:
    """Simulate until SIGTERM or SIGINT. Call it on the main thread.

    Raises OSError when a port is taken.
    """
    leave = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: leave.set())
    settings.run_dir.mkdir(parents=True, exist_ok=True)
    devices = _build(settings)
    panel = PanelServer(devices, settings.host, settings.panel_port)
    started: list[DeviceSimulator] = []
    try:
        for device in devices.all():
            device.start()
            started.append(device)
        panel.start()
        _addresses(settings, devices, panel).write(settings.run_dir)
        log.info("ready: panel at %s", panel.url)
        leave.wait()
    finally:
        (settings.run_dir / FILE_NAME).unlink(missing_ok=True)
        panel.stop()
        for device in started:
            device.stop()


def _build(settings: SimulatorSettings) -> Devices:
    where, host, paced = settings.run_dir, settings.host, settings.paced
    return Devices(
        id_card=IdCardReader(where / "id_card", paced=paced, refind=settings.refind),
        receipt_printer=ReceiptPrinter(
            host,
            settings.printer_port,
            serial=where / "receipt_printer",
            device=where / "receipt_printer_lp",
            mm_per_second=settings.mm_per_second,
            paced=paced,
        ),
        page_printer=PagePrinter(seconds_a_page=settings.seconds_a_page),
        camera=DocumentCamera(host, settings.camera_port, size=settings.camera_size),
        face_camera=FaceCamera(host, settings.face_camera_port, size=settings.camera_size),
        rating_pad=RatingPad(where / "rating_pad", model=settings.pad_model, paced=paced),
        code_reader=ScanEngine(where / "code_reader", model=settings.engine_model, paced=paced),
        scanner=EsclScanner(host, settings.scanner_port),
        smart_card=SmartCardReader(where / "pcscd"),
        io_board=IoBoard(where / "io_board", model=settings.board_model, paced=paced),
    )


def _addresses(settings: SimulatorSettings, devices: Devices, panel: PanelServer) -> Addresses:
    return Addresses(
        pid=os.getpid(),
        id_card=str(settings.run_dir / "id_card"),
        rating_pad=str(settings.run_dir / "rating_pad"),
        code_reader=str(settings.run_dir / "code_reader"),
        smart_card=devices.smart_card.socket_path,
        io_board=str(settings.run_dir / "io_board"),
        printer_host=settings.host,
        printer_port=devices.receipt_printer.port,
        printer_serial=str(settings.run_dir / "receipt_printer"),
        printer_device=str(settings.run_dir / "receipt_printer_lp"),
        page_printer_server=str(devices.page_printer.socket),
        page_printer_queue=devices.page_printer.queue,
        camera_port=devices.camera.port,
        camera_url=devices.camera.url,
        scanner_port=devices.scanner.port,
        scanner_url=devices.scanner.url,
        face_camera_port=devices.face_camera.port,
        face_camera_url=devices.face_camera.url,
        panel_port=panel.port,
        panel_url=panel.url,
    )
