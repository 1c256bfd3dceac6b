"""The card: how soon it is noticed, and how soon the person stands on the screen."""

from __future__ import annotations

import asyncio
import random
import time
from pathlib import Path
from statistics import median
from typing import Final

from drivers.id_card.contract import IdCard, IdCardReader
from kiosk.devices.hub import Hub
from kiosk.devices.messages import Setup
from simulators.launch import Running, device_simulators
from simulators.tour.citizen import Citizen, Notes
from tests.bench.glass import Rect
from tests.bench.ground import Ground
from tests.bench.rows import Row, against, alone, p95

PERSON: Final = "zhang"
SERVICE: Final = "社会保障卡补领"
ROUNDS: Final = 10
PLACEMENTS: Final = 30
BYTES: Final = 10 + 19 + 10 + 1295
"""Select and its answer, read and its answer."""
WIRE_MS: Final = BYTES * 10 / 115200 * 1000
NOTICED_AIM: Final = 100.0


# -- from the reader's answer "card found" to the person on the screen ----------------------------


def shown(ground: Ground) -> list[Row]:
    """Ten citizens, one after another; the first, before them, shows what there is to wait for."""
    taken = []
    with ground.watched_terminal() as (_, eye):
        citizen = Citizen(eye, ground.display, Notes("bench", ground.base))
        rect, picture = _first_citizen(ground, citizen)
        for _ in range(ROUNDS):
            _to_the_reader(citizen)
            ground.panel.place_card(PERSON)
            seen = ground.glass.until(rect, lambda now: now == picture)
            taken.append(seen - ground.panel.state()["id_card"]["found_at"])
            _part(ground, citizen)
    name = "card found to person on screen / time on the wire"
    return [against(name, median(taken) * 1000, WIRE_MS, "ms", 1.25)]


def _first_citizen(ground: Ground, citizen: Citizen) -> tuple[Rect, bytes]:
    """Where the person's name stands on the form, and how it looks."""
    _to_the_reader(citizen)
    ground.panel.place_card(PERSON)
    sight = citizen.see("FillForm")
    rect = next(piece.rect for piece in sight.all("secret") if piece.more["length"])
    picture = ground.glass.rest(rect)
    _part(ground, citizen)
    return rect, picture


def _to_the_reader(citizen: Citizen) -> None:
    citizen.see("Attract")
    citizen.touch()
    citizen.see("Home")
    citizen.press(SERVICE, "card")
    citizen.see("ReadGuide")
    citizen.press("立即办理")
    citizen.see("Consent")
    citizen.press("同意")
    citizen.see("PlaceCard")
    time.sleep(random.uniform(0.3, 0.5))


def _part(ground: Ground, citizen: Citizen) -> None:
    citizen.see("FillForm")
    citizen.press("退出")
    ground.panel.remove_card()
    citizen.see("Thanks")
    citizen.touch()


# -- how soon a card is noticed ------------------------------------------------------------------


def noticed(folder: Path) -> list[Row]:
    """Cards laid down at any moment, on the driver in its process."""
    with device_simulators(folder) as running:
        waits = asyncio.run(_placements(running))
    title = f"card laid down to card found, p95 of {len(waits)}"
    return [alone(title, p95(waits) * 1000, "ms", NOTICED_AIM)]


async def _placements(running: Running) -> list[float]:
    path = "drivers.id_card.sdt_serial:SdtSerialReader"
    hub = Hub({"id_card": Setup(path, {"port": running.addresses.id_card})})
    hub.start()
    try:
        return [await _placement(hub, running) for _ in range(PLACEMENTS)]
    finally:
        await hub.stop()


async def _placement(hub: Hub, running: Running) -> float:
    """Seconds from the card's placing to the reader's answer that it is there."""
    reading = asyncio.create_task(hub.id_card.call(IdCardReader.read, 10.0, deadline=15.0))
    await asyncio.sleep(random.uniform(0.2, 0.4))
    await asyncio.to_thread(running.panel.place_card, PERSON)
    outcome = await reading
    if not isinstance(outcome, IdCard):
        raise RuntimeError(f"the card was not read: {type(outcome).__name__}")
    state = (await asyncio.to_thread(running.panel.state))["id_card"]
    await asyncio.to_thread(running.panel.remove_card)
    return float(state["found_at"] - state["placed_at"])
