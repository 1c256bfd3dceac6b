"""The identity card reader's rows."""

from __future__ import annotations

from typing import Final

from drivers.id_card.contract import IdCard, IdCardReader
from kiosk.devices.hub import Hub
from tests.matrix.bench import (
    NO_DAEMON,
    NO_PAPER,
    PROCESS,
    Cause,
    Family,
    Scene,
    at_panel,
    linked_port,
    repointed,
)
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
    causes={
        **PROCESS,
        Fault.ABSENT: at_panel("id_card", "unplug"),
        Fault.WRONG_DEVICE: repointed("id_card", "rating_pad"),
        Fault.GARBAGE: at_panel("id_card", "booting", times=3, harmless=True),
        Fault.UNPLUGGED_IDLE: at_panel("id_card", "unplug"),
        Fault.RENUMBERED: Cause(lambda scene: scene.panel.replug("id_card"), heals=True),
        Fault.DAEMON: NO_DAEMON,
        Fault.SILENT: at_panel("id_card", "silence"),
        Fault.UNPLUGGED_BUSY: at_panel("id_card", "unplug"),
        Fault.SLOW: Cause(_slowly, lambda scene: scene.panel.clear("id_card"), harmless=True),
        Fault.PAPER_OUT: NO_PAPER,
        Fault.CARD_PULLED: Cause(_pull, heals=True),
    },
)
