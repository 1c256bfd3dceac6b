"""What the platform tells of a case, on thermal paper: each outcome is a document of its own."""

from __future__ import annotations

from drivers.receipt_printer.contract import Receipt
from kiosk.onenetwork.case_details import CaseState
from kiosk.onenetwork.models import Case
from kiosk.papers.notices.accepted import accepted_notice
from kiosk.papers.notices.correction import correction_notice
from kiosk.papers.notices.decided import decided_notice
from kiosk.papers.notices.not_accepted import not_accepted_notice
from kiosk.papers.notices.received import received_notice
from kiosk.papers.notices.withdrawn import withdrawn_notice
from kiosk.papers.pieces import Imprint
from kiosk.papers.receipts import Matter


def case_notice(case: Case, matter: Matter, imprint: Imprint) -> Receipt:
    """The paper that fits where the case stands."""
    match case.state:
        case CaseState.NOT_ACCEPTED:
            return not_accepted_notice(case, matter, imprint)
        case CaseState.CORRECTION:
            return correction_notice(case, matter, imprint)
        case CaseState.WITHDRAWN:
            return withdrawn_notice(case, matter, imprint)
    if case.decision is not None:
        return decided_notice(case, case.decision, matter, imprint)
    if case.accepted_at is None:
        return received_notice(case, matter, imprint)
    return accepted_notice(case, case.accepted_at, matter, imprint)
