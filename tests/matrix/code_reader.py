"""The code reader's rows."""

from __future__ import annotations

from typing import Final

from drivers.code_reader.contract import Code, CodeReader
from kiosk.devices.hub import Hub
from tests.matrix.bench import Cause, Family, Scene, at_panel, linked_port, on_serial_line
from tests.matrix.faults import Fault

WAIT: Final = 12.0
TEXT: Final = "990101-20261122-000042"


async def _command(hub: Hub, scene: Scene) -> object:
    return await hub.code_reader.call(CodeReader.read, WAIT, deadline=WAIT + 2)


async def _works(hub: Hub, scene: Scene) -> str:
    scene.panel.show_code(TEXT)
    code = await hub.code_reader.call(CodeReader.read, 5.0, deadline=10)
    scene.panel.hide_code()
    return "" if isinstance(code, Code) else f"no code is read afterwards: {type(code).__name__}"


def _late(scene: Scene) -> None:
    scene.panel.fault("code_reader", "slow", times=2, value=0.3)
    scene.panel.show_code(TEXT)


CODE_READER: Final = Family(
    name="code_reader",
    at_panel="code_reader",
    command=_command,
    works=_works,
    overrides=linked_port("code_reader"),
    causes=on_serial_line(
        "code_reader",
        "id_card",
        {
            Fault.GARBAGE: at_panel("code_reader", "booting", times=2, harmless=True),
            Fault.SLOW: Cause(_late, lambda scene: scene.panel.clear("code_reader"), harmless=True),
        },
    ),
)
