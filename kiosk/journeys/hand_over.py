"""After submitting: the notice on paper, the code on the screen, the card back in its pocket."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace

from drivers.driver import Event, Health, Status, Supply
from drivers.receipt_printer.contract import (
    Hindrance,
    NotPrinted,
    PaperMoved,
    Printed,
    PrintOutcome,
    Receipt,
    ReceiptPrinter,
)
from kiosk.catalogue.model import Item
from kiosk.conversation import ToWindow
from kiosk.conversation.notices import CardTaken, PaperNews
from kiosk.conversation.questions import Accepted, After, CardSort, PaperStage, Working
from kiosk.devices.device import Device, Unavailable
from kiosk.journeys import device_troubles, troubles
from kiosk.journeys.card_back import card_taken
from kiosk.journeys.rate import nobody
from kiosk.journeys.window import to_the_window
from kiosk.session import Session
from kiosk.text import _

PRINT_DEADLINE = 45.0
LOOK_AGAIN = 1.0
"""Seconds between two looks at a printer that is in trouble."""
CARD_LEFT = 600.0


@dataclass(frozen=True)
class Slip:
    """A paper of the receipt printer: its job's id for life, what it is about, and the service.

    `kept` says what is safe when the paper does not come; empty: an application.
    """

    ref: str
    service: str
    item: Item | None = None
    kept: str = ""


@dataclass(frozen=True)
class Broken:
    """The receipt did not come out. `begun` None: it is not known whether any of it did."""

    hindrance: Hindrance
    begun: bool | None
    detail: str


def hindrance_in(status: Status) -> Hindrance | None:
    """What keeps the receipt printer from printing right now; None also when it cannot tell."""
    if status.supply("paper") in (Supply.OUT, Supply.JAMMED):
        return Hindrance.PAPER_OUT
    if status.health in (Health.ONLINE, Health.BUSY, Health.STARTING):
        return None
    return Hindrance.COVER_OPEN if status.health is Health.USER_ERROR else Hindrance.OFFLINE


async def hand_over(session: Session, slip: Slip, question: Accepted, *papers: Receipt) -> After:
    """Print, watch the card, and wait until the citizen is ready to go on.

    Nobody leaves for the window without the code of what was handed in.

    Args:
        papers: pieces of paper, in the order in which they come out.
    """
    applied = slip.item if not slip.kept else None
    in_hand = [one.code for one in applied.materials] if applied else []
    watching = asyncio.create_task(_watch_card(session))
    paper = PaperStage.PRINTING
    try:
        while True:
            shown = replace(
                question,
                paper=paper,
                paper_line=_told(question, paper),
                card_on_reader=session.card_on_reader,
                card=next(iter(session.cards_in), CardSort.IDENTITY),
            )
            try:
                if paper is not PaperStage.PRINTING:
                    return await session.conversation.ask(shown)
                outcome = await session.conversation.during(
                    shown, _print(session, slip.ref, papers)
                )
                if isinstance(outcome, After):
                    return outcome
                paper = await _without_paper(session, slip, outcome, sent=question.sent)
            except ToWindow:
                paper = PaperStage.NOT_PRINTED
                if await to_the_window(session, slip.item, question.code, in_hand):
                    return After.DONE
    finally:
        watching.cancel()


async def _without_paper(session: Session, slip: Slip, broken: Broken, *, sent: bool) -> PaperStage:
    """Say what is wrong; print again as soon as the printer is mended."""
    case = _("申请已经提交，不用重新办。") if sent else _("申请已经存好，不用重新办。")
    trouble = device_troubles.printer_down(
        session,
        slip.service,
        broken.hindrance,
        kept=slip.kept or case,
        begun=broken.begun,
        detail=broken.detail,
    )
    choice = await troubles.ask_until(session, trouble, _mended(session))
    return PaperStage.NOT_PRINTED if choice == troubles.GO_ON else PaperStage.PRINTING


def _told(question: Accepted, paper: PaperStage) -> str:
    """Where the paper comes out, or that one does without."""
    if paper is PaperStage.NOT_PRINTED:
        return _("记下屏幕上的号码就行，随时可以查")
    return question.paper_line


async def _mended(session: Session) -> None:
    """Ask the printer itself: what the hub last heard may be older than the trouble."""
    printer = session.services.hub.receipt_printer
    while True:
        status = await printer.call(ReceiptPrinter.check, deadline=LOOK_AGAIN * 5)
        if (
            isinstance(status, Status)
            and status.health is Health.ONLINE
            and hindrance_in(status) is None
        ):
            return
        await asyncio.sleep(LOOK_AGAIN)


async def _print(session: Session, ref: str, papers: tuple[Receipt, ...]) -> Broken:
    """Print them; ends only when one did not come out (the citizen ends the rest)."""
    conversation = session.conversation
    slot = _("从{where}出来").format(where=session.services.settings.places.receipt_slot)

    def tell(event: Event) -> None:
        if isinstance(event, PaperMoved):
            conversation.tell(PaperNews(PaperStage.PRINTING, _("正在打印"), event.done))

    with session.services.hub.receipt_printer.listening(tell):
        broken = await come_out(session, ref, *papers)
    if broken is not None:
        return broken
    conversation.tell(PaperNews(PaperStage.PRINTED, slot, 1.0))
    return await nobody()


async def come_out(session: Session, ref: str, *papers: Receipt) -> Broken | None:
    """Print them; None once all are out. Whoever goes on meanwhile stops none of it."""
    # Shielded: the citizen may go on while the rest of the paper comes out.
    printing = _one_after_another(session.services.hub.receipt_printer, ref, papers)
    job = session.services.background(printing)
    try:
        outcome = await asyncio.shield(job)
    except asyncio.CancelledError:
        session.services.background(_look_after(session, job))
        raise
    match outcome:
        case Printed():
            return None
        case NotPrinted(hindrance=hindrance, begun=begun):
            return Broken(hindrance, begun, f"not printed: {hindrance}")
        case Unavailable(detail=detail):
            return Broken(Hindrance.OFFLINE, None, detail)


async def print_meanwhile(
    session: Session, service: str, title: str, ref: str, paper: Receipt
) -> bool:
    """Print a paper in the middle of a journey, which goes on whether or not it came out; the
    operator is told when it did not.

    Raises:
        Leave, TimedOut: the citizen left; what has begun comes out.
    """
    slot = _("从{where}出来").format(where=session.services.settings.places.receipt_slot)
    working = Working(service=service, title=title, line=slot)
    broken = await session.conversation.during(working, come_out(session, ref, paper))
    if broken is None:
        return True
    code = troubles.help_code("P")
    troubles.page_operator(session, "receipt_printer", Health.HARDWARE_ERROR, broken.detail, code)
    return False


async def _one_after_another(
    printer: Device[ReceiptPrinter], ref: str, papers: tuple[Receipt, ...]
) -> PrintOutcome | Unavailable:
    """The outcome of the last paper, or of the first that did not come out; a paper that is out
    already, under its own job's name, is not printed again."""
    outcome: PrintOutcome | Unavailable = Printed()
    for number, paper in enumerate(papers):
        job = f"{ref}-{number}" if number else ref
        outcome = await printer.call(ReceiptPrinter.print, job, paper, deadline=PRINT_DEADLINE)
        if not isinstance(outcome, Printed):
            break
    return outcome


async def _look_after(session: Session, job: asyncio.Task[PrintOutcome | Unavailable]) -> None:
    """The citizen has gone on: a piece that breaks off is the operator's to take away."""
    if not isinstance(await job, Printed):
        detail = "a receipt broke off after its citizen had gone on"
        code = troubles.help_code("P")
        troubles.page_operator(session, "receipt_printer", Health.HARDWARE_ERROR, detail, code)


async def _watch_card(session: Session) -> None:
    """Notice that the card was taken from its device."""
    while True:
        for card in tuple(session.cards_in):
            if await card_taken(session, card, CARD_LEFT) is True:
                session.cards_in.discard(card)
        if not session.cards_in:
            return session.conversation.tell(CardTaken())
        await asyncio.sleep(LOOK_AGAIN)  # a reader that was lost may come back
