"""告知承诺书 on A4, to file: the whole text, who promised, and the signature."""

from __future__ import annotations

from typing import Any

from kiosk.conversation.questions import Group, Row
from kiosk.identity.masking import mask_name, number_on_paper
from kiosk.onenetwork.models import Case
from kiosk.papers.commitment import Promise
from kiosk.papers.pieces import HOTLINE, Imprint, moment
from kiosk.papers.receipts import Matter, qr_data
from kiosk.papers.sheet import Signature, sheet
from kiosk.text import _


def commitment_sheet(
    promise: Promise, case: Case | None, matter: Matter, at: Imprint, signed: bytes
) -> dict[str, Any]:
    """The same words as on the strip (`kiosk.papers.commitment`).

    Args:
        case: None while it waits here to be sent.
        signed: the signature as PNG.
    """
    number = _("办件编号 {number}").format(number=case.case_no) if case else _("还没有送到平台")
    return sheet(
        at,
        kind=_("告知承诺书"),
        title=promise.title,
        line=matter.item_name.replace("|", ""),
        source=number,
        qr=qr_data(case) if case else "",
        qr_line=_("手机扫码看进度"),
        parts=(
            Group(_("承诺人"), rows=_whose(matter)),
            Group(_("告知"), lines=(promise.notice,)),
            Group(_("承诺内容"), lines=(promise.text,)),
            Group(_("承诺不实的责任"), lines=(promise.liability,)),
            Group(_("地点和电话"), rows=_where(matter)),
        ),
        signed=Signature(_("承诺人签名"), moment(at.printed_at), signed),
    )


def _whose(matter: Matter) -> tuple[Row, ...]:
    firm = (
        Row(_("申请单位"), matter.company),
        Row(_("信用代码"), matter.credit_code),
    )
    return (
        *(firm if matter.company else ()),
        Row(_("经办人") if matter.company else _("申请人"), mask_name(matter.name)),
        Row(_("证件号码"), number_on_paper(matter.number)),
        *((Row(_("代办人"), mask_name(matter.agent)),) if matter.agent else ()),
    )


def _where(matter: Matter) -> tuple[Row, ...]:
    return (
        Row(_("窗口"), matter.place),
        Row(_("咨询"), matter.consult_phone),
        Row(_("监督"), matter.supervise_phone),
        Row(_("政务热线"), HOTLINE),
    )
