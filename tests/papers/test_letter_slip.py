"""The slip for what somebody told: who answers, by when, the code; nothing of what was told."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from drivers.receipt_printer.contract import Line, Qr, Receipt
from kiosk.onenetwork.voices import Feedback
from kiosk.papers.letter_slip import letter_slip, waiting_letter_slip
from kiosk.papers.shown_codes import FeedbackCode, what_code
from tests.papers.test_receipts import BEIJING, IMPRINT, columns, text_of

GIVEN = Feedback(
    query_code="71930264",
    kind="cannot_be_done",
    state="open",
    owner="“办不成事”反映窗口",
    answer_by=date(2026, 11, 27),
    received_at=datetime(2026, 11, 20, 14, 41, tzinfo=BEIJING),
    reply=None,
)
REF = "3f9a01bc" + "0" * 24
SLIP = letter_slip(GIVEN, "办不成事", IMPRINT)
WAITING = waiting_letter_slip(REF, "投诉", IMPRINT)


def code_of(receipt: Receipt) -> object:
    """What the QR on it means."""
    return what_code(next(part.data for part in receipt.parts if isinstance(part, Qr)))


def test_who_answers_and_by_when() -> None:
    text = text_of(SLIP)
    for said in ("反映回执", "办不成事", "“办不成事”反映窗口", "2026年11月27日前", "7193 0264"):
        assert said in text
    assert code_of(SLIP) == FeedbackCode("71930264")


def test_who_watches_over_the_office_is_named_where_that_is_known() -> None:
    assert "监督电话" not in text_of(SLIP).replace(" ", "")
    told = letter_slip(GIVEN, "投诉", IMPRINT, "010-00000000")
    assert "010-00000000" in text_of(told)


def test_one_not_sent_promises_no_day() -> None:
    text = text_of(WAITING)
    assert "还没有送到" in text
    assert "3F9A 01BC" in text
    assert "答复期限" not in text
    assert code_of(WAITING) == FeedbackCode("3F9A01BC")


@pytest.mark.parametrize("receipt", [SLIP, WAITING], ids=["sent", "waiting"])
def test_lines_fit_the_paper(receipt: Receipt) -> None:
    wide = [part.text for part in receipt.parts if isinstance(part, Line) and part.size == 1]
    assert [text for text in wide if columns(text) > 48] == []
