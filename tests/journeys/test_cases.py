"""My cases: how far they are, and what one can do about them, at a whole terminal."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.conversation import Back, Leave, TimedOut, ToWindow
from kiosk.conversation import questions as q
from kiosk.journeys.cases import sealed
from kiosk.journeys.page_job import CameOut, KeptBack
from kiosk.onenetwork.ledger import Entry, RowState
from kiosk.onenetwork.outbox import Outbox
from kiosk.onenetwork.prints import Print
from kiosk.session import Session
from tests.journeys.conftest import Bench
from tests.journeys.filed import CERTIFICATE, RESIDENCE, case_of, filed, office
from tests.journeys.robot import SIGNATURE, WAIT, Robot
from tests.journeys.steady import Steady, one_terminal, steady
from tests.journeys.test_faults import on_wire, says_everything

__all__ = ["one_terminal", "steady"]  # fixtures
pytestmark = pytest.mark.asyncio(loop_scope="module")

PHONE = ["form.phone", "手机号是 11 位，请核对。"]
PAGE = ["materials.bank_card", "银行卡拍得不清楚，请重拍。"]


def choose(*keys: str) -> list[object]:
    """These keys one after another, then wait."""
    return [*(q.Chosen(key) for key in keys), WAIT]


def first(question: q.Choose) -> q.Chosen:
    """The first of what is listed."""
    return q.Chosen(question.entries[0].key)


def citizen(**script: object) -> dict[str, object]:
    """Somebody who looks at their newest case, and waits there unless told otherwise."""
    usual = {
        "Home": q.Opened("progress"),
        "Choose": [q.Chosen("card"), first],
        "ShowMatter": WAIT,
        "FillForm": answers,
    }
    return {**usual, **script}


def answers(form: q.FillForm) -> dict[str, str]:
    """Something that passes for every field."""
    return {
        one.name: one.choices[0][0]
        if one.choices
        else "13900000000"
        if one.kind is q.FieldKind.PHONE
        else "少了一个月"
        for one in form.fields
    }


async def arrive(bench: Bench, robot: Robot, kind: type[Any] = q.ShowMatter) -> Any:  # noqa: ANN401
    """Place the card when it is asked for; the question that follows."""
    await robot.until_asked(q.PlaceCard)
    await on_wire(bench.devices.panel.place_card, "zhang")
    return await robot.until_asked(kind)


def keys(matter: q.ShowMatter) -> set[str]:
    return {one.key for one in (*matter.options, *((matter.main,) if matter.main else ()))}


def told(matter: q.ShowMatter) -> str:
    rows = [f"{row.label} {row.value}" for group in matter.groups for row in group.rows]
    lines = [line for group in matter.groups for line in group.lines]
    return "\n".join((matter.title, matter.line, matter.chip, *rows, *lines))


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


# --- doing -------------------------------------------------------------------------------


async def test_withdrawn_with_a_reason_and_a_signature(steady: Steady) -> None:
    case_no = await filed(steady.settings)
    async with steady.visit(**citizen(ShowMatter=choose("withdraw"))) as robot:
        await arrive(steady.bench, robot)
        accepted = await robot.until_asked(q.Accepted)
        review = robot.last(q.Review)
    assert accepted.title == "已经撤回"
    assert "不再办理" in review.statement
    assert case_of(steady.bench, case_no)["state"] == "withdrawn"


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
        await robot.until_asked(q.Attract)


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


@pytest.mark.parametrize(("kind", "key", "acts", "order"), STEPS)
async def test_leave_at_each_step(
    kind: type[q.Question[Any]],
    key: str,
    acts: tuple[str, ...],
    order: dict[str, object],
    steady: Steady,
) -> None:
    case_no = await filed(steady.settings)
    office(steady.bench, case_no, *acts, **order)
    state = case_of(steady.bench, case_no)["state"]
    async with steady.visit(
        **citizen(**{"ShowMatter": choose(key) if key else WAIT, kind.__name__: Leave})
    ) as robot:
        if kind is not q.Consent:
            await robot.until_asked(q.PlaceCard)
        if kind not in (q.Consent, q.PlaceCard):
            await on_wire(steady.bench.devices.panel.place_card, "zhang")
            await robot.until_asked(kind)
            await on_wire(steady.bench.devices.panel.remove_card)
        await robot.until_asked(q.Attract)
        assert robot.forgotten
    assert case_of(steady.bench, case_no)["state"] == state


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


@pytest.mark.parametrize(("kind", "key", "acts", "order"), STEPS)
async def test_back_at_each_step(
    kind: type[q.Question[Any]],
    key: str,
    acts: tuple[str, ...],
    order: dict[str, object],
    steady: Steady,
) -> None:
    case_no = await filed(steady.settings)
    office(steady.bench, case_no, *acts, **order)
    state = case_of(steady.bench, case_no)["state"]
    target = BACK_TO[kind, key]
    script: dict[str, object] = {"ShowMatter": choose(key) if key else WAIT}
    script["Choose"] = [q.Chosen("card"), WAIT] if target is q.Choose else [q.Chosen("card"), first]
    if kind is q.ShowMatter:
        script["Choose"] = [q.Chosen("card"), first, WAIT]
    if target is q.FillForm:
        script["FillForm"] = [answers, WAIT]
    async with steady.visit(**citizen(**{**script, kind.__name__: Back})) as robot:
        if kind is not q.Consent:
            await robot.until_asked(q.PlaceCard)
        if kind not in (q.Consent, q.PlaceCard):
            await on_wire(steady.bench.devices.panel.place_card, "zhang")
            await robot.until_asked(kind)
        await robot.until(lambda: robot.is_at(target) and robot.count(kind) > 0)
    assert case_of(steady.bench, case_no)["state"] == state


async def test_the_platform_away_is_told_and_tried_again(steady: Steady) -> None:
    await filed(steady.settings)
    async with steady.visit(**citizen(Trouble=q.Chosen("retry"))) as robot:
        await robot.until_asked(q.PlaceCard)
        steady.bench.platform.fault("maintenance", "/v1/cases", times=3)
        await on_wire(steady.bench.devices.panel.place_card, "zhang")
        await robot.until_asked(q.ShowMatter)
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
        await robot.until_asked(q.Attract)
        assert robot.forgotten
