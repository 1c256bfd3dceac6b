"""The papers of what was promised, for whoever signed it: each a document of its own."""

from __future__ import annotations

from drivers.receipt_printer.contract import Receipt
from kiosk.conversation import Back
from kiosk.conversation.questions import Choose, Entry
from kiosk.journeys.commitment import notice_of
from kiosk.journeys.draft import Application, Draft
from kiosk.journeys.paper_out import printer_check
from kiosk.journeys.print_sheet import print_sheet
from kiosk.onenetwork.models import Case
from kiosk.papers.commitment import Promise, commitment_paper
from kiosk.papers.commitment_sheet import commitment_sheet
from kiosk.papers.pieces import Imprint
from kiosk.papers.pledge import deferral_pledge
from kiosk.papers.receipts import Matter
from kiosk.text import _

PRINT, NO = "print", "no"


def promise_papers(
    draft: Draft, case: Case | None, matter: Matter, imprint: Imprint
) -> tuple[Receipt, ...]:
    """None, one or both. The pledge waits for the platform, which counts its days."""
    papers = []
    if draft.commitment is not None and (promise := _promise(draft)) is not None:
        papers.append(commitment_paper(promise, case, matter, imprint, draft.commitment.png))
    if draft.pledge is not None and case is not None and case.deferred:
        papers.append(deferral_pledge(case, matter, imprint, draft.pledge.png))
    return tuple(papers)


async def offer_sheet(
    application: Application, case: Case | None, matter: Matter, imprint: Imprint
) -> None:
    """The commitment on A4 as well, where one was signed and this terminal can print it.

    Raises:
        Back, Leave, TimedOut, ToWindow: as the citizen chose; Back is to the notice.
    """
    session, draft = application.session, application.draft
    promise = _promise(draft)
    if draft.commitment is None or promise is None or printer_check(session) is not None:
        return
    question = Choose(
        service=application.service,
        progress=application.progress(4),
        title=_("承诺书，要不要|再印一份 A4 的？"),
        entries=(
            Entry(PRINT, _("印一份"), _("A4 的好存放，不收费"), "certificate"),
            Entry(NO, _("不用再印"), _("小票上已经有全文"), "receipt"),
        ),
    )
    data = commitment_sheet(promise, case, matter, imprint, draft.commitment.png)
    while (await session.conversation.ask(question)).key == PRINT:
        try:
            await print_sheet(session, application.service, promise.title, data)
            break
        except Back:
            continue


def _promise(draft: Draft) -> Promise | None:
    said = draft.item.commitment
    if said is None:
        return None
    return Promise(said.title, notice_of(draft), said.text, said.liability)
