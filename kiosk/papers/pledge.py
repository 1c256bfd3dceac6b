"""容缺受理承诺书: which materials follow, until when, what if they do not, and the signature."""

from __future__ import annotations

from drivers.receipt_printer.contract import Align, Line, Receipt, Rule
from kiosk.onenetwork.models import Case
from kiosk.papers.notices.accepted import until
from kiosk.papers.pieces import Imprint, head, moment, next_steps, numbered, pair
from kiosk.papers.receipts import Matter, about, codes, foot
from kiosk.papers.seal import signature
from kiosk.text import _


def deferral_pledge(case: Case, matter: Matter, imprint: Imprint, signed: bytes = b"") -> Receipt:
    """What the citizen promised when the case was taken without some of its materials.

    Args:
        signed: the signature as PNG; without it there is a line to sign on.
    """
    name = (signature(signed),) if signed else (Line(_("签名：") + "_" * 20),)
    return Receipt(
        (
            *head(imprint, _("容缺受理承诺书"), _("缺的材料以后补，现在先办")),
            *about(matter),
            pair(_("受理单位"), case.department),
            Rule(),
            *numbered(_("我承诺按时补交"), map(until, case.deferred)),
            *numbered(
                _("我知道"),
                (
                    _("到期不补，可以中止办理，或者撤销所作的决定。"),
                    _("补交的材料要真实有效，不真实的由我承担责任。"),
                ),
            ),
            Rule(),
            Line(_("承诺人签名"), bold=True),
            *name,
            Line(moment(imprint.printed_at), align=Align.RIGHT),
            Rule(),
            *next_steps((_("补交：在本机“查进度”里拍照，或带到窗口。"),)),
            *codes(case),
            Rule(),
            *foot(matter, imprint),
        )
    )
