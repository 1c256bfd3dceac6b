"""The testers' control panel: what a hand does to the hardware, over HTTP and on one page."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

from fastapi import FastAPI, HTTPException, Response
from fastapi.responses import FileResponse

from simulators.device import DeviceSimulator
from simulators.document_camera import DocumentCamera
from simulators.escl_scanner import EsclScanner
from simulators.face_camera import FaceCamera
from simulators.faults import UnknownFaultError
from simulators.fonts import font_path
from simulators.id_card_reader import IdCardReader
from simulators.io_board import IoBoard
from simulators.page_printer.panel import add_page_printer
from simulators.page_printer.printer import PagePrinter
from simulators.panel_wishes import (
    CardToPlace,
    CodeToShow,
    FaultToArm,
    FaultToClear,
    KeyToPress,
    PaperToSet,
    PieceView,
    SceneToShow,
    SensorToSet,
    SheetsToLoad,
    SheetToLay,
    SmartCardToPlace,
)
from simulators.paper_piece import Piece
from simulators.people import PEOPLE
from simulators.rating_pad import RatingPad
from simulators.receipt_printer import ReceiptPrinter
from simulators.scan_engine import ScanEngine
from simulators.smart_card_reader import SmartCardReader

T = TypeVar("T")

PAGE: Final = Path(__file__).with_name("panel.html")


@dataclass(frozen=True)
class Devices:
    """The hardware on the tester's table."""

    id_card: IdCardReader
    receipt_printer: ReceiptPrinter
    page_printer: PagePrinter
    camera: DocumentCamera
    face_camera: FaceCamera
    rating_pad: RatingPad
    code_reader: ScanEngine
    scanner: EsclScanner
    smart_card: SmartCardReader
    io_board: IoBoard

    def all(self) -> tuple[DeviceSimulator, ...]:
        return (
            self.id_card,
            self.receipt_printer,
            self.page_printer,
            self.camera,
            self.face_camera,
            self.rating_pad,
            self.code_reader,
            self.scanner,
            self.smart_card,
            self.io_board,
        )

    def named(self, name: str) -> DeviceSimulator:
        """Raises HTTPException 404 for a device that is not there."""
        for device in self.all():
            if device.name == name:
                return device
        raise HTTPException(404, f"no device {name!r}")


def create_app(devices: Devices) -> FastAPI:
    """The panel's API and page."""
    app = FastAPI(title="Hardware simulators · 设备模拟台", version="1")
    app.get("/", include_in_schema=False)(lambda: FileResponse(PAGE, media_type="text/html"))
    app.get("/font.otf", include_in_schema=False)(lambda: FileResponse(font_path()))
    app.get("/state")(lambda: _state(devices))
    _add_id_card(app, devices.id_card)
    _add_printer(app, devices.receipt_printer)
    add_page_printer(app, devices.page_printer)
    _add_camera(app, devices.camera)
    _add_face_camera(app, devices.face_camera)
    _add_rating_pad(app, devices.rating_pad)
    _add_io_board(app, devices.io_board)
    _add_code_reader(app, devices.code_reader)
    _add_scanner(app, devices.scanner)
    _add_smart_card(app, devices.smart_card)
    _add_hands(app, devices)
    _add_faults(app, devices)
    return app


def _state(devices: Devices) -> dict[str, Any]:
    people = {person.key: person.label for person in PEOPLE.values()}
    return {**{d.name: d.state() for d in devices.all()}, "people": people}


def _add_id_card(app: FastAPI, reader: IdCardReader) -> None:
    @app.post("/id_card/place")
    def place(card: CardToPlace) -> dict[str, Any]:
        _or_404(lambda: reader.place(card.person))
        return reader.state()

    @app.post("/id_card/remove")
    def remove() -> dict[str, Any]:
        reader.remove()
        return reader.state()

    @app.post("/id_card/replug")
    def replug() -> dict[str, Any]:
        reader.replug()
        return reader.state()


def _add_printer(app: FastAPI, printer: ReceiptPrinter) -> None:
    @app.post("/receipt_printer/paper")
    def paper(wish: PaperToSet) -> dict[str, Any]:
        _or_404(lambda: printer.set_paper(wish.state))
        return printer.state()

    @app.post("/receipt_printer/take")
    def take() -> dict[str, list[int]]:
        return {"taken": printer.take()}

    @app.post("/receipt_printer/tear")
    def tear() -> dict[str, list[int]]:
        return {"torn": printer.tear_off()}

    @app.get("/receipt_printer/pieces")
    def pieces() -> list[PieceView]:
        return [_view(piece) for piece in printer.pieces()]

    @app.get("/receipt_printer/pieces/{number}.png", response_class=Response)
    def png(number: int) -> Response:
        return Response(_or_404(lambda: printer.png(number)), media_type="image/png")

    @app.get("/receipt_printer/pieces/{number}.bin", response_class=Response)
    def raw(number: int) -> Response:
        piece = _or_404(lambda: printer.piece(number))
        return Response(bytes(piece.raw), media_type="application/octet-stream")


def _view(piece: Piece) -> PieceView:
    return PieceView(
        number=piece.number,
        text=piece.text(),
        raw_base64=base64.b64encode(piece.raw).decode(),
        cut=piece.cut,
        taken=piece.taken,
        height_mm=piece.height / 8,
        unknown_commands=piece.unknown,
        missing_characters=piece.missing,
    )


def _add_camera(app: FastAPI, camera: DocumentCamera) -> None:
    @app.post("/camera/scene")
    def scene(wish: SceneToShow) -> dict[str, Any]:
        _or_404(lambda: camera.set_scene(wish.name))
        return camera.state()

    @app.post("/camera/code")
    def code(wish: CodeToShow) -> dict[str, Any]:
        _or_404(lambda: camera.show_code(wish.text, wish.symbology))
        return camera.state()

    @app.get("/camera/corners")
    def corners() -> list[list[float]] | None:
        return camera.corners()

    @app.get("/camera/snapshot.jpg", response_class=Response)
    def snapshot() -> Response:
        return Response(camera.snapshot(), media_type="image/jpeg")


def _add_face_camera(app: FastAPI, camera: FaceCamera) -> None:
    @app.post("/face_camera/scene")
    def people(wish: SceneToShow) -> dict[str, Any]:
        _or_404(lambda: camera.set_scene(wish.name))
        return camera.state()

    @app.get("/face_camera/snapshot.jpg", response_class=Response)
    def face() -> Response:
        return Response(camera.snapshot(), media_type="image/jpeg")


def _add_rating_pad(app: FastAPI, pad: RatingPad) -> None:
    @app.post("/rating_pad/press")
    def press(key: KeyToPress) -> dict[str, bool]:
        """`sent` is false when the pad is dark: its keys do nothing then."""
        return {"sent": pad.press(key.stars)}

    @app.post("/rating_pad/replug")
    def replug() -> dict[str, Any]:
        pad.replug()
        return pad.state()


def _add_code_reader(app: FastAPI, engine: ScanEngine) -> None:
    @app.post("/code_reader/show")
    def show(code: CodeToShow) -> dict[str, Any]:
        _or_404(lambda: engine.show(code.text, code.symbology))
        return engine.state()

    @app.post("/code_reader/hide")
    def hide() -> dict[str, Any]:
        engine.hide()
        return engine.state()

    @app.post("/code_reader/replug")
    def replug_engine() -> dict[str, Any]:
        engine.replug()
        return engine.state()


def _add_scanner(app: FastAPI, scanner: EsclScanner) -> None:
    @app.post("/scanner/load")
    def load(wish: SheetsToLoad) -> dict[str, Any]:
        scanner.load(wish.sheets)
        return scanner.state()

    @app.post("/scanner/lay")
    def lay(wish: SheetToLay) -> dict[str, Any]:
        scanner.lay(wish.there)
        return scanner.state()


def _add_smart_card(app: FastAPI, reader: SmartCardReader) -> None:
    @app.post("/smart_card/place")
    def place(wish: SmartCardToPlace) -> dict[str, Any]:
        _or_404(lambda: reader.place(wish.card))
        return reader.state()

    @app.post("/smart_card/remove")
    def remove() -> dict[str, Any]:
        reader.remove()
        return reader.state()

    @app.post("/smart_card/restart")
    def restart() -> dict[str, Any]:
        """Restart pcscd; a card that is in stays in."""
        reader.restart()
        return reader.state()


def _add_io_board(app: FastAPI, board: IoBoard) -> None:
    @app.post("/io_board/sense")
    def sense(wish: SensorToSet) -> dict[str, Any]:
        _or_404(lambda: board.sense(wish.sensor, wish.yes))
        return board.state()

    @app.post("/io_board/restart")
    def restart() -> dict[str, Any]:
        board.restart()
        return board.state()

    @app.post("/io_board/replug")
    def replug() -> dict[str, Any]:
        board.replug()
        return board.state()


def _add_hands(app: FastAPI, devices: Devices) -> None:
    @app.post("/{device}/hands/{hand}")
    def use(device: str, hand: str, arguments: dict[str, Any]) -> dict[str, object]:
        """What a contract suite has done to the device; see docs/drivers.md."""
        hands = devices.named(device).hands()
        return {"result": _or_404(lambda: hands[hand])(**arguments)}


def _add_faults(app: FastAPI, devices: Devices) -> None:
    @app.post("/{device}/fault")
    def fault(device: str, wish: FaultToArm) -> dict[str, Any]:
        target = devices.named(device)
        _or_404(lambda: target.fault(wish.kind, wish.times, wish.value))
        return target.state()

    @app.post("/{device}/clear")
    def clear(device: str, wish: FaultToClear | None = None) -> dict[str, Any]:
        target = devices.named(device)
        target.clear(wish.kind if wish else None)
        return target.state()


def _or_404(act: Callable[[], T]) -> T:
    try:
        return act()
    except (KeyError, UnknownFaultError, ValueError) as error:
        raise HTTPException(404, f"there is no such thing: {error}") from error
