"""Bundle, region, papers by card and by code, papers to take: Back and Leave at each step."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest

from kiosk.conversation import Back, Leave, Outcome
from kiosk.conversation import questions as q
from kiosk.onenetwork.client import OneNetwork
from kiosk.papers.shown_codes import pick_up_qr
from tests.journeys.own_cases import first
from tests.journeys.papers import certificate
from tests.journeys.robot import SIGNATURE, WAIT, Robot
from tests.journeys.steady import Steady, one_terminal, steady
from tests.journeys.test_faults import on_wire
from tests.journeys.test_parts import FILES, GRADUATE, JOB, filled, ticking
from tests.journeys.test_region import ELSEWHERE, MOVED
from tests.journeys.test_situation import TEACHER
from tests.journeys.test_take_papers import CARD_ITEM, first_choices

__all__ = ["one_terminal", "steady"]  # fixtures
DEVICES = ("page_printer", "code_reader")
Kind = type[q.Question[Any]]


@dataclass(frozen=True)
class Walk:
    """A way through the terminal: its questions in their order, each with what it is answered.

    `back`: where Back leads from the step at an index, if not to the one before. `paper`: there is
    one that waits for its owner.
    """

    steps: tuple[tuple[Kind, object], ...]
    back: Mapping[int, int] = field(default_factory=dict)
    paper: bool = False

    def until(self, at: int) -> dict[str, list[object]]:
        """A robot's script for the steps before this one."""
        script: dict[str, list[object]] = {}
        for kind, answer in self.steps[:at]:
            script.setdefault(kind.__name__, []).append(answer)
        return script

    def needs_card(self, at: int) -> bool:
        """Whether a card was asked for before this step."""
        return any(kind is q.PlaceCard for kind, _answer in self.steps[:at])


APPLICATION = ((q.Consent, None), (q.PlaceCard, WAIT), (q.FillForm, filled))
SIGNED = (q.Review, q.Signed(SIGNATURE))
PAPER = ((q.PreviewPaper, q.Chosen("print")), (q.TakePages, WAIT))
MY_PAPERS = (q.Home, q.Opened("prints"))


def guide_of(code: str, way: q.Chosen | None = None) -> tuple[tuple[Kind, object], ...]:
    return ((q.Home, q.Selected(code)), (q.ReadGuide, way))


WALKS = {
    "bundle": Walk(
        (
            *guide_of(GRADUATE.code),
            (q.ChooseSome, ticking(JOB, FILES)),
            *APPLICATION,
            SIGNED,
        ),
        {4: 2, 5: 2},
    ),
    "region": Walk(
        (*guide_of(MOVED.code), (q.Choose, q.Chosen(ELSEWHERE)), *APPLICATION, SIGNED),
        {4: 2, 5: 2},
    ),
    "papers by card": Walk(
        (
            MY_PAPERS,
            (q.Choose, q.Chosen("card")),
            (q.Consent, None),
            (q.PlaceCard, WAIT),
            (q.Choose, first),
            *PAPER,
        ),
        {3: 1, 4: 1},
        paper=True,
    ),
    "paper by code": Walk(
        (MY_PAPERS, (q.Choose, q.Chosen("code")), (q.FillForm, WAIT), *PAPER), paper=True
    ),
    "paper by its slip": Walk(
        (MY_PAPERS, (q.Choose, q.Chosen("scan")), (q.ShowCode, WAIT), *PAPER), {3: 1}, paper=True
    ),
    "blank form": Walk(
        (*guide_of(CARD_ITEM, q.Chosen("take")), (q.Choose, q.Chosen("form")), *PAPER),
    ),
    "list of what to bring": Walk(
        (
            *guide_of(TEACHER.code, q.Chosen("take")),
            (q.Choose, q.Chosen("checklist")),
            (q.FillForm, first_choices),
        ),
    ),
}
EACH = [(name, at) for name, walk in WALKS.items() for at in range(1, len(walk.steps))]


@asynccontextmanager
async def gone_to(
    steady: Steady, name: str, at: int, outcome: type[Outcome]
) -> AsyncIterator[tuple[Robot, int]]:
    """A citizen who goes to the step at this index and takes this way out of it, and how many
    questions there were until then."""
    walk, panel = WALKS[name], steady.bench.devices.panel
    kind, turned = walk.steps[at][0], []
    script = walk.until(at)

    def turn(_question: q.Question[Any]) -> type[Outcome]:
        turned.append(len(robot.asked))
        robot.stand()
        return outcome

    if walk.paper:
        code = await waiting_paper(steady)
        if "FillForm" in script:
            script["FillForm"] = [{"code": code}]
        if kind is not q.ShowCode:
            await on_wire(panel.show_code, pick_up_qr(code))
    script.setdefault(kind.__name__, []).append(turn)
    async with steady.visit(**script) as robot:
        if walk.needs_card(at):
            await robot.until_asked(q.PlaceCard)
            await on_wire(panel.place_card, "zhang")
        await robot.until(lambda: bool(turned))
        await on_wire(panel.remove_card)
        yield robot, turned[0]


async def waiting_paper(steady: Steady) -> str:
    """The pick-up code of a paper that waits for its owner."""
    backend = steady.settings.backend
    client = OneNetwork(backend.url, steady.settings.terminal.id, backend.secret.encode())
    paper, _citizen = await certificate(client)
    await client.close()
    assert paper.pick_up_code
    return paper.pick_up_code


@pytest.mark.parametrize(("name", "at"), EACH)
async def test_leave(steady: Steady, name: str, at: int) -> None:
    async with gone_to(steady, name, at, Leave) as (robot, _asked):
        await robot.until(lambda: robot.is_at(q.Attract))
        assert robot.forgotten
    assert len(steady.bench.platform.cases()) == WALKS[name].paper


@pytest.mark.parametrize(
    ("name", "at"), [one for one in EACH if WALKS[one[0]].steps[one[1]][0].can_back]
)
async def test_back(steady: Steady, name: str, at: int) -> None:
    walk = WALKS[name]
    to = walk.steps[walk.back.get(at, at - 1)][0]
    async with gone_to(steady, name, at, Back) as (robot, asked):
        await robot.until(lambda: len(robot.asked) > asked and robot.is_at(to))
