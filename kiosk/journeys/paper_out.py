"""A paper of the platform comes out of the A4 printer, whatever goes wrong on the way.

The PDF is held in memory only, and only as long as this takes.
"""

from __future__ import annotations

from drivers.page_printer.contract import Hindrance
from kiosk.conversation import Leave, TimedOut, ToWindow
from kiosk.conversation.questions import PagesStage, TakePages, Working
from kiosk.journeys import page_troubles, troubles
from kiosk.journeys.page_job import KeptBack, PageJob, PaperOutcome
from kiosk.journeys.window import to_the_window
from kiosk.onenetwork.prints import Print
from kiosk.onenetwork.problem import BackendError
from kiosk.session import Session
from kiosk.text import _


async def print_paper(
    session: Session, paper: Print, *, token: str = "", pick_up_code: str = ""
) -> PaperOutcome:
    """Fetch the paper and print it; `token` of the citizen's session or the pick-up code opens it.

    Raises:
        Leave, TimedOut: the citizen left; what is out is out, the pick-up code prints the rest.
        ToWindow: there is nothing that prints here; the paper has no code to take along.
    """
    if not session.services.hub.page_printer.configured:
        await troubles.ask(session, page_troubles.no_page_printer(session, paper.title))
        return KeptBack(0)
    document = await _fetched(session, paper, token, pick_up_code)
    job = PageJob(session, paper, document)
    while True:
        try:
            return await job.run()
        except (Leave, TimedOut):
            await job.report_rest()
            raise
        except ToWindow:
            if await to_the_window(session, None, paper.pick_up_code or ""):
                await job.report_rest()
                raise Leave from None


async def _fetched(session: Session, paper: Print, token: str, pick_up_code: str) -> bytes:
    """The PDF. Raises Leave, TimedOut, ToWindow."""
    working = Working(service=paper.title, title=_("正在取文件"), line=_("请稍等。"))
    prints = session.services.backend.prints
    while True:
        fetching = prints.file(paper, token=token, pick_up_code=pick_up_code)
        try:
            document = await session.conversation.during(working, fetching)
        except BackendError as error:
            kept = _("文件还在平台上，没有丢。")
            trouble = troubles.backend_trouble(session, paper.title, error, kept)
            await troubles.ask(session, trouble)
        else:
            assert document is not None, "Working is never answered"
            return document


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
