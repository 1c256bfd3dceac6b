"""A paper of the platform comes out of the A4 printer, whatever goes wrong on the way.

The PDF is held in memory only, and only as long as this takes.
"""

from __future__ import annotations

import uuid

from drivers.page_printer.contract import Hindrance
from kiosk.conversation import Leave, TimedOut, ToWindow
from kiosk.conversation.questions import PagesStage, TakePages
from kiosk.journeys import page_troubles, troubles
from kiosk.journeys.page_job import PageJob
from kiosk.journeys.paper import KeptBack, Paper, PaperOutcome
from kiosk.journeys.pick_up import hand_out_code
from kiosk.journeys.reaching import reach
from kiosk.journeys.window import to_the_window
from kiosk.onenetwork.prints import Print
from kiosk.session import Session
from kiosk.text import _


async def print_paper(
    session: Session,
    paper: Print,
    *,
    token: str = "",
    pick_up_code: str = "",
    document: bytes = b"",
) -> PaperOutcome:
    """Print the paper, or as much as comes out; who does not get it whole gets its pick-up code.

    Args:
        token: of the citizen's session; it or `pick_up_code` opens the paper.
        document: its PDF, if it was fetched before.

    Raises:
        Back: the citizen would rather not wait for the platform; nothing came out.
        Leave, TimedOut: the citizen left; what is out is out, the pick-up code prints the rest.
        ToWindow: nothing prints here.
    """
    outcome = await _printed(session, paper, token, pick_up_code, document)
    if isinstance(outcome, KeptBack) and paper.pick_up_code and not pick_up_code:
        after = await hand_out_code(session, paper, outcome.pages)
        return KeptBack(outcome.pages, after)
    return outcome


async def fetched(
    session: Session, paper: Print, *, token: str = "", pick_up_code: str = ""
) -> bytes:
    """The PDF of the platform.

    Raises:
        Back, Leave, TimedOut, ToWindow: as the citizen chose.
    """
    prints = session.services.backend.prints

    async def fetch() -> bytes:
        return await prints.file(paper, token=token, pick_up_code=pick_up_code)

    return await reach(session, paper.title, fetch, kept=_("文件还在平台上，没有丢。"))


async def print_document(session: Session, title: str, pdf: bytes, pages: int) -> PaperOutcome:
    """Print what this terminal made itself, for whoever stands there.

    Raises:
        Leave, TimedOut, ToWindow: as the citizen chose.
    """
    return await _run(session, Paper(uuid.uuid4().hex, title, pages), pdf)


async def _printed(
    session: Session, paper: Print, token: str, pick_up_code: str, document: bytes
) -> PaperOutcome:
    if not session.services.hub.page_printer.configured:
        await troubles.ask(session, page_troubles.no_page_printer(session, paper.title))
        return KeptBack(0)
    pdf = document or await fetched(session, paper, token=token, pick_up_code=pick_up_code)
    return await _run(session, _of_platform(paper), pdf)


def _of_platform(paper: Print) -> Paper:
    """Its job is named after it, its bytes and the number of copies the platform knows of."""
    return Paper(
        job=f"{paper.print_id}-{paper.sha256[:16]}-{paper.copies}",
        title=paper.title,
        pages=paper.pages,
        out=paper.pages_printed if paper.state == "partial" else 0,
        print_id=paper.print_id,
        pick_up_code=paper.pick_up_code or "",
    )


async def _run(session: Session, paper: Paper, pdf: bytes) -> PaperOutcome:
    job = PageJob(session, paper, pdf)
    while True:
        try:
            return await job.run()
        except (Leave, TimedOut):
            await job.report_rest()
            raise
        except ToWindow:
            if await to_the_window(session, None, paper.pick_up_code):
                await job.report_rest()
                raise Leave from None


def left_behind(session: Session) -> TakePages:
    """What whoever stands there next is asked; it tells nothing of the paper."""
    return TakePages(
        title="",
        stage=PagesStage.LEFT_BEHIND,
        pages=0,
        of=0,
        where=session.services.settings.places.page_slot,
    )


def printer_check(session: Session) -> Hindrance | None:
    """What keeps this terminal from printing A4 now; OFFLINE also when it has no such printer."""
    printer = session.services.hub.page_printer
    if not printer.configured:
        return Hindrance.OFFLINE
    return page_troubles.page_hindrance(printer.status)
