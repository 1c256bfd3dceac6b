"""The slip of what is due: all that is needed to pay, nobody's whole name, no look of a receipt."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from drivers.receipt_printer.contract import Qr
from drivers.receipt_printer.model import PrinterModel
from kiosk.onenetwork.bills import AccountDue
from kiosk.papers.bill_slip import bill_slip, pay_by
from tests.papers.test_hall_slips import PAPERS, on_paper
from tests.papers.test_receipts import BEIJING, IMPRINT, text_of

DUE = AccountDue.model_validate(
    {
        "provider": "示例市燃气有限公司",
        "account": "9901230001",
        "holder": "张**",
        "bills": [
            {
                "first_month": "2026-09",
                "last_month": "2026-10",
                "amount_fen": 15320,
                "due_on": "2026-11-30",
            },
            {
                "first_month": "2026-11",
                "last_month": "2026-11",
                "amount_fen": 7,
                "due_on": "2026-12-31",
            },
        ],
        "pay_url": "https://ywtb.example/pay/992023080010?account=9901230001",
        "pay_at": [
            {
                "name": "示例社区便民服务站",
                "address": "示例市示例区样例路 8 号",
                "walk_minutes": 6,
                "hours": "工作日 9:00–17:00",
            }
        ],
    }
)
AT = replace(IMPRINT, printed_at=datetime(2026, 12, 1, 8, tzinfo=BEIJING))


def test_it_says_what_is_due_until_when_and_how_to_pay() -> None:
    text = text_of(slip := bill_slip(DUE, "燃气费查询", "000-00000125", AT))
    for said in (
        "不是发票，也不是收据",
        "9901 2300 01",
        "张**",
        "2026年9月至10月",
        "153.20 元",
        "11月30日到期，请尽快交",
        "0.07 元",
        "最晚12月31日交",
        "一共 153.27 元",
        "本机不收钱。",
        "示例社区便民服务站",
        "000-00000125",
    ):
        assert said in text
    assert [part.data for part in slip.parts if isinstance(part, Qr)] == [DUE.pay_url]


def test_without_a_page_and_places_somebody_is_named_to_ask() -> None:
    bare = DUE.model_copy(update={"pay_url": "", "pay_at": (), "holder": ""})
    slip = bill_slip(bare, "燃气费查询", "000-00000125", AT)
    assert "请打 000-00000125，问一问在哪里交。" in text_of(slip)
    assert not [part for part in slip.parts if isinstance(part, Qr)]


@pytest.mark.parametrize("model", PAPERS.values(), ids=PAPERS)
def test_it_fits_the_paper(model: PrinterModel) -> None:
    assert on_paper(bill_slip(DUE, "燃气费查询", "000-00000125", AT), model).width == model.dots


def test_the_last_day_is_still_in_time() -> None:
    assert pay_by(DUE.bills[0], date(2026, 11, 30)) == "最晚11月30日交"
