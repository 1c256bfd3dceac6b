"""Our drivers keep their contracts, against the simulators."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from drivers.camera.contract import Camera
from drivers.camera.opencv_camera import OpencvCamera
from drivers.id_card.contract import IdCardReader
from drivers.id_card.sdt_serial import SdtSerialReader
from drivers.rating_pad.contract import RatingPad
from drivers.rating_pad.pad_serial import SerialRatingPad
from drivers.receipt_printer.contract import ReceiptPrinter
from drivers.receipt_printer.escpos_tcp import EscposTcpPrinter
from simulators.launch import Running
from simulators.remote import Panel
from tests.drivers.bench import Recorder
from tests.drivers.contract_camera import CameraContract
from tests.drivers.contract_id_card import IdCardReaderContract
from tests.drivers.contract_rating_pad import RatingPadContract
from tests.drivers.contract_receipt_printer import ReceiptPrinterContract


@dataclass
class SimulatedReader:
    reader: IdCardReader
    panel: Panel
    events: Recorder = field(default_factory=Recorder)

    def place(self) -> None:
        self.panel.place_card("zhang")

    def remove(self) -> None:
        self.panel.remove_card()

    def unplug(self) -> None:
        self.panel.fault("id_card", "unplug")

    def plug(self) -> None:
        self.panel.clear("id_card")


class TestSdtSerialReader(IdCardReaderContract):
    @pytest.fixture
    def bench(self, simulators: Running) -> Iterator[SimulatedReader]:
        events = Recorder()
        settings = SdtSerialReader.Settings(simulators.addresses.id_card)
        reader = SdtSerialReader(settings, events)
        reader.open()
        yield SimulatedReader(reader, simulators.panel, events)
        reader.close()


@dataclass
class SimulatedPrinter:
    printer: ReceiptPrinter
    panel: Panel
    events: Recorder

    def take_pieces(self) -> list[str]:
        taken = self.panel.take_paper()
        return [piece.text for piece in self.panel.pieces() if piece.number in taken]

    def paper_out(self) -> None:
        self.panel.set_paper("out")

    def paper_in(self) -> None:
        self.panel.clear("receipt_printer")
        self.panel.set_paper("ok")

    def paper_ends_soon(self) -> None:
        self.panel.fault("receipt_printer", "out_after_lines", value=3)


class TestEscposTcpPrinter(ReceiptPrinterContract):
    @pytest.fixture
    def bench(self, simulators: Running, tmp_path: Path) -> Iterator[SimulatedPrinter]:
        events = Recorder()
        settings = EscposTcpPrinter.Settings(
            host=simulators.addresses.printer_host,
            port=simulators.addresses.printer_port,
            job_log=str(tmp_path / "jobs"),
        )
        printer = EscposTcpPrinter(settings, events)
        printer.open()
        yield SimulatedPrinter(printer, simulators.panel, events)
        printer.close()


@dataclass
class SimulatedCamera:
    camera: Camera
    panel: Panel

    def show(self, bright: bool) -> None:
        self.panel.show_scene("page" if bright else "empty")

    def freeze(self) -> None:
        self.panel.fault("camera", "freeze", times=None)

    def unplug(self) -> None:
        self.panel.fault("camera", "unplug", times=None)

    def mend(self) -> None:
        self.panel.clear("camera")


class TestOpencvCamera(CameraContract):
    @pytest.fixture
    def bench(self, simulators: Running) -> Iterator[SimulatedCamera]:
        settings = OpencvCamera.Settings(source=simulators.addresses.camera_url, read_timeout=1.0)
        camera = OpencvCamera(settings, print)
        camera.open()
        yield SimulatedCamera(camera, simulators.panel)
        camera.close()


@dataclass
class SimulatedPad:
    pad: RatingPad
    panel: Panel

    def press(self, stars: int) -> bool:
        return self.panel.press_stars(stars)


class TestSerialRatingPad(RatingPadContract):
    @pytest.fixture
    def bench(self, simulators: Running) -> Iterator[SimulatedPad]:
        pad = SerialRatingPad(SerialRatingPad.Settings(simulators.addresses.rating_pad), print)
        pad.open()
        yield SimulatedPad(pad, simulators.panel)
        pad.close()
