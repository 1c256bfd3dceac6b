"""Look at a paper before it is printed, and print it."""

from __future__ import annotations

from kiosk.conversation.questions import Chosen, Option, PreviewPaper, Row
from kiosk.dates import full_date
from kiosk.journeys.paper import PaperOutcome
from kiosk.journeys.paper_out import fetched, print_paper
from kiosk.onenetwork.prints import Print
from kiosk.papers.pictures import pictures_of
from kiosk.session import Session
from kiosk.text import _, counted, in_context

PRINT = "print"
ENOUGH = "enough"


async def look_and_print(
    session: Session,
    paper: Print,
    *,
    service: str,
    token: str = "",
    pick_up_code: str = "",
    enough: str = "",
    again: bool = True,
) -> PaperOutcome | None:
    """Show the paper; print it when it is wanted. None: it was only looked at.

    Args:
        token: of the citizen's session; it or `pick_up_code` opens the paper.
        enough: what the button says that ends it without printing; empty for none.
        again: whether one that was printed before may be printed once more.

    Raises:
        Back, Leave, TimedOut, ToWindow: as the citizen chose.
    """
    pdf = await fetched(session, paper, token=token, pick_up_code=pick_up_code)
    pages = await pictures_of(pdf)
    printed = paper.state == "done"
    chosen: Chosen = await session.conversation.ask(
        PreviewPaper(
            service=service,
            title=paper.title,
            line=_line(paper, seen=bool(pages)),
            pages=pages,
            of=paper.pages,
            rows=_rows(paper),
            qr=paper.verify_url or "",
            qr_line=_("手机扫码验真"),
            main=_main(paper) if again or not printed else None,
            second=Option(ENOUGH, enough) if enough else None,
        )
    )
    if chosen.key == ENOUGH:
        return None
    return await print_paper(session, paper, token=token, pick_up_code=pick_up_code, document=pdf)


def _main(paper: Print) -> Option:
    if paper.state == "done":
        return Option(PRINT, _("再打一份"))
    if paper.state == "partial":
        return Option(PRINT, _("接着打印"))
    return Option(PRINT, in_context("deed", "打印"))


def _line(paper: Print, *, seen: bool) -> str:
    if paper.state == "done":
        return _("这一份已经打印过了。")
    if paper.state == "partial":
        return counted("上次印好了前 {n} 页，只接着印后面的。", paper.pages_printed)
    return _("请先核对，没有问题再打印。") if seen else ""


def _rows(paper: Print) -> tuple[Row, ...]:
    """What to know of it; the verification code in groups, as on the paper."""
    rows = [Row(_("页数"), counted("{n} 页", paper.pages))]
    if paper.sealed:
        rows.append(Row(_("盖章"), _("电子印章，和盖公章一样有效")))
    if code := paper.verification_code:
        groups = (code[at : at + 4] for at in range(0, len(code), 4))
        rows.append(Row(_("验证码"), " |".join(groups)))
    if paper.good_until is not None:
        rows.append(Row(_("打印期限"), _("{day}前").format(day=full_date(paper.good_until))))
    return tuple(rows)
