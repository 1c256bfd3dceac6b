"""One job at the A4 printer: page after page, through what has to be mended, to the last one taken.

The printer's driver prints a job once, however often it is asked, and goes on where it broke off.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime
from typing import Any, Literal

from drivers.driver import Event
from drivers.page_printer.contract import (
    Hindrance,
    NotPrinted,
    PagePrinter,
    PagesOut,
    Printed,
    PrintOptions,
    PrintOutcome,
    Waiting,
)
from kiosk.conversation import TimedOut, ToWindow
from kiosk.conversation.notices import PagesNews
from kiosk.conversation.questions import After, Chosen, PagesStage, Question, TakePages, Trouble
from kiosk.devices.device import Unavailable
from kiosk.journeys import page_troubles, troubles
from kiosk.journeys.paper import CameOut, KeptBack, Paper, PaperOutcome
from kiosk.onenetwork.outcomes import OutboxFull
from kiosk.onenetwork.prints import PrintReport
from kiosk.session import Session

MENDING = 900.0
"""Seconds the printer may be out of paper, or jammed, before the print is given up."""
SECONDS_A_PAGE = 30.0

log = logging.getLogger(__name__)


class PageJob:
    """One paper on its way out, for one citizen; `out` of its pages are."""

    def __init__(self, session: Session, paper: Paper, document: bytes) -> None:
        self.session = session
        self.paper = paper
        self.out = paper.out
        self._document = document
        self._moved = self._whole = False
        self._waits_for: Hindrance | None = None
        self._changed = asyncio.Event()

    async def run(self) -> PaperOutcome:
        """Until it is out and taken, or the citizen wants the rest another time.

        Raises:
            Leave, TimedOut, ToWindow: as the citizen chose; `report_rest` is the caller's.
        """
        while not self._whole:
            match await self._attempt():
                case Printed():
                    self.out, self._whole = self.paper.pages, True
                    await self._report("printed", copies=1)
                    break
                case NotPrinted(hindrance=hindrance, pages=pages, detail=detail):
                    self.out = pages
                    chosen = await self._stopped(hindrance, detail)
                case Unavailable(detail=detail):
                    chosen = await self._stopped(Hindrance.OFFLINE, detail)
                case Chosen(key=chosen):
                    pass
            if chosen != troubles.RETRY:
                await self.report_rest()
                return KeptBack(self.out)
        return CameOut(self.out, await self._taken())

    async def _stopped(self, hindrance: Hindrance, detail: str) -> str:
        return await troubles.ask(self.session, self._trouble(hindrance, detail, waits=False))

    def _trouble(self, hindrance: Hindrance, detail: str, *, waits: bool) -> Trouble:
        return page_troubles.pages_stopped(
            self.session, self.paper, hindrance, self.out, waits=waits, detail=detail
        )

    # --- at the printer ---

    async def _attempt(self) -> PrintOutcome | Unavailable | Chosen:
        """Print what is not out; a choice ends it when something has to be mended meanwhile."""
        printer = self.session.services.hub.page_printer
        if printer.status.health not in page_troubles.WORKS:
            return Unavailable(printer.status.health, printer.status.detail)
        self._waits_for = None
        with printer.listening(self._hear):
            printing = asyncio.ensure_future(self._print())
            try:
                while not printing.done():
                    self._changed.clear()
                    news = self._news(printing)
                    answer = await self.session.conversation.during(self._question(), news)
                    if isinstance(answer, Chosen):
                        if answer.key == troubles.WINDOW:
                            raise ToWindow
                        return answer
                return printing.result()
            finally:
                printing.cancel()
                await asyncio.gather(printing, return_exceptions=True)

    async def _print(self) -> PrintOutcome | Unavailable:
        left = self.paper.pages - self.out
        return await self.session.services.hub.page_printer.call(
            PagePrinter.print,
            self.paper.job,
            self._document,
            PrintOptions(out_before=self.out, wait_for_mend=MENDING),
            deadline=MENDING + SECONDS_A_PAGE * (left + 1),
        )

    def _hear(self, event: Event) -> None:
        match event:
            case PagesOut(pages=pages, of=of):
                self.out, self._moved = pages, True
                self.session.conversation.tell(PagesNews(pages, of))
            case Waiting(hindrance=hindrance):
                self._waits_for = hindrance
                self._changed.set()

    async def _news(self, printing: asyncio.Future[Any]) -> None:
        """Until it is out, or something has to be mended, or was."""
        changed = asyncio.ensure_future(self._changed.wait())
        both: set[asyncio.Future[Any]] = {printing, changed}
        try:
            await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        finally:
            changed.cancel()

    def _question(self) -> Question[Any]:
        if self._waits_for is None:
            return self._shown(PagesStage.PRINTING)
        return self._trouble(self._waits_for, self._waits_for.value, waits=True)

    def _shown(self, stage: PagesStage) -> TakePages:
        return TakePages(
            service=self.paper.title,
            title=self.paper.title,
            stage=stage,
            pages=self.out,
            of=self.paper.pages,
            where=self.session.services.settings.places.page_slot,
        )

    # --- out ---

    async def _taken(self) -> After:
        """Wait until the citizen has it.

        Raises:
            TimedOut: nobody took it; the next one must not read it unwarned.
        """
        if not self._moved:
            trouble = page_troubles.printed_before(self.session, self.paper)
            await troubles.ask(self.session, trouble)
            return After.DONE
        wait = self.session.services.settings.times.paper_wait
        for stage in (PagesStage.READY, PagesStage.NOT_TAKEN):
            waiting = asyncio.sleep(wait)
            after = await self.session.conversation.during(self._shown(stage), waiting)
            if after is not None:
                return after
        page_troubles.paper_left(self.session)
        self.session.paper_left = True
        raise TimedOut

    # --- what the platform hears ---

    async def report_rest(self) -> None:
        """The citizen goes without the rest: tell how far it came, unless it is out."""
        if not self._whole:
            await self._report("partial" if self.out else "failed", copies=0)

    async def _report(
        self, outcome: Literal["printed", "partial", "failed"], *, copies: int
    ) -> None:
        if not self.paper.print_id:
            return
        report = PrintReport(
            outcome=outcome, pages=self.out, copies=copies, at=datetime.now().astimezone()
        )
        try:
            await self.session.services.outbox.commit_print_report(self.paper.print_id, report)
        except OutboxFull as error:
            # The citizen has the paper; the platform lists it as waiting until it is told.
            log.error("a print was not reported: %s", error)
