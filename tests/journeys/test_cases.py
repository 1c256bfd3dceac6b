"""My cases: how far they are, by card and by receipt, at a whole terminal."""

from __future__ import annotations

import pytest

from kiosk.conversation import questions as q
from kiosk.onenetwork.ledger import Entry, RowState
from kiosk.onenetwork.outbox import Outbox
from tests.journeys.filed import CERTIFICATE, case_of, filed, office
from tests.journeys.own_cases import (
    PAGE,
    PHONE,
    arrive,
    choose,
    citizen,
    keys,
    told,
)
from tests.journeys.robot import WAIT
from tests.journeys.steady import Steady, one_terminal, steady
from tests.journeys.test_faults import on_wire

__all__ = ["one_terminal", "steady"]  # fixtures
DEVICES = ("code_reader",)

# --- looking -----------------------------------------------------------------------------


async def test_ones_cases_are_listed_newest_first(steady: Steady) -> None:
    old, new = await filed(steady.settings), await filed(steady.settings)
    async with steady.visit(**citizen(Choose=[q.Chosen("card"), WAIT])) as robot:
        await robot.until_asked(q.PlaceCard)
        await on_wire(steady.bench.devices.panel.place_card, "zhang")
        listing = await robot.until_asked(q.Choose, 2)
    assert [one.key for one in listing.entries] == [new, old]
    assert all(one.chip == "已收件" for one in listing.entries)


async def test_nobody_without_cases_is_left_before_an_empty_list(steady: Steady) -> None:
    async with steady.visit(**citizen(Choose=[q.Chosen("card"), WAIT])) as robot:
        await robot.until_asked(q.PlaceCard)
        await on_wire(steady.bench.devices.panel.place_card, "zhang")
        listing = await robot.until_asked(q.Choose, 2)
    assert listing.entries == ()
    assert listing.empty


STANDING: list[tuple[tuple[str, ...], dict[str, object], tuple[str, ...], set[str]]] = [
    ((), {}, ("已收件",), {"withdraw", "receipt", "rate"}),
    (("accept",), {}, ("已受理", "承诺办结", "法定办结", "还有"), {"withdraw"}),
    (("accept", "handle"), {}, ("正在办", "个工作日"), {"withdraw"}),
    (("accept", "overdue"), {}, ("已经过了承诺的日期", "已经超期"), {"urge", "withdraw"}),
    (
        ("accept", "handle", "suspend"),
        {"kind": "expert_review", "reasons": ["要请专家评审。"]},
        ("时间暂停", "专家评审", "要请专家评审。"),
        {"withdraw"},
    ),
    (
        ("not_accept",),
        {"reasons": ["不属于本机关职权范围（办法第三条）。"]},
        ("不予受理", "办法第三条", "行政复议"),
        {"receipt"},
    ),
    (("correct",), {"defects": [PHONE, PAGE]}, ("要补正", PHONE[1], PAGE[1]), {"correct"}),
    (
        ("accept", "handle", "refuse"),
        {"reasons": ["缴费不满一年。"]},
        ("没有通过", "工作人员审批", "缴费不满一年。", "行政复议"),
        {"rate"},
    ),
    (("accept", "handle", "grant", "ready"), {}, ("可以领取", "到哪里领"), {"rate"}),
]
NEVER = {"urge", "correct", "review", "bring"}


@pytest.mark.parametrize(("acts", "order", "says", "offers"), STANDING)
async def test_a_case_tells_where_it_stands_and_offers_what_applies(
    acts: tuple[str, ...],
    order: dict[str, object],
    says: tuple[str, ...],
    offers: set[str],
    steady: Steady,
) -> None:
    office(steady.bench, await filed(steady.settings), *acts, **order)
    async with steady.visit(**citizen()) as robot:
        matter = await arrive(steady.bench, robot)
    for words in says:
        assert words in told(matter)
    assert offers <= keys(matter)
    assert not (NEVER - offers) & keys(matter)


async def test_an_automatic_decision_shows_its_rule_and_the_way_to_a_person(steady: Steady) -> None:
    case_no = await filed(steady.settings, CERTIFICATE)
    async with steady.visit(**citizen(ShowMatter=choose("review"))) as robot:
        matter = await arrive(steady.bench, robot)
        accepted = await robot.until_asked(q.Accepted)
    assert "系统自动审批" in told(matter)
    assert "系统自动出具证明" in told(matter)
    assert "review" in keys(matter)
    assert "人工复核" in accepted.title
    decision = case_of(steady.bench, case_no)["decision"]
    assert isinstance(decision, dict)
    assert decision["review"]["state"] == "waiting"


# --- by code -----------------------------------------------------------------------------


async def test_a_query_code_tells_state_and_days_only(steady: Steady) -> None:
    case_no = await filed(steady.settings)
    office(steady.bench, case_no, "not_accept", reasons=["收入超过规定。"])
    code = str(case_of(steady.bench, case_no)["query_code"])
    async with steady.visit(**citizen(Choose=q.Chosen("code"), FillForm={"code": code})) as robot:
        matter = await robot.until_asked(q.ShowMatter)
    assert robot.count(q.PlaceCard) == 0
    assert "不予受理" in told(matter)
    assert "收入超过规定。" not in told(matter)
    assert keys(matter) == {"another", "done"}


@pytest.mark.parametrize("what", ["link", "number"])
async def test_a_receipt_is_held_up(what: str, steady: Steady) -> None:
    case_no = await filed(steady.settings)
    text = f"https://ywtb.example/c/1#case={case_no}" if what == "link" else case_no
    async with steady.visit(**citizen(Choose=q.Chosen("code"), FillForm=WAIT)) as robot:
        form = await robot.until_asked(q.FillForm)
        await on_wire(steady.bench.devices.panel.show_code, text)
        matter = await robot.until_asked(q.ShowMatter)
    assert "扫码口" in form.fields[0].hint
    assert matter.chip == "已收件"


async def test_without_its_reader_a_code_is_typed(steady: Steady) -> None:
    case_no = await filed(steady.settings)
    code = str(case_of(steady.bench, case_no)["query_code"])
    await on_wire(steady.bench.devices.panel.fault, "code_reader", "unplug", times=None)
    try:
        async with steady.visit(**citizen(Choose=q.Chosen("code"), FillForm=WAIT)) as robot:
            await robot.until_asked(q.FillForm)
            robot.answer({"code": code})
            matter = await robot.until_asked(q.ShowMatter)
    finally:
        await on_wire(steady.bench.devices.panel.clear, "code_reader")
    assert matter.chip == "已收件"


async def test_a_slip_of_what_was_not_sent_yet_says_so(
    steady: Steady, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def under(_outbox: Outbox, slip: str) -> Entry:
        return Entry(slip.lower(), RowState.WAITING, 0.0, 0.0, 1, 0, None, 1, None, "")

    monkeypatch.setattr(Outbox, "under", under)
    async with steady.visit(**citizen(Choose=q.Chosen("code"), FillForm=WAIT)) as robot:
        await robot.until_asked(q.FillForm)
        await on_wire(steady.bench.devices.panel.show_code, "3F9A01BC")
        matter = await robot.until_asked(q.ShowMatter)
    assert matter.title == "还在送往办事平台"
    assert matter.code == "3F9A 01BC"


async def test_a_code_of_nothing_is_said_so(steady: Steady) -> None:
    async with steady.visit(
        **citizen(Choose=q.Chosen("code"), FillForm={"code": "10000000"})
    ) as robot:
        matter = await robot.until_asked(q.ShowMatter)
    assert matter.title == "没有查到这一件"
