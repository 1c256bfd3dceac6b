"""What came out of the A4 printer is told to the platform, at once or when it is back.

A report is on disk before it is sent, and sent under one Idempotency-Key. It holds a paper's name
and numbers, nothing of a citizen's.
"""

from __future__ import annotations

import logging
import sqlite3
from typing import TYPE_CHECKING

from kiosk.onenetwork.client import OneNetwork
from kiosk.onenetwork.outcomes import OutboxFull, why_not_stored
from kiosk.onenetwork.print_report_rows import PrintReportRows
from kiosk.onenetwork.problem import BackendProblem
from kiosk.onenetwork.sender import is_refusal
from kiosk.onenetwork.stored import read_model
from kiosk.storage.vault import Unsealable

if TYPE_CHECKING:
    from kiosk.onenetwork.prints import PrintReport

log = logging.getLogger(__name__)


class PrintReports:
    """One for the terminal; the outbox's `drain` sends."""

    def __init__(self, backend: OneNetwork, rows: PrintReportRows) -> None:
        self._backend = backend
        self._rows = rows

    async def commit(self, print_id: str, report: PrintReport) -> None:
        """Store what came out of the printer; it survives a power cut when this returns.

        Raises:
            OutboxFull: it was not stored.
        """
        try:
            await self._rows.add(print_id, report)
        except sqlite3.Error as error:
            raise OutboxFull(why_not_stored(error)) from error

    async def send_waiting(self) -> None:
        """Tell what has not been told, in the order in which it happened.

        Raises:
            BackendError: the platform is away; the rest would fare no better.
        """
        from kiosk.onenetwork.prints import PrintReport

        for key, print_id, stored in await self._rows.waiting():
            try:
                report = read_model(PrintReport, stored.encode())
                await self._backend.prints.done(print_id, report, key=key)
            except Unsealable as error:
                log.error("the print of %s is not told: %s", print_id, error)
            except BackendProblem as problem:
                if not is_refusal(problem):
                    raise
                log.warning("the print of %s was not taken: %s", print_id, problem)
            await self._rows.drop(key)
