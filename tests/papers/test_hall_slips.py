"""The queue ticket and the appointment slip: what they say, what not, and how large."""

from __future__ import annotations

import io
from datetime import datetime, timedelta

import pytest
from PIL import Image, ImageOps

from drivers.receipt_printer.contract import Line, Qr, Receipt
from drivers.receipt_printer.escpos_bytes import compose
from drivers.receipt_printer.model import PrinterModel
from kiosk.onenetwork.hall import Appointment, Site, Slot, Ticket
from kiosk.papers.hall_slips import NUMBER_SIZE, Booked, appointment_slip, ticket_slip
from kiosk.papers.shown_codes import AppointmentCode, TicketCode, what_code
from simulators.escpos_commands import Tokenizer
from simulators.escpos_typesetter import Typesetter
from simulators.paper_renderer import render_png
from tests.papers.test_receipts import BEIJING, IMPRINT, columns, text_of

DOTS_PER_MM = 8
NAME = "张示例"
SITE = Site(code="hall-1", name="示例区政务服务中心", address="示例市示例区示例路 1 号一楼")
NINE = datetime(2026, 11, 23, 9, tzinfo=BEIJING)
SLOT = Slot(
    slot_id="S-990704040001-20261123-0900",
    site=SITE,
    window="民政区 15–16 号窗口",
    starts_at=NINE,
    ends_at=NINE + timedelta(minutes=30),
    capacity=2,
    left=1,
)
APPOINTMENT = Appointment(
    appointment_id="B000001",
    code="503817",
    state="booked",
    item_code="990704040001",
    item_name="结婚登记预约",
    slot=SLOT,
    bring=("居民身份证", "户口簿", "近期 2 寸红底合影 3 张"),
    check_in_from=NINE - timedelta(minutes=30),
    check_in_until=SLOT.ends_at,
    ticket_id=None,
)
TICKET = Ticket(
    ticket_id="T000001",
    number="A023",
    item_code="992001010001",
    item_name="社会保障卡补领、换领、换发",
    site=SITE,
    window="社保区 3–6 号窗口",
    state="waiting",
    people_ahead=4,
    estimated_minutes=6,
    left=85,
    priority="none",
    appointment_id=None,
    issued_at=datetime(2026, 11, 20, 14, 41, tzinfo=BEIJING),
    called_at=None,
)
SLIP = appointment_slip(Booked(APPOINTMENT, NAME, "12345"), IMPRINT)
PAPERS = {
    "80": PrinterModel(48, 576, "gb18030", True, "partial", True, True, 5),
    "58": PrinterModel(32, 384, "gb2312", True, "partial", True, True, 5),
}


def on_paper(receipt: Receipt, model: PrinterModel) -> Image.Image:
    """As the simulated printer of that width prints it: black on white."""
    setter = Typesetter(model.dots)
    tokens = Tokenizer().feed(b"".join(compose(receipt, model)))
    elements = [element for token in tokens for element in setter.execute(token)]
    assert not setter.unknown
    return Image.open(io.BytesIO(render_png(elements, model.dots))).convert("L")


def test_a_ticket_says_where_to_go_and_how_long_it_takes() -> None:
    text = text_of(ticket_slip(TICKET, IMPRINT))
    for expected in (
        "A023",
        "前面还有 4 人",
        "社会保障卡补领、换领、换发",
        "社保区 3–6 号窗口",
        "示例区政务服务中心",
        "约 6 分钟",
        "2026年11月20日 14:41",
        "查询号 000001",
    ):
        assert expected in text
    first = text_of(ticket_slip(TICKET.model_copy(update={"people_ahead": 0}), IMPRINT))
    assert "下一个就是您" in first


@pytest.mark.parametrize("paper", PAPERS)
def test_the_number_is_15_mm_high_and_whole(paper: str) -> None:
    receipt = Receipt((Line("A023", size=NUMBER_SIZE, bold=True),))
    box = ImageOps.invert(on_paper(receipt, PAPERS[paper])).getbbox()
    assert box is not None
    assert (box[3] - box[1]) / DOTS_PER_MM >= 15
    assert "A023" in text_of(ticket_slip(TICKET, IMPRINT))


def test_a_slip_says_when_where_and_what_to_bring() -> None:
    text = text_of(SLIP)
    for expected in (
        "张**",
        "结婚登记预约",
        "2026年11月23日（周一）",
        "09:00 至 09:30",
        "示例市示例区示例路 1 号一楼",
        "民政区 15–16 号窗口",
        "3. 近期 2 寸红底合影 3 张",
        "当天 08:30 到 09:30 签到。",
        "503817",
        "预约号 000001",
        "改时间",
        "12345",
    ):
        assert expected in text
    assert NAME not in text
    assert NAME not in repr(Booked(APPOINTMENT, NAME, "12345"))


def test_their_codes_are_known_again() -> None:
    (ticket,) = [part for part in ticket_slip(TICKET, IMPRINT).parts if isinstance(part, Qr)]
    assert what_code(ticket.data) == TicketCode("T000001")
    (slip,) = [part for part in SLIP.parts if isinstance(part, Qr)]
    assert what_code(slip.data) == AppointmentCode("B000001", "503817")
    assert "503817" not in repr(what_code(slip.data))


@pytest.mark.parametrize("receipt", [SLIP, ticket_slip(TICKET, IMPRINT)])
def test_large_lines_fit_the_narrow_paper(receipt: Receipt) -> None:
    large = [part for part in receipt.parts if isinstance(part, Line) and part.size > 1]
    assert all(columns(part.text) * part.size <= 32 for part in large)
