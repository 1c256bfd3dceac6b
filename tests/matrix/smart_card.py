"""The smart card reader's rows, over the real pcscd."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from drivers.smart_card.contract import SmartCardReader, SocialSecurityCard
from kiosk.devices.hub import Hub
from tests.journeys.conftest import Bench
from tests.matrix.bench import (
    NO_PAPER,
    NO_PORT,
    PROCESS,
    Cause,
    Family,
    NotApplicable,
    Scene,
    at_panel,
)
from tests.matrix.faults import Fault

WAIT: Final = 12.0
CARD: Final = "zhang"


def _overrides(far_ends: Bench, home: Path) -> list[str]:
    return [f"devices.smart_card.socket={far_ends.devices.addresses.smart_card}"]


async def _command(hub: Hub, scene: Scene) -> object:
    return await hub.smart_card.call(SmartCardReader.read, WAIT, None, deadline=WAIT + 2)


async def _works(hub: Hub, scene: Scene) -> str:
    scene.panel.place_smart_card(CARD)
    card = await hub.smart_card.call(SmartCardReader.read, 5.0, None, deadline=10)
    scene.panel.remove_smart_card()
    if isinstance(card, SocialSecurityCard):
        return ""
    return f"no card is read afterwards: {type(card).__name__}"


def _pull(scene: Scene) -> None:
    scene.panel.fault("smart_card", "remove_after", times=1, value=3)
    scene.panel.place_smart_card(CARD)


def _slowly(scene: Scene) -> None:
    scene.panel.fault("smart_card", "slow", times=None, value=0.2)
    scene.panel.place_smart_card(CARD)


SMART_CARD: Final = Family(
    name="smart_card",
    at_panel="smart_card",
    command=_command,
    works=_works,
    overrides=_overrides,
    causes={
        **PROCESS,
        Fault.ABSENT: at_panel("smart_card", "unplug"),
        Fault.WRONG_DEVICE: NotApplicable("pcscd names its readers: another is not taken"),
        Fault.GARBAGE: NotApplicable("pcscd speaks with the reader; what a card says is a result"),
        Fault.UNPLUGGED_IDLE: at_panel("smart_card", "unplug"),
        Fault.RENUMBERED: NO_PORT,
        Fault.DAEMON: Cause(lambda scene: scene.panel.restart_pcscd(), heals=True),
        Fault.SILENT: at_panel("smart_card", "service_down"),
        Fault.UNPLUGGED_BUSY: at_panel("smart_card", "unplug"),
        Fault.SLOW: Cause(_slowly, lambda scene: scene.panel.clear("smart_card"), harmless=True),
        Fault.PAPER_OUT: NO_PAPER,
        Fault.CARD_PULLED: Cause(_pull, heals=True),
    },
)
