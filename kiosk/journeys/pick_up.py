"""The code for what was not printed (取件码): on the screen, and on a slip."""

from __future__ import annotations

import uuid

from kiosk.conversation.questions import Accepted, After, Milestone, PaperStage
from kiosk.dates import month_day
from kiosk.journeys.case_paper import imprint
from kiosk.journeys.hand_over import Slip, hand_over
from kiosk.onenetwork.prints import Print
from kiosk.papers.pick_up_slip import pick_up_slip
from kiosk.papers.pieces import spaced
from kiosk.papers.shown_codes import pick_up_qr
from kiosk.session import Session
from kiosk.text import _, counted


async def hand_out_code(session: Session, paper: Print, out: int) -> After:
    """Give the citizen the code that prints what comes after the first `out` pages.

    Raises:
        Leave, TimedOut: as the citizen chose.
    """
    assert paper.pick_up_code, "a paper without a code cannot be fetched later"
    code, ref, left = paper.pick_up_code, uuid.uuid4().hex, paper.pages - out
    near, at = session.services.surroundings.nearest, imprint(session, ref)
    slip = pick_up_slip(paper.title, code, paper.good_until, left, at, near)
    return await hand_over(session, Slip(ref, paper.title), _question(session, paper, left), slip)


def _question(session: Session, paper: Print, left: int) -> Accepted:
    code = paper.pick_up_code or ""
    when = _("{day}前").format(day=month_day(paper.good_until)) if paper.good_until else _("以后")
    here = _("在任何一台终端打印，或者到窗口打印")
    near = session.services.surroundings.nearest
    where = _("{here}；最近的一台在{place}").format(here=here, place=near) if near else here
    return Accepted(
        service=paper.title,
        title=_("拿好取件码，以后打印"),
        line=counted("还有 {n} 页没有印，不用再办一遍。", left),
        sent=True,
        code=spaced(code),
        code_label=_("取件码"),
        code_line=_("在任何一台终端按“证照打印”，|输这个码就能印。"),
        qr=pick_up_qr(code),
        qr_line=_("终端扫码就能印"),
        milestones=(
            Milestone(_("现在"), _("文件已经办好，存在平台上"), True),
            Milestone(when, where),
        ),
        card_on_reader=session.card_on_reader,
        paper=PaperStage.PRINTING,
        paper_line=_("从{where}出来").format(where=session.services.settings.places.receipt_slot),
    )
