"""The papers of what was promised, for whoever signed it: each a document of its own."""

from __future__ import annotations

from drivers.receipt_printer.contract import Receipt
from kiosk.journeys.commitment import notice_of
from kiosk.journeys.draft import Draft
from kiosk.onenetwork.models import Case
from kiosk.papers.commitment import Promise, commitment_paper
from kiosk.papers.pieces import Imprint
from kiosk.papers.pledge import deferral_pledge
from kiosk.papers.receipts import Matter


def promise_papers(
    draft: Draft, case: Case | None, matter: Matter, imprint: Imprint
) -> tuple[Receipt, ...]:
    """None, one or both. The pledge waits for the platform, which counts its days."""
    papers = []
    if draft.commitment is not None and (said := draft.item.commitment) is not None:
        promise = Promise(said.title, notice_of(draft), said.text, said.liability)
        papers.append(commitment_paper(promise, case, matter, imprint, draft.commitment.png))
    if draft.pledge is not None and case is not None and case.deferred:
        papers.append(deferral_pledge(case, matter, imprint, draft.pledge.png))
    return tuple(papers)
