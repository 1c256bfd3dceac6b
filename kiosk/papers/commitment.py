"""告知承诺书: what was promised in place of proof, what if it is untrue, and the signature."""

from __future__ import annotations

from dataclasses import dataclass

from drivers.receipt_printer.contract import Align, Line, Part, Receipt, Rule
from kiosk.onenetwork.models import Case
from kiosk.papers.pieces import Imprint, head, moment, pair
from kiosk.papers.receipts import Matter, about, codes, foot
from kiosk.papers.seal import signature
from kiosk.text import _


@dataclass(frozen=True)
class Promise:
    """The text: what the citizen was told before, what they promise, what if it is untrue."""

    title: str
    notice: str
    text: str
    liability: str


def commitment_paper(
    promise: Promise, case: Case | None, matter: Matter, imprint: Imprint, signed: bytes
) -> Receipt:
    """For whoever signed it.

    Args:
        case: None while it waits here to be sent.
        signed: the signature as PNG.
    """
    return Receipt(
        (
            *head(imprint, _("告知承诺书"), promise.title),
            *about(matter),
            *_said(_("告知"), promise.notice),
            *_said(_("承诺内容"), promise.text),
            *_said(_("承诺不实的责任"), promise.liability),
            Rule(),
            Line(_("承诺人签名"), bold=True),
            signature(signed),
            Line(moment(imprint.printed_at), align=Align.RIGHT),
            Rule(),
            *(codes(case) if case is not None else (_not_sent(),)),
            Rule(),
            *foot(matter, imprint),
        )
    )


def _said(heading: str, text: str) -> tuple[Part, ...]:
    return (Rule(), Line(heading, bold=True), Line(text))


def _not_sent() -> Part:
    return pair(_("状态"), _("已存好，连上平台后自动送出"))
