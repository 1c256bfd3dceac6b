"""The document camera's rows."""

from __future__ import annotations

import asyncio
from typing import Final

from drivers.camera.contract import Camera, Frame
from kiosk.devices.hub import Hub
from tests.matrix.bench import (
    NO_CARD,
    NO_DAEMON,
    NO_PAPER,
    NO_PORT,
    PROCESS,
    Family,
    NotApplicable,
    Scene,
    at_panel,
)
from tests.matrix.faults import Fault

FRAMES_FOR: Final = 3.0
"""Seconds of live pictures."""


async def _command(hub: Hub, scene: Scene) -> object:
    loop = asyncio.get_running_loop()
    end = loop.time() + FRAMES_FOR
    frame: object = None
    while loop.time() < end:
        frame = await hub.document_camera.call(Camera.preview, 800, deadline=8)
        if not isinstance(frame, Frame):
            break
    return frame


async def _works(hub: Hub, scene: Scene) -> str:
    frame = await hub.document_camera.call(Camera.capture, deadline=10)
    return "" if isinstance(frame, Frame) else f"no picture afterwards: {frame}"


CAMERA: Final = Family(
    name="document_camera",
    at_panel="camera",
    command=_command,
    works=_works,
    step="CapturePage",
    causes={
        **PROCESS,
        Fault.ABSENT: at_panel("camera", "unplug"),
        Fault.WRONG_DEVICE: NotApplicable(
            "what hangs there shows in the first picture: a resting camera's light stays out"
        ),
        Fault.GARBAGE: at_panel("camera", "garbage", times=5, harmless=True),
        Fault.UNPLUGGED_IDLE: at_panel("camera", "unplug"),
        Fault.RENUMBERED: NO_PORT,
        Fault.DAEMON: NO_DAEMON,
        Fault.SILENT: NotApplicable("a resting camera is not asked for pictures"),
        Fault.UNPLUGGED_BUSY: at_panel("camera", "unplug"),
        Fault.SLOW: at_panel("camera", "slow", value=0.8, harmless=True),
        Fault.PAPER_OUT: NO_PAPER,
        Fault.CARD_PULLED: NO_CARD,
    },
)
