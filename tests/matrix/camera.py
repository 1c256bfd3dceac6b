"""The cameras' rows."""

from __future__ import annotations

import asyncio
from typing import Final

from drivers.camera.contract import Camera, Frame
from kiosk.devices.hub import Hub
from simulators.remote import DeviceName
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


def _family(name: str, at: DeviceName, step: str | None) -> Family:
    async def command(hub: Hub, scene: Scene) -> object:
        loop = asyncio.get_running_loop()
        end = loop.time() + FRAMES_FOR
        frame: object = None
        while loop.time() < end:
            frame = await scene.device.call(Camera.preview, 800, deadline=8)
            if not isinstance(frame, Frame):
                break
        return frame

    async def works(hub: Hub, scene: Scene) -> str:
        frame = await scene.device.call(Camera.capture, deadline=10)
        return "" if isinstance(frame, Frame) else f"no picture afterwards: {frame}"

    return Family(
        name=name,
        at_panel=at,
        command=command,
        works=works,
        step=step,
        causes={
            **PROCESS,
            Fault.ABSENT: at_panel(at, "unplug"),
            Fault.WRONG_DEVICE: NotApplicable(
                "what hangs there shows in the first picture: a resting camera's light stays out"
            ),
            Fault.GARBAGE: at_panel(at, "garbage", times=5, harmless=True),
            Fault.UNPLUGGED_IDLE: at_panel(at, "unplug"),
            Fault.RENUMBERED: NO_PORT,
            Fault.DAEMON: NO_DAEMON,
            Fault.SILENT: NotApplicable("a resting camera is not asked for pictures"),
            Fault.UNPLUGGED_BUSY: at_panel(at, "unplug"),
            Fault.SLOW: at_panel(at, "slow", value=0.8, harmless=True),
            Fault.PAPER_OUT: NO_PAPER,
            Fault.CARD_PULLED: NO_CARD,
        },
    )


DOCUMENT_CAMERA: Final = _family("document_camera", "camera", step="CapturePage")
FACE_CAMERA: Final = _family("face_camera", "face_camera", step=None)
