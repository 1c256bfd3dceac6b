"""证照打印: one's own papers by card, and one paper by its pick-up code, typed or held up."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk.conversation import Back, Leave, ToWindow
from kiosk.conversation import questions as q
from kiosk.journeys.my_papers import check_code, my_papers
from kiosk.journeys.paper_code import plain
from kiosk.onenetwork.prints import Print
from kiosk.papers.shown_codes import PickUpCode, pick_up_qr, what_code
from kiosk.session import Session
from kiosk.settings import Settings
from tests.journeys.conftest import Bench, settings_for
from tests.journeys.papers import at_the_terminal, certificate
from tests.journeys.robot import WAIT, Robot
from tests.journeys.test_faults import on_wire, says_everything


@pytest.fixture
def settings(bench: Bench, tmp_path: Path) -> Settings:
    devices = frozenset({"id_card", "page_printer", "receipt_printer", "code_reader"})
    return settings_for(bench, tmp_path, devices=devices)


@dataclass(frozen=True)
class Waiting:
    """A terminal's session, and a paper that waits for its owner."""

    session: Session
    paper: Print

    @property
    def code(self) -> str:
        return self.paper.pick_up_code or ""


At = Callable[..., AbstractAsyncContextManager[Waiting]]


@pytest.fixture
def at(settings: Settings) -> At:
    @asynccontextmanager
    async def stand(robot: Robot) -> AsyncIterator[Waiting]:
        async with at_the_terminal(settings, robot) as session:
            paper, _citizen = await certificate(session.services.backend)
            yield Waiting(session, paper)

    return stand


def robot_by(way: str, **script: object) -> Robot:
    """Chooses a way, then the first paper of the list."""

    def choose(question: q.Choose) -> object:
        keys = [one.key for one in question.entries]
        return q.Chosen(way if way in keys else keys[0])

    wish = {"Choose": choose, "PreviewPaper": q.Chosen("print")}
    return Robot(**{**wish, **script})


def in_tray(bench: Bench) -> int:
    return sum(not sheet.taken for sheet in bench.devices.panel.sheets())


async def test_own_papers_are_listed_by_card_and_printed(bench: Bench, at: At) -> None:
    robot = Robot(
        Choose=[q.Chosen("card"), first, first, WAIT],
        PreviewPaper=q.Chosen("print"),
        TakePages=taken_and_on,
    )
    async with at(robot) as waiting:
        await on_wire(bench.devices.panel.place_card, "zhang")
        going = waiting.session.services.background(my_papers(waiting.session))
        await robot.until_asked(q.Choose, 4)
        going.cancel()
    lists = [one.entries for one in robot.asked if isinstance(one, q.Choose)][1:]
    assert [entry.chip for entry in lists[0]] == ["可以打印"] * len(lists[0])
    assert [entry.chip for entry in lists[-1]].count("打印过") == 2
    assert in_tray(bench) == 2


def first(question: q.Choose) -> q.Chosen:
    return q.Chosen(question.entries[0].key)


def taken_and_on(pages: q.TakePages) -> object:
    return WAIT if pages.stage is q.PagesStage.PRINTING else q.After.ANOTHER


async def test_a_typed_code_prints_without_a_card_and_only_once(bench: Bench, at: At) -> None:
    robot = robot_by("code", Consent=Leave)
    async with at(robot) as waiting:
        typed = f"{waiting.code[:4].lower()} {waiting.code[4:]}"
        robot._script["FillForm"] = {"code": typed}
        assert await robot.outcome_of(my_papers(waiting.session)) is q.After.DONE
        assert in_tray(bench) == 1
        path = f"/v1/prints/{waiting.paper.print_id}/done"
        await robot.until(lambda: any(one["path"] == path for one in bench.platform.requests()))
        found = await waiting.session.services.backend.prints.by_code(waiting.code)
        assert found[0].state == "done"
        robot._script["PreviewPaper"] = WAIT
        going = waiting.session.services.background(my_papers(waiting.session))
        preview = await robot.until_asked(q.PreviewPaper, 2)
        assert preview.main is None
        going.cancel()
    assert robot.count(q.PlaceCard) == 0


async def test_a_code_held_up_prints(bench: Bench, at: At) -> None:
    robot = robot_by("scan", ShowCode=WAIT)
    async with at(robot) as waiting:
        going = waiting.session.services.background(my_papers(waiting.session))
        await robot.until_asked(q.ShowCode)
        await on_wire(bench.devices.panel.show_code, "https://example.com/advert")
        await robot.until(lambda: robot.last(q.ShowCode).problem != "")
        await on_wire(bench.devices.panel.hide_code)
        await on_wire(bench.devices.panel.show_code, pick_up_qr(waiting.code))
        assert await robot.outcome_of(going) is q.After.DONE
        await on_wire(bench.devices.panel.hide_code)
    assert in_tray(bench) == 1


async def test_a_wrong_code_is_told_and_typed_again(bench: Bench, at: At) -> None:
    robot = robot_by("code", FillForm=[{"code": "22222222"}, Back], Trouble=q.Chosen("retry"))
    async with at(robot) as waiting:
        going = waiting.session.services.background(my_papers(waiting.session))
        says_everything(await robot.until_asked(q.Trouble))
        await robot.until_asked(q.Choose, 2)
        going.cancel()


async def test_to_the_window_from_the_first_step(at: At) -> None:
    robot = Robot(Choose=ToWindow)
    async with at(robot) as waiting:
        with pytest.raises(ToWindow):
            await robot.outcome_of(my_papers(waiting.session))


def test_codes_are_read_however_they_are_written() -> None:
    assert plain("k7m2 q9xd") == "K7M2Q9XD"
    assert check_code("K7M2 Q9XD") is None
    assert check_code("K7M2 Q9X") is not None
    assert check_code("K7M2 Q9X0") is not None
    assert what_code(pick_up_qr("K7M2Q9XD")) == PickUpCode("K7M2Q9XD")
