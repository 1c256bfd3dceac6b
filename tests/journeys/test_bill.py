"""What is due for water, power …: typed or held up, shown, on a slip; nobody says who they are."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from drivers.code_reader.contract import Code, Symbology
from kiosk.conversation import Back, Leave, Outcome, TimedOut, ToWindow
from kiosk.conversation import questions as q
from kiosk.journeys import bill
from kiosk.journeys.bill import matter
from kiosk.journeys.rate import nobody
from kiosk.onenetwork.bills import AccountDue, Bills
from kiosk.onenetwork.problem import BackendProblem
from kiosk.session import Session
from tests.catalogue import demo
from tests.journeys.conftest import Bench, Visit
from tests.journeys.robot import once
from tests.journeys.steady import one_terminal, steady, visit
from tests.journeys.test_faults import on_wire, says_everything
from tests.journeys.test_report import slip_of
from tests.journeys.walk import Steps, Walker

__all__ = ["one_terminal", "steady", "visit"]  # fixtures
DEVICES = ("code_reader",)

WATER, NOBODYS, PAID = "992022080009", "9901220009", "9901220002"
ACCOUNT = "9901220001"
BARS = f"{ACCOUNT}20261000008640"
TO_THE_ACCOUNT: Steps = [(q.Attract, None), (q.Home, q.Selected(WATER)), (q.ReadGuide, None)]
TO_WHAT_IS_DUE: Steps = [*TO_THE_ACCOUNT, (q.FillForm, {"account": ACCOUNT})]


async def test_what_is_due_is_found_by_number_and_shown(visit: Visit) -> None:
    walker = Walker()
    async with visit(walker):
        await walker.walk(TO_THE_ACCOUNT[:2])
        assert (await walker.take(q.ReadGuide, None)).action == "查询应缴费用"
        form = await walker.take(q.FillForm, {"account": ACCOUNT})
        assert form.check("account", "123") == "户号是 10 位数字，在水费单左上角。"
        due = await walker.take(q.ShowMatter, q.Chosen("another"))
        assert (due.title, due.chip, due.code) == ("应缴 165.75 元", "到期没交", ACCOUNT)
        assert due.line == "示例市供水有限公司，户主 张**"
        bills, how, near = due.groups
        assert "79.35 元" in bills.rows[0].value
        assert "请尽快交" in bills.rows[0].value
        assert "最晚" in bills.rows[1].value
        assert how.lines[0] == "本机不收钱。"
        assert near.rows
        assert due.qr.endswith(ACCOUNT)
        again = await walker.take(q.FillForm, {"account": PAID})
        assert again.values == {"account": ""}
        paid = await walker.take(q.ShowMatter, q.Chosen("done"))
        assert (paid.title, paid.chip, paid.groups) == ("没有要交的费用", "不欠费", ())
        assert [one.key for one in paid.options] == ["another"]
        await walker.take(q.Home, Leave)
        await walker.at(q.Thanks)
    assert walker.count(q.Consent) == walker.count(q.PlaceCard) == 0


async def test_a_number_nobody_has_is_told_beside_its_box(visit: Visit) -> None:
    walker = Walker()
    async with visit(walker):
        await walker.walk([*TO_THE_ACCOUNT, (q.FillForm, {"account": NOBODYS})])
        again = await walker.take(q.FillForm, {"account": ACCOUNT})
        assert again.values == {"account": NOBODYS}
        assert "没有查到" in (again.check("account", NOBODYS) or "")
        assert again.check("account", ACCOUNT) is None
        await walker.take(q.ShowMatter, Leave)


@pytest.mark.parametrize("code", [BARS, f"https://ywtb.example/pay/{WATER}?account={ACCOUNT}"])
async def test_the_code_on_the_bill_is_held_up(bench: Bench, visit: Visit, code: str) -> None:
    walker = Walker()
    async with visit(walker):
        await walker.walk(TO_THE_ACCOUNT)
        assert "扫码口" in (await walker.at(q.FillForm)).title
        await on_wire(bench.devices.panel.show_code, code)
        assert (await walker.take(q.ShowMatter, Leave)).code == ACCOUNT


async def test_a_code_of_something_else_is_told_and_the_number_typed(
    bench: Bench, visit: Visit
) -> None:
    walker = Walker()
    async with visit(walker):
        await walker.walk(TO_THE_ACCOUNT)
        await walker.at(q.FillForm)
        await on_wire(bench.devices.panel.show_code, "6901234567892")
        await walker.until(lambda: "没有查到户号" in getattr(walker.asked[-1], "title", ""))
        await walker.walk([(q.FillForm, {"account": ACCOUNT}), (q.ShowMatter, Leave)])


async def test_a_bill_that_still_lies_there_leads_nobody_on(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    lying = [Code(BARS, Symbology.CODE_128, BARS.encode())] * 2
    passed_over = asyncio.Event()

    async def read(_session: Session) -> Code:
        if lying:
            return lying.pop()
        passed_over.set()
        return await nobody()

    monkeypatch.setattr(bill, "any_code", read)
    walker = Walker()
    async with visit(walker):
        await walker.walk([*TO_THE_ACCOUNT, (q.ShowMatter, Back)])
        await walker.until(passed_over.is_set)
        await walker.take(q.FillForm, {"account": PAID})
        assert (await walker.take(q.ShowMatter, Leave)).code == PAID


async def test_it_comes_out_on_a_slip(bench: Bench, visit: Visit) -> None:
    walker = Walker()
    async with visit(walker):
        await walker.walk([*TO_WHAT_IS_DUE, (q.ShowMatter, q.Chosen("slip"))])
        out = await walker.take(q.ShowMatter, Leave)
        assert "请取走" in out.line
        assert [one.key for one in out.options] == ["another"]
        paper = await once("the slip is out", lambda: on_wire(slip_of, bench, "应缴费用单"))
    assert "9901 2200 01" in paper
    assert "不是发票，也不是收据" in paper


async def test_without_paper_it_is_read_and_tried_again(bench: Bench, visit: Visit) -> None:
    walker = Walker()
    async with visit(walker):
        await walker.walk(TO_WHAT_IS_DUE)
        await on_wire(bench.devices.panel.set_paper, "out")
        await walker.take(q.ShowMatter, q.Chosen("slip"))
        without = await walker.at(q.ShowMatter)
        assert "没有印出来" in without.line
        assert [one.key for one in without.options] == ["slip", "another"]
        await on_wire(bench.devices.panel.set_paper, "ok")
        await walker.take(q.ShowMatter, Leave)


async def test_a_platform_that_is_away_is_told_and_tried_again(bench: Bench, visit: Visit) -> None:
    bench.platform.fault("maintenance", "/v1/bills", value=1)
    walker = Walker()
    async with visit(walker):
        await walker.walk([*TO_WHAT_IS_DUE, (q.Trouble, Back)])
        again = await walker.take(q.FillForm, {"account": ACCOUNT})
        assert again.values == {"account": ACCOUNT}
        assert again.check("account", ACCOUNT) is None
        says_everything(await walker.at(q.Trouble))
        bench.platform.clear()
        await walker.until_tried(q.ShowMatter)
        await walker.take(q.ShowMatter, Leave)


async def test_who_tries_many_numbers_has_to_wait(visit: Visit) -> None:
    walker = Walker()
    wrong: Steps = [
        (q.FillForm, {"account": f"{NOBODYS[:-2]}{number}"}) for number in range(90, 100)
    ]
    async with visit(walker):
        await walker.walk([*TO_THE_ACCOUNT, *wrong, (q.FillForm, {"account": ACCOUNT})])
        trouble = await walker.take(q.Trouble, Back)
        assert "次数太多" in trouble.happened[0]
        await walker.take(q.FillForm, Leave)


async def test_a_service_that_is_withdrawn_meanwhile_is_told(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def withdrawn(_bills: Bills, _item_code: str, _account: str) -> AccountDue:
        raise BackendProblem(410, {"code": "item_withdrawn", "user_message": "水费改到水厂查了。"})

    monkeypatch.setattr(Bills, "due", withdrawn)
    walker = Walker()
    async with visit(walker):
        await walker.walk(TO_WHAT_IS_DUE)
        trouble = await walker.take(q.Trouble, q.Chosen("go_on"))
        assert trouble.happened == ("水费改到水厂查了。",)
        await walker.take(q.Home, Leave)


async def test_back_leads_a_step_back_with_what_was_typed(visit: Visit) -> None:
    walker = Walker()
    async with visit(walker):
        await walker.walk([*TO_WHAT_IS_DUE, (q.ShowMatter, Back)])
        form = await walker.take(q.FillForm, Back)
        assert form.values == {"account": ACCOUNT}
        await walker.walk([(q.ReadGuide, Back), (q.Home, Leave)])
        await walker.at(q.Thanks)


@pytest.mark.parametrize("way", [Leave, TimedOut, ToWindow])
@pytest.mark.parametrize("steps", [TO_THE_ACCOUNT, TO_WHAT_IS_DUE], ids=["account", "due"])
async def test_every_way_out_is_open_at_each_step(
    visit: Visit, steps: Steps, way: type[Outcome]
) -> None:
    walker = Walker()
    last: type[q.Question[Any]] = q.FillForm if steps is TO_THE_ACCOUNT else q.ShowMatter
    async with visit(walker):
        await walker.walk([*steps, (last, way)])
        await walker.at(q.WindowHandover if way is ToWindow else q.Thanks)


def told(**changes: object) -> AccountDue:
    """One bill, which nobody says when or how to pay, but for the changes."""
    bill = {"first_month": "2025-12", "last_month": "2026-01", "amount_fen": 5, "due_on": None}
    plain = {"provider": "示例公司", "account": "1", "holder": "", "bills": (bill,)}
    return AccountDue.model_validate({**plain, "pay_url": "", "pay_at": (), **changes})


def test_what_the_platform_leaves_out_is_not_shown() -> None:
    item = next(one for one in demo.items() if one.code == WATER)
    shown = matter(item, told(), can_print=False)
    assert (shown.line, shown.chip, shown.qr_line) == ("示例公司", "还没交", "")
    bills, how = shown.groups
    row = bills.rows[0]
    assert (row.label, row.value) == ("2025年12月至2026年1月", "0.05 元，没有限期")
    assert how.lines == ("本机不收钱。", f"请打 {item.consult_phone}，问一问在哪里交。")
