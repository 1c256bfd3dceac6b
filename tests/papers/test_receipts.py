"""What receipts say, and what they must not."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from drivers.receipt_printer.contract import Line, Pair, Qr, Receipt
from drivers.receipt_printer.layout import Row, lay_out
from kiosk.onenetwork.models import Case, CaseState
from kiosk.papers.notices import case_notice
from kiosk.papers.pieces import Imprint
from kiosk.papers.receipts import Matter, PartMatter
from kiosk.papers.slip import receipt_slip

BEIJING = timezone(timedelta(hours=8))
NAME, NUMBER, PHONE = "张示例", "99010120000101002X", "13800000000"
IMPRINT = Imprint(
    site="示例市示例区××街道便民服务中心",
    terminal="demo-terminal",
    serial="20261120-0007",
    printed_at=datetime(2026, 11, 20, 14, 41, tzinfo=BEIJING),
)
MATTER = Matter(
    name=NAME,
    number=NUMBER,
    phone=PHONE,
    item_name="社会保障卡|补领、换领、换发",
    promised_days=7,
    statutory_days=20,
    result="新卡做好后邮寄到家",
    place="示例区政务服务中心 社保区 3–6 号窗口",
    consult_phone="12333",
    supervise_phone="010-00000000",
    materials=("居民身份证", "户口簿本人页"),
)
CASE = Case(
    case_no="202611229901000001",
    query_code="82641937",
    item_code="992001010001",
    item_name="社会保障卡补领、换领、换发",
    state=CaseState.ACCEPTED,
    accepted_at=datetime(2026, 11, 20, 6, 41, tzinfo=UTC),
    promised_date=date(2026, 12, 1),
    statutory_date=date(2026, 12, 18),
    estimated=False,
    department="示例区人力资源和社会保障局",
    consult_phone="12333",
    query_url="https://ywtb.example/c/82641937",
)


def text_of(receipt: Receipt) -> str:
    lines = []
    for part in receipt.parts:
        if isinstance(part, Line):
            lines.append(part.text)
        elif isinstance(part, Pair):
            lines.append(f"{part.label} {part.value}")
        elif isinstance(part, Qr):
            lines.append(part.data)
    return "\n".join(lines)


def columns(text: str) -> int:
    """Width in Latin columns of the printer."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)


def test_acceptance_notice_says_everything() -> None:
    text = text_of(case_notice(CASE, MATTER, IMPRINT))
    for expected in (
        IMPRINT.site,
        "受理通知书",
        "张**",
        "9901**********002X",
        "社会保障卡补领、换领、换发",
        "2026年11月20日 14:41",
        "2026年12月1日前（7个工作日）",
        "2026年12月18日前（20个工作日）",
        "示例区人力资源和社会保障局",
        "8264 1937",
        "202611229901000001",
        "12333",
        "12345",
        "20261120-0007",
        "第1页/共1页",
    ):
        assert expected in text


def test_qr_names_the_case_and_opens_its_page() -> None:
    (code,) = [part for part in case_notice(CASE, MATTER, IMPRINT).parts if isinstance(part, Qr)]
    assert code.data == "https://ywtb.example/c/82641937#case=202611229901000001"
    named = CASE.model_copy(update={"query_url": f"https://ywtb.example/{CASE.case_no}"})
    (code,) = [part for part in case_notice(named, MATTER, IMPRINT).parts if isinstance(part, Qr)]
    assert code.data == named.query_url


@pytest.mark.parametrize("length", [1, 24, 25, 43, 50])
def test_a_case_number_of_any_length_stands_whole_on_the_narrowest_paper(length: int) -> None:
    number = ("11990101009900013A4992001010001202611200001" + "9" * 7)[-length:]
    receipt = case_notice(CASE.model_copy(update={"case_no": number}), MATTER, IMPRINT)
    rows = lay_out(receipt.parts, 32)
    assert number in "".join(row.text for row in rows if isinstance(row, Row))


def test_unknown_calendar_is_an_estimate_or_days_only() -> None:
    guessed = CASE.model_copy(update={"estimated": True})
    assert "预计2026年12月1日前" in text_of(case_notice(guessed, MATTER, IMPRINT))
    unknown = CASE.model_copy(update={"promised_date": None, "statutory_date": None})
    assert "受理后7个工作日内" in text_of(case_notice(unknown, MATTER, IMPRINT))


def test_case_only_received_is_no_acceptance() -> None:
    received = CASE.model_copy(update={"accepted_at": None, "state": CaseState.RECEIVED})
    text = text_of(case_notice(received, MATTER, IMPRINT))
    assert "收件通知书" in text
    assert "还没有受理" in text
    assert "8264 1937" in text
    assert "工作日" not in text


def test_slip_is_no_acceptance_and_promises_no_date() -> None:
    text = text_of(receipt_slip("3f9a01bc" + "0" * 24, MATTER, IMPRINT))
    assert "还没有受理" in text
    assert "3F9A 01BC" in text
    assert "1. 居民身份证" in text
    assert "2. 户口簿本人页" in text
    assert "138****0000" in text
    assert "工作日" not in text
    without_phone = text_of(receipt_slip("3f9a01bc" + "0" * 24, replace(MATTER, phone=""), IMPRINT))
    assert "会打" not in without_phone


@pytest.mark.parametrize(
    "receipt",
    [case_notice(CASE, MATTER, IMPRINT), receipt_slip("ab" * 16, MATTER, IMPRINT)],
)
def test_looks(receipt: Receipt) -> None:
    """Nothing whole of the person; labels in one column; large lines fit; one title."""
    text = text_of(receipt)
    assert not any(secret in text for secret in (NAME, NUMBER, PHONE))
    assert {columns(part.label) for part in receipt.parts if isinstance(part, Pair)} == {8}
    large = [part for part in receipt.parts if isinstance(part, Line) and part.size == 2]
    assert len(large) == 2
    assert all(columns(part.text) * 2 <= 48 for part in large)
    assert all(part.value for part in receipt.parts if isinstance(part, Pair))


def test_representation_hides_the_person() -> None:
    assert not any(secret in repr(MATTER) for secret in (NAME, NUMBER, PHONE))


def test_a_bundle_lists_each_part_with_its_department_and_its_limit() -> None:
    parts = (
        PartMatter("户口登记", "示例市公安局示例分局", 3, date(2026, 11, 25)),
        PartMatter("社会保障卡申领", "示例区人力资源和社会保障局", 10),
    )
    text = text_of(case_notice(CASE, replace(MATTER, parts=parts), IMPRINT))
    rows = [row.strip() for row in text.splitlines()]
    first, second = rows.index("1. 户口登记"), rows.index("2. 社会保障卡申领")
    assert rows[first + 1 : second] == ["示例市公安局示例分局", "2026年11月25日前（3个工作日）"]
    assert rows[second + 1 : second + 3] == ["示例区人力资源和社会保障局", "受理后10个工作日内"]
    assert "一起办的几件" not in text_of(case_notice(CASE, MATTER, IMPRINT))
