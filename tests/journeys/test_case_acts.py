"""What one can do about one's cases, and the ways out of it, at a whole terminal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.conversation import Back, Leave, TimedOut, ToWindow
from kiosk.conversation import questions as q
from kiosk.journeys.cases import sealed
from kiosk.journeys.paper import CameOut, KeptBack
from kiosk.onenetwork.prints import Print
from kiosk.session import Session
from tests.journeys.filed import CERTIFICATE, RESIDENCE, case_of, filed, office
from tests.journeys.own_cases import (
    PAGE,
    PHONE,
    answers,
    arrive,
    choose,
    citizen,
    first,
    keys,
    told,
)
from tests.journeys.robot import SIGNATURE, WAIT, Robot
from tests.journeys.steady import Steady, one_terminal, steady
from tests.journeys.test_faults import on_wire, says_everything

__all__ = ["one_terminal", "steady"]  # fixtures
DEVICES = ("page_printer",)

# --- doing -------------------------------------------------------------------------------


async def test_withdrawn_with_a_reason_and_a_signature(steady: Steady) -> None:
    case_no = await filed(steady.settings)
    async with steady.visit(**citizen(ShowMatter=choose("withdraw"))) as robot:
        await arrive(steady.bench, robot)
        accepted = await robot.until_asked(q.Accepted)
        review = robot.last(q.Review)
    assert accepted.title == "已经撤回"
    assert "不再办理" in review.statement
    case = case_of(steady.bench, case_no)
    assert case["state"] == "withdrawn"
    assert "_wish" in {one["code"] for one in case["materials"]}


async def test_what_was_decided_meanwhile_is_not_withdrawn_and_said_kindly(steady: Steady) -> None:
    case_no = await filed(steady.settings)
    async with steady.visit(
        **citizen(ShowMatter=choose("withdraw"), Review=WAIT, Trouble=q.Chosen("go_on"))
    ) as robot:
        await arrive(steady.bench, robot)
        await robot.until_asked(q.Review)
        await on_wire(office, steady.bench, case_no, "accept", "handle", "grant")
        robot.answer(q.Signed(SIGNATURE))
        matter = await robot.until_asked(q.ShowMatter, 2)
    says_everything(robot.last(q.Trouble))
    assert "已办结" in told(matter)
    assert "withdraw" not in keys(matter)


async def test_late_means_urged_once(steady: Steady) -> None:
    office(steady.bench, await filed(steady.settings), "accept", "overdue")
    async with steady.visit(**citizen(ShowMatter=choose("urge", "done"))) as robot:
        late = await arrive(steady.bench, robot)
        again = await robot.until_asked(q.ShowMatter, 3)
    assert late.main is not None
    assert late.main.key == "urge"
    urged = [one for one in robot.asked if isinstance(one, q.ShowMatter)][1]
    assert len(urged.code.replace(" ", "")) == 8
    assert "urge" not in keys(again)


async def test_a_correction_asks_for_exactly_what_is_wrong_and_goes_in_together(
    steady: Steady,
) -> None:
    case_no = await filed(steady.settings)
    office(steady.bench, case_no, "correct", defects=[PHONE, PAGE])
    before = case_of(steady.bench, case_no)["materials"]
    async with steady.visit(**citizen(ShowMatter=choose("correct"))) as robot:
        await arrive(steady.bench, robot)
        await robot.until_asked(q.Accepted)
    form = robot.last(q.FillForm)
    assert [(one.name, one.hint) for one in form.fields] == [("phone", PHONE[1])]
    case = case_of(steady.bench, case_no)
    assert case["state"] == "received"
    assert case["materials"] != before


async def test_what_the_platform_still_finds_wrong_leads_back_with_all_of_it(
    steady: Steady,
) -> None:
    case_no = await filed(steady.settings)
    office(steady.bench, case_no, "correct", defects=[["form.bank_account", "请核对银行卡号。"]])
    async with steady.visit(
        **citizen(
            ShowMatter=choose("correct"),
            FillForm=[lambda form: {"bank_account": "x" * 61}, answers],
            Trouble=q.Chosen("retry"),
        )
    ) as robot:
        await arrive(steady.bench, robot)
        await robot.until_asked(q.FillForm, 2)
    says_everything(robot.last(q.Trouble))


async def test_what_nobody_can_mend_here_is_for_the_window(steady: Steady) -> None:
    office(
        steady.bench,
        await filed(steady.settings),
        "correct",
        defects=[PHONE, ["other", "请本人来一趟。"]],
    )
    async with steady.visit(**citizen()) as robot:
        matter = await arrive(steady.bench, robot)
    assert "correct" not in keys(matter)
    assert "请本人来一趟。" in told(matter)


async def test_what_may_follow_is_brought_later(steady: Steady) -> None:
    case_no = await filed(steady.settings, RESIDENCE)
    async with steady.visit(**citizen(ShowMatter=choose("bring"))) as robot:
        matter = await arrive(steady.bench, robot)
        await robot.until_asked(q.Accepted)
    assert "可以后补的材料" in [group.title for group in matter.groups]
    assert case_of(steady.bench, case_no)["deferred"] == []


async def test_rated_once_and_once_more_from_ones_cases(steady: Steady) -> None:
    case_no = await filed(steady.settings)
    async with steady.visit(
        **citizen(ShowMatter=choose("rate", "rate"), Rate=[q.Rating(2, ("late",)), q.Rating(5)])
    ) as robot:
        await arrive(steady.bench, robot)
        matter = await robot.until_asked(q.ShowMatter, 3)
    rating = case_of(steady.bench, case_no)["rating"]
    assert isinstance(rating, dict)
    assert (rating["stars"], rating["follow_up"]["stars"]) == (2, 5)
    assert "rate" not in keys(matter)
    assert "正在整改" in told(matter)


async def test_the_receipt_is_printed_once_more(steady: Steady) -> None:
    await filed(steady.settings)
    async with steady.visit(
        **citizen(ShowMatter=choose("receipt"), Accepted=q.After.DONE)
    ) as robot:
        await arrive(steady.bench, robot)
        await on_wire(steady.bench.devices.panel.remove_card)
        await robot.until_asked(q.Attract, 2)


async def test_the_result_is_printed_and_then_rated(
    steady: Steady, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_no = await filed(steady.settings, CERTIFICATE)
    printed: list[Print] = []

    async def print_paper(_session: Session, paper: Print, *, token: str) -> CameOut:
        assert token
        printed.append(paper)
        return CameOut(paper.pages)

    monkeypatch.setattr(sealed, "print_paper", print_paper)
    async with steady.visit(**citizen(ShowMatter=choose("result"))) as robot:
        matter = await arrive(steady.bench, robot)
        await robot.until_asked(q.ShowMatter, 2)
    assert matter.main is not None
    assert matter.main.key == "result"
    assert [(one.kind, one.sealed) for one in printed] == [("certificate", True)]
    rating = case_of(steady.bench, case_no)["rating"]
    assert isinstance(rating, dict)
    assert rating["stars"] == 5


async def test_one_of_the_notices_is_chosen_and_printed(
    steady: Steady, monkeypatch: pytest.MonkeyPatch
) -> None:
    office(steady.bench, await filed(steady.settings), "accept")
    printed: list[Print] = []

    async def print_paper(_session: Session, paper: Print, *, token: str) -> KeptBack:
        assert token
        printed.append(paper)
        return KeptBack(0)

    monkeypatch.setattr(sealed, "print_paper", print_paper)
    script = citizen(ShowMatter=choose("notice"), Choose=[q.Chosen("card"), first, first])
    async with steady.visit(**script) as robot:
        await arrive(steady.bench, robot)
        await robot.until_asked(q.ShowMatter, 2)
    assert [one.title for one in printed] == ["受理通知书"]


# --- ways out ----------------------------------------------------------------------------

STEPS: list[tuple[type[q.Question[Any]], str, tuple[str, ...], dict[str, object]]] = [
    (q.Consent, "", (), {}),
    (q.PlaceCard, "", (), {}),
    (q.ShowMatter, "", (), {}),
    (q.FillForm, "withdraw", (), {}),
    (q.Review, "withdraw", (), {}),
    (q.FillForm, "correct", ("correct",), {"defects": [PHONE, PAGE]}),
    (q.CapturePage, "correct", ("correct",), {"defects": [PAGE]}),
    (q.Review, "correct", ("correct",), {"defects": [PHONE]}),
]


BACK_TO = {
    (q.Consent, ""): q.Choose,
    (q.PlaceCard, ""): q.Choose,
    (q.ShowMatter, ""): q.Choose,
    (q.FillForm, "withdraw"): q.ShowMatter,
    (q.Review, "withdraw"): q.FillForm,
    (q.FillForm, "correct"): q.ShowMatter,
    (q.CapturePage, "correct"): q.ShowMatter,
    (q.Review, "correct"): q.FillForm,
}


async def go_to(steady: Steady, robot: Robot, kind: type[q.Question[Any]]) -> None:
    """Place the card, if it is asked for on the way to this question."""
    if kind is q.Consent:
        return
    await robot.until_asked(q.PlaceCard)
    if kind is not q.PlaceCard:
        await on_wire(steady.bench.devices.panel.place_card, "zhang")
        await robot.until_asked(kind)
        await on_wire(steady.bench.devices.panel.remove_card)


async def filed_and_seen_to(
    steady: Steady, acts: tuple[str, ...], order: dict[str, object]
) -> Callable[[], object]:
    """A case that the office has done this with; tells its state."""
    case_no = await filed(steady.settings)
    office(steady.bench, case_no, *acts, **order)
    return lambda: case_of(steady.bench, case_no)["state"]


@pytest.mark.parametrize(("kind", "key", "acts", "order"), STEPS)
async def test_leave_at_each_step(
    kind: type[q.Question[Any]],
    key: str,
    acts: tuple[str, ...],
    order: dict[str, object],
    steady: Steady,
) -> None:
    state = await filed_and_seen_to(steady, acts, order)
    before = state()
    script = {"ShowMatter": choose(key) if key else WAIT, kind.__name__: Leave}
    async with steady.visit(**citizen(**script)) as robot:
        await go_to(steady, robot, kind)
        await robot.until_asked(q.Attract, 2)
        assert robot.forgotten
    assert state() == before


@pytest.mark.parametrize(("kind", "key", "acts", "order"), STEPS)
async def test_back_at_each_step(
    kind: type[q.Question[Any]],
    key: str,
    acts: tuple[str, ...],
    order: dict[str, object],
    steady: Steady,
) -> None:
    state = await filed_and_seen_to(steady, acts, order)
    before, target = state(), BACK_TO[kind, key]
    script: dict[str, object] = {"ShowMatter": choose(key) if key else WAIT}
    script["Choose"] = [q.Chosen("card"), WAIT] if target is q.Choose else [q.Chosen("card"), first]
    if kind is q.ShowMatter:
        script["Choose"] = [q.Chosen("card"), first, WAIT]
    if target is q.FillForm:
        script["FillForm"] = [answers, WAIT]
    async with steady.visit(**citizen(**{**script, kind.__name__: Back})) as robot:
        await go_to(steady, robot, kind)
        await robot.until(lambda: robot.is_at(target) and robot.count(kind) > 0)
    assert state() == before


async def test_the_platform_away_is_told_and_tried_again(steady: Steady) -> None:
    await filed(steady.settings)
    async with steady.visit(**citizen(Trouble=WAIT)) as robot:
        await robot.until_asked(q.PlaceCard)
        await on_wire(steady.bench.platform.fault, "maintenance", "/v1/cases", times=3)
        await on_wire(steady.bench.devices.panel.place_card, "zhang")
        await robot.until_tried(q.ShowMatter)
    says_everything(robot.last(q.Trouble))


async def test_an_acknowledgement_lost_withdraws_once(steady: Steady) -> None:
    case_no = await filed(steady.settings)
    steady.bench.platform.fault("lost_ack", "/v1/cases", method="POST", times=1)
    async with steady.visit(
        **citizen(ShowMatter=choose("withdraw"), Trouble=q.Chosen("retry"))
    ) as robot:
        await arrive(steady.bench, robot)
        await robot.until_asked(q.Accepted)
    assert case_of(steady.bench, case_no)["state"] == "withdrawn"


async def test_to_the_window_with_the_code_and_what_is_still_to_bring(steady: Steady) -> None:
    case_no = await filed(steady.settings, RESIDENCE)
    async with steady.visit(**citizen(ShowMatter=ToWindow, WindowHandover=WAIT)) as robot:
        handover = await arrive(steady.bench, robot, q.WindowHandover)
    code = case_of(steady.bench, case_no)["query_code"]
    assert handover.code.replace(" ", "") == code
    assert "近期免冠照片" in handover.bring


async def test_nobody_there_ends_it_and_nothing_stays(steady: Steady) -> None:
    await filed(steady.settings)
    async with steady.visit(**citizen(ShowMatter=TimedOut)) as robot:
        await arrive(steady.bench, robot)
        await on_wire(steady.bench.devices.panel.remove_card)
        await robot.until_asked(q.Attract, 2)
        assert robot.forgotten
