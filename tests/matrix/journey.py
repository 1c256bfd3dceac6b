"""What a citizen goes through while a device of theirs fails: seen with the robot citizen."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any, Final

from kiosk.conversation import questions as q
from kiosk.conversation.notices import CardTaken, PadPressed, PaperNews
from kiosk.settings import Settings
from kiosk.terminal import terminal
from tests.journeys.conftest import settings_for
from tests.journeys.robot import WAIT, Robot
from tests.matrix.bench import Cause, Family, Scene
from tests.matrix.faults import WHEN, Fault, When

MIDST: Final = 0.3
LASTS: Final = 3.0
"""Seconds a cause lasts at most before it is undone."""
LIMIT: Final = 40.0
CALLED_TO: Final = "rating_pad"
LIGHT_WITHIN: Final = 10.0
"""Seconds until the lamp there shines; the board's failure lasts at most LASTS from its step."""
FINGER: Final = 6.0
"""Seconds the citizen tries the pad's key before taking the star on the screen."""


@dataclass
class Visit:
    """One citizen's visit, and the cause that comes about in it."""

    family: Family
    fault: Fault
    cause: Cause
    scene: Scene
    robot: Robot
    troubles: list[str] = field(default_factory=list)
    rated: str = ""
    guided: bool = False

    @property
    def panel(self) -> Any:  # noqa: ANN401 - a Panel
        return self.scene.panel


async def journey(
    family: Family, fault: Fault, cause: Cause, scene: Scene
) -> tuple[str, list[str]]:
    """What the citizen met, in words, and what must not be."""
    more = family.overrides(scene.far_ends, scene.home)
    settings = settings_for(scene.far_ends, scene.home, *more)
    scene.far_ends.platform.reset()
    pieces = len(scene.panel.pieces())
    robot = Robot(Trouble=WAIT, Rate=WAIT, PlaceCard=WAIT)
    visit = Visit(family, fault, cause, scene, robot)
    if WHEN[fault] is When.START:
        await asyncio.to_thread(cause.do, scene)
    misses: list[str] = []
    try:
        async with asyncio.timeout(LIMIT):
            await _serve(visit, settings)
    except TimeoutError:
        trail = " > ".join(type(one).__name__ for one in robot.asked[-6:])
        misses.append(f"the visit does not end: {trail}")
    finally:
        await asyncio.to_thread(cause.undo, scene)
    return _told(visit, pieces, misses), misses


async def _serve(visit: Visit, settings: Settings) -> None:
    async with terminal(settings, visit.robot) as running:
        visit.scene.device = getattr(running._services.hub, visit.family.device)
        serving = asyncio.create_task(running.serve())
        citizen = asyncio.create_task(_citizen(visit))
        others = {asyncio.create_task(_fate(visit)), asyncio.create_task(_patience(visit))}
        waiting = {citizen, serving, *others}
        try:
            while not citizen.done():
                done, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    task.result()
        finally:
            for task in waiting:
                task.cancel()
            await asyncio.gather(*waiting, return_exceptions=True)


async def _fate(visit: Visit) -> None:
    """The cause, at its time; undone when the citizen has been told, or after a while in which
    the device was wanted."""
    step = visit.family.step or ""
    robot, when = visit.robot, WHEN[visit.fault]
    if when is not When.START:
        await robot.until(lambda: _asked(robot, "Home" if when is When.IDLE else step), LIMIT)
        await asyncio.sleep(MIDST)
        await asyncio.to_thread(visit.cause.do, visit.scene)
    await robot.until(lambda: robot.count(q.Trouble) > 0 or _asked(robot, step), LIMIT)
    began = time.monotonic()
    await robot.until(lambda: robot.count(q.Trouble) > 0 or time.monotonic() > began + LASTS, LIMIT)
    await asyncio.sleep(MIDST)
    await asyncio.to_thread(visit.cause.undo, visit.scene)


def _asked(robot: Robot, step: str) -> bool:
    return any(type(one).__name__ == step for one in robot.asked)


async def _patience(visit: Visit) -> None:
    """Read every trouble, wait a moment, and try again or go on; where the clock stands still,
    wait until somebody has mended it."""
    robot, met = visit.robot, 0
    while True:
        await robot.until(lambda met=met: robot.count(q.Trouble) > met, LIMIT)  # type: ignore[misc]
        met += 1
        trouble = robot.last(q.Trouble)
        visit.troubles.append(trouble.title)
        keys = [option.key for option in trouble.options]
        await asyncio.sleep(1.5)
        if robot.asked[-1] is trouble and not trouble.clock_stopped:
            robot.answer(q.Chosen("retry" if "retry" in keys else "go_on"))


async def _citizen(visit: Visit) -> None:
    """Lays the card, takes the paper, rates."""
    robot, panel = visit.robot, visit.panel
    await robot.until_asked(q.PlaceCard)
    await asyncio.sleep(2 * MIDST)
    while robot.count(q.FillForm) == 0:
        await asyncio.to_thread(panel.place_card, "zhang")
        asked = robot.count(q.PlaceCard)
        await robot.until(
            lambda asked=asked: robot.count(q.FillForm) or robot.count(q.PlaceCard) > asked,  # type: ignore[misc]
            LIMIT,
        )
    await robot.until_asked(q.Accepted)
    await robot.until(lambda: _printed(robot) or _without_paper(robot), LIMIT)
    await asyncio.to_thread(panel.remove_card)
    await robot.until(lambda: CardTaken() in robot.told, LIMIT)
    robot.answer(q.After.DONE)
    await robot.until_asked(q.Rate)
    visit.guided = await _guided(visit)
    await _rate(visit)
    await robot.until_asked(q.Thanks)
    rated = visit.scene.far_ends.platform
    await robot.until(lambda: any(case.get("rating") for case in rated.cases()), LIMIT)


async def _guided(visit: Visit) -> bool:
    """Whether a guide light calls to the pad, also where the board had failed before."""
    end = time.monotonic() + LIGHT_WITHIN
    while time.monotonic() < end:
        if CALLED_TO in await asyncio.to_thread(visit.panel.lights):
            return True
        await asyncio.sleep(0.1)
    return False


async def _rate(visit: Visit) -> None:
    robot = visit.robot
    await asyncio.sleep(2 * MIDST)
    end = time.monotonic() + FINGER
    while time.monotonic() < end:
        if await asyncio.to_thread(visit.panel.press_stars, 5):
            await asyncio.sleep(0.5)
            if PadPressed(5) in robot.told:
                visit.rated = "on the pad"
                return
        await asyncio.sleep(0.1)
    visit.rated = "on the screen"
    robot.answer(q.Rating(5))


def _printed(robot: Robot) -> bool:
    return any(isinstance(one, PaperNews) and one.stage == "printed" for one in robot.told)


def _without_paper(robot: Robot) -> bool:
    return robot.count(q.Accepted) > 0 and robot.last(q.Accepted).paper == "not_printed"


def _told(visit: Visit, before: int, misses: list[str]) -> str:
    """One line of what the citizen met and has in the end."""
    cases = visit.scene.far_ends.platform.cases()
    pieces = visit.panel.pieces()[before:]
    codes = [case["query_code"] for case in cases]
    whole = [one for one in pieces if "作废" not in one.text and _holds(one.text, codes)]
    void = [one for one in pieces if "作废" in one.text]
    ratings = [case for case in cases if case.get("rating")]
    if len(cases) != 1:
        misses.append(f"{len(cases)} cases")
    if len(whole) != 1:
        misses.append(f"{len(whole)} receipts")
    if len(ratings) != 1:
        misses.append(f"{len(ratings)} ratings")
    met = " then ".join(f"“{title}”" for title in visit.troubles) or "notices nothing"
    if not visit.guided:
        misses.append("no guide light calls to the pad")
    asked_again = visit.robot.count(q.PlaceCard) - 1 - len(visit.troubles)
    again = "; asked for the card again" if visit.fault is Fault.CARD_PULLED and asked_again else ""
    voided = f", {len(void)} piece voided (作废)" if void else ""
    rated = f"; rates {visit.rated}" if visit.family.step == "Rate" else ""
    return (
        f"{met}{again}{rated}; {len(cases)} case, {len(whole)} receipt{voided}, "
        f"{len(ratings)} rating"
    )


def _holds(text: str, codes: list[str]) -> bool:
    return any(code in text.replace(" ", "") for code in codes)
