"""Codes held up: our own papers' are understood, nothing else is taken for them."""

from __future__ import annotations

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.papers.receipts import qr_data, slip_code
from kiosk.papers.shown_codes import (
    CaseNumber,
    LicenceCode,
    ReceiptCode,
    SlipCode,
    Unknown,
    what_code,
)
from tests.papers.test_receipts import CASE

CASE_NO = "202611229901000123"
LONG_CASE_NO = "11990101009900013A4992001010001202611220123"


@pytest.mark.parametrize("url", ["https://ywtb.example/c/82641937", "https://ywtb.example/c?no={}"])
@pytest.mark.parametrize("number", [CASE_NO, LONG_CASE_NO, "SL-7", "Z" * 50])
def test_the_code_on_our_receipts_is_understood(url: str, number: str) -> None:
    case = CASE.model_copy(update={"case_no": number, "query_url": url.format(number)})
    assert what_code(qr_data(case)) == ReceiptCode(number)


def test_a_page_with_a_fragment_of_its_own_is_left_alone() -> None:
    url = "https://ywtb.example/#/case?code=82641937"
    assert qr_data(CASE.model_copy(update={"query_url": url})) == url


def test_the_code_on_our_slips_is_understood() -> None:
    code = slip_code(uuid4().hex)
    assert what_code(code) == SlipCode(code)


@pytest.mark.parametrize("text", [CASE_NO, f" {CASE_NO}\r\n", LONG_CASE_NO])
def test_a_case_number_in_bars(text: str) -> None:
    assert what_code(text) == CaseNumber(text.strip())


@pytest.mark.parametrize(
    "text",
    [
        "https://licence.example/present?token=0123456789abcdef",
        "https://licence.example/v/8f1c2a9e",
        "eyJhbGciOiJub25lIn0.MDEyMzQ1Njc4OQ.c2FtcGxl",
        "LZ20261122:9901:0f8fad5bd9cb469fa165708677289501",
    ],
)
def test_links_and_tokens_may_be_licences(text: str) -> None:
    assert what_code(text) == LicenceCode(text)
    assert text not in repr(what_code(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "990101199003070028",  # an identity number
        "99010119851224009X",
        "134567890123456789",  # a payment code
        "284567890123456789",
        "SF1234567890123",  # a parcel
        "202613229901000123",  # no such month
        "6901234567892",
        "https://",
        "https://advertisement.example/",
        "https://[broken",
        "javascript:alert(1)//0123456789",
        "电子亮证码",
        "two\x00parts",
        "https://licence.example/" + "9" * 4000,
        "deadbeef",
    ],
)
def test_all_else_is_unknown(text: str) -> None:
    assert what_code(text) == Unknown()


@given(st.text() | st.text().map(lambda end: "https://" + end))
def test_no_text_breaks_it(text: str) -> None:
    what_code(text)
