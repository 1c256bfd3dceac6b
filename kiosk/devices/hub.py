"""The hub: every device of the terminal, by its role."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

from drivers.camera.contract import Camera
from drivers.code_reader.contract import CodeReader
from drivers.driver import Status
from drivers.id_card.contract import IdCardReader
from drivers.io_board.contract import IoBoard
from drivers.page_printer.contract import PagePrinter
from drivers.rating_pad.contract import RatingPad
from drivers.receipt_printer.contract import ReceiptPrinter
from drivers.scanner.contract import Scanner
from drivers.smart_card.contract import SmartCardReader
from kiosk.devices.device import Device
from kiosk.devices.messages import Setup

StatusListener = Callable[[str, Status], None]


class Hub:
    """All devices; started and stopped together.

    Args:
        setups: name in the profile → driver and settings; a name left out is a device that
            this terminal does not have.
    """

    def __init__(self, setups: Mapping[str, Setup]) -> None:
        self._listeners: list[StatusListener] = []
        changed = self._changed
        self.id_card = Device[IdCardReader]("id_card", setups.get("id_card"), changed)
        self.receipt_printer = Device[ReceiptPrinter](
            "receipt_printer", setups.get("receipt_printer"), self._changed
        )
        self.page_printer = Device[PagePrinter]("page_printer", setups.get("page_printer"), changed)
        self.document_camera = Device[Camera](
            "document_camera", setups.get("document_camera"), self._changed
        )
        self.face_camera = Device[Camera]("face_camera", setups.get("face_camera"), changed)
        self.rating_pad = Device[RatingPad]("rating_pad", setups.get("rating_pad"), changed)
        self.code_reader = Device[CodeReader]("code_reader", setups.get("code_reader"), changed)
        self.scanner = Device[Scanner]("scanner", setups.get("scanner"), changed)
        self.smart_card = Device[SmartCardReader]("smart_card", setups.get("smart_card"), changed)
        self.io_board = Device[IoBoard]("io_board", setups.get("io_board"), changed)

    @property
    def devices(self) -> tuple[Device[Any], ...]:
        """Every device, configured or not."""
        return (
            self.id_card,
            self.receipt_printer,
            self.page_printer,
            self.document_camera,
            self.face_camera,
            self.rating_pad,
            self.code_reader,
            self.scanner,
            self.smart_card,
            self.io_board,
        )

    def on_change(self, listener: StatusListener) -> None:
        """Call `listener` in the loop whenever a device's status changes."""
        self._listeners.append(listener)

    def start(self) -> None:
        """Start every device; returns at once."""
        for device in self.devices:
            device.start()

    async def stop(self) -> None:
        """Stop every device; all handles are free when this returns."""
        await asyncio.gather(*(device.stop() for device in self.devices))

    def _changed(self, name: str, status: Status) -> None:
        for listener in self._listeners:
            listener(name, status)
