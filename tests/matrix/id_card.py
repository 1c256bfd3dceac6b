"""The identity card reader's rows."""

from __future__ import annotations

from typing import Final

from drivers.id_card.contract import IdCard, IdCardReader
from kiosk.devices.hub import Hub
from tests.matrix.bench import Cause, Family, Scene, at_panel, linked_port, on_serial_line
from tests.matrix.faults import Fault

WAIT: Final = 12.0


async def _command(hub: Hub, scene: Scene) -> object:
    return await hub.id_card.call(IdCardReader.read, WAIT, deadline=WAIT + 2)


async def _works(hub: Hub, scene: Scene) -> str:
    scene.panel.place_card("zhang")
    card = await hub.id_card.call(IdCardReader.read, 3.0, deadline=10)
    return "" if isinstance(card, IdCard) else f"no card is read afterwards: {type(card).__name__}"


def _pull(scene: Scene) -> None:
    scene.panel.fault("id_card", "card_pulled", times=1)
    scene.panel.place_card("zhang")


def _slowly(scene: Scene) -> None:
    scene.panel.fault("id_card", "slow", times=3, value=1.0)
    scene.panel.place_card("zhang")


ID_CARD: Final = Family(
    name="id_card",
    at_panel="id_card",
    command=_command,
    works=_works,
    overrides=linked_port("id_card"),
    step="PlaceCard",
    causes=on_serial_line(
        "id_card",
        "rating_pad",
        {
            Fault.GARBAGE: at_panel("id_card", "booting", times=3, harmless=True),
            Fault.SLOW: Cause(_slowly, lambda scene: scene.panel.clear("id_card"), harmless=True),
            Fault.CARD_PULLED: Cause(_pull, heals=True),
        },
    ),
)
