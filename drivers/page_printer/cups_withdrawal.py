"""The end of a copy in CUPS and the printer: no more of it comes out, and no trace of it stays."""

from __future__ import annotations

import time
from typing import Final

from drivers.driver import Offline
from drivers.page_printer.cups_link import CupsJob, CupsLink
from drivers.page_printer.cups_watch import Attempt
from drivers.page_printer.printer_eye import CANCELLED, PrinterEye, PrinterGoneError

SETTLE: Final = 0.8
"""Seconds a withdrawn job may take to stop: less than the hub waits for a cancel."""
SETTLE_EVERY: Final = 0.03


class CupsWithdrawal:
    """Ends one attempt, and counts in it what came out until then."""

    def __init__(self, link: CupsLink, eye: PrinterEye | None, attempt: Attempt) -> None:
        self._link = link
        self._eye = eye
        self._attempt = attempt

    def withdraw(self, patience: float = SETTLE) -> bool:
        """Make sure that no more of it comes out; whether that is certain within `patience`
        seconds: a page under way comes out still.

        CUPS first, with all its traces, so that it sends nothing any more; then the printer.
        """
        end = time.monotonic() + patience
        try:
            if self._eye is None:
                return self._withdraw_unseen(end)
            self._purge()
            stopped = self._withdraw_from_printer(self._eye, end)
            self._purge()  # an active job was stopped by the first, not wiped
            return stopped
        except (Offline, PrinterGoneError):
            return False

    def _withdraw_from_printer(self, eye: PrinterEye, end: float) -> bool:
        while True:
            own = [job for job in eye.jobs() if job.name == self._attempt.title]
            for job in own:
                self._attempt.pages = max(self._attempt.pages, job.pages or 0)
                if not (job.over or job.stopping):
                    eye.cancel(job.number)
            if all(job.over for job in own) or time.monotonic() > end:
                return all(job.over for job in own)
            time.sleep(SETTLE_EVERY)

    def _purge(self) -> None:
        for job in self._link.jobs():
            if job.name == self._attempt.title:
                self._link.cancel(job.number, purge=True)

    def _withdraw_unseen(self, end: float) -> bool:
        for job in self._link.jobs():
            if job.name == self._attempt.title:
                self._attempt.number = job.number
                self._attempt.pages = max(self._attempt.pages, job.pages)
                self._link.cancel(job.number)
        return self.wipe(end) is not None

    def wipe(self, end: float | None = None) -> bool | None:
        """Remove what is left of the job in CUPS; whether its document was kept there.

        None: it is not over in time. Raises Offline.
        """
        end = end or time.monotonic() + SETTLE
        while (job := self._cups_job()) is not None:
            self._link.cancel(job.number)
            # What CUPS hears of the last pages, it hears after what hindered them.
            self._attempt.pages = max(self._attempt.pages, job.pages)
            if job.state >= CANCELLED and not self._link.queue().busy:
                self._link.cancel(job.number, purge=True)
                return job.kept
            if time.monotonic() > end:
                self._link.cancel(job.number, purge=True)
                return None
            time.sleep(SETTLE_EVERY)
        return False

    def _cups_job(self) -> CupsJob | None:
        number = self._attempt.number
        return None if number is None else self._link.job(number)
