"""What a code means that somebody holds up: the other end of the codes on our papers, and 亮证码.

Pure reading: nothing is opened, nobody is asked. What a licence code is worth, and whether a case
number exists, the platform says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

LONGEST = 2048
CASE_MARK = "case="
"""Begins the fragment that carries a case number, in whatever form, in the links on our papers."""
_MARKED = re.compile(CASE_MARK + r"([0-9A-Za-z-]{1,50})")
_DAY = r"20\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])"
_TICKET = re.compile(r"ticket=([0-9A-Za-z-]{1,40})")
_FEEDBACK = re.compile(r"feedback=([0-9A-F]{8})")
_APPOINTMENT = re.compile(r"appointment=([0-9A-Za-z-]{1,40})&code=([0-9]{4,12})")
_CASE_NO = re.compile(rf"{_DAY}\d{{10}}|[0-9A-Z]{{31}}{_DAY}\d{{4,11}}")
"""The common forms: 18 digits that begin with their day, or an item's implementing code, the day
and a serial. No identity number begins so (20 is no province), and no payment code of WeChat
(10 … 15) or Alipay (25 … 30)."""
_PICK_UP = re.compile(r"pickup=([2-9A-HJKMNP-Z]{8})")
_SLIP = re.compile(r"[0-9A-F]{8}")
_TOKEN = re.compile(r"(?=.*[0-9])(?=.*[A-Za-z])[A-Za-z0-9_.:+/=~-]{20,}")
"""Parcels' and cards' numbers are shorter, or digits alone."""


@dataclass(frozen=True)
class LicenceCode:
    """亮证码: a link or a token that stands for somebody's electronic licence for a minute.

    Only the platform can tell whether it is one. The representation hides it: it opens a licence.
    """

    text: str = field(repr=False)


@dataclass(frozen=True)
class ReceiptCode:
    """The QR code on a notice of ours: the query page's link, with the case number in it."""

    case_no: str


@dataclass(frozen=True)
class SlipCode:
    """The QR code on a slip of ours for a case not sent yet (收件码)."""

    code: str


@dataclass(frozen=True)
class TicketCode:
    """The QR code on a queue ticket of ours."""

    ticket_id: str


@dataclass(frozen=True)
class AppointmentCode:
    """The QR code on an appointment slip of ours; `code` checks in."""

    appointment_id: str
    code: str = field(repr=False)


@dataclass(frozen=True)
class PickUpCode:
    """The QR code on a slip of ours for an A4 paper not printed yet (取件码)."""

    code: str = field(repr=False)


@dataclass(frozen=True)
class FeedbackCode:
    """The QR code on a slip of ours for what somebody told (反映回执): query or slip code."""

    code: str


@dataclass(frozen=True)
class CaseNumber:
    """A case number alone, in one of the common forms, as windows print it in bars."""

    case_no: str


@dataclass(frozen=True)
class Unknown:
    """Nothing that a terminal can use."""


ShownCode = (
    LicenceCode
    | ReceiptCode
    | SlipCode
    | TicketCode
    | AppointmentCode
    | PickUpCode
    | FeedbackCode
    | CaseNumber
    | Unknown
)


def ticket_code(ticket_id: str) -> str:
    """What the QR code of a queue ticket holds; `what_code` reads it."""
    return f"ticket={ticket_id}"


def feedback_code(code: str) -> str:
    """What the QR code of a slip for what was told holds; `what_code` reads it."""
    return f"feedback={code}"


def appointment_code(appointment_id: str, code: str) -> str:
    """What the QR code of an appointment slip holds; `what_code` reads it."""
    return f"appointment={appointment_id}&code={code}"


def pick_up_qr(code: str) -> str:
    """What the QR code of a pick-up slip holds; `what_code` reads it."""
    return f"pickup={code}"


def what_code(text: str) -> ShownCode:
    """What is meant by the text of a code."""
    text = text.strip()
    if len(text) > LONGEST or not text.isprintable():
        return Unknown()
    if _CASE_NO.fullmatch(text):
        return CaseNumber(text)
    if _SLIP.fullmatch(text):
        return SlipCode(text)
    if ticket := _TICKET.fullmatch(text):
        return TicketCode(ticket[1])
    if feedback := _FEEDBACK.fullmatch(text):
        return FeedbackCode(feedback[1])
    if appointment := _APPOINTMENT.fullmatch(text):
        return AppointmentCode(appointment[1], appointment[2])
    if pick_up := _PICK_UP.fullmatch(text):
        return PickUpCode(pick_up[1])
    if text.startswith(("https://", "http://")):
        return _what_link(text)
    return LicenceCode(text) if _TOKEN.fullmatch(text) else Unknown()


def _what_link(text: str) -> ShownCode:
    try:
        parts = urlsplit(text)
    except ValueError:
        return Unknown()
    if not parts.hostname:
        return Unknown()
    if marked := _MARKED.fullmatch(parts.fragment):
        return ReceiptCode(marked[1])
    values = (value for _, value in parse_qsl(parts.query))
    for word in (*parts.path.split("/"), *values):
        if _CASE_NO.fullmatch(word):
            return ReceiptCode(word)
    # A bare address is an advertisement.
    says_more = bool(parts.query or parts.fragment or parts.path.strip("/"))
    return LicenceCode(text) if says_more else Unknown()
