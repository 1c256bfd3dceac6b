"""ESC/POS receipt printer, whatever wire leads to it.

How the end is known: GS r 1 goes into the same queue as the receipt, so that its answer means
that all before it is on paper; DLE EOT, answered in real time, tells meanwhile what stops the
printer. A printer that answers neither prints unconfirmed.

How no receipt comes out twice, whenever the process is killed or the wire breaks: the job is noted
as out when its text is wholly on the paper and the cut is not sent yet. Before the note the piece
cannot have been cut: it is voided and printed anew. After it only the cut is owed, and a second
cut in the same place does no harm. No printer could tell whether it has cut.

When a broken piece is ended: by the first look at a printer that is well again, so that whoever
mended it takes the piece away and the next citizen does not find it in the slot. On a slow line
it takes several looks; with a printer that also wants 作废 as a picture, the next print ends it.

So it is with a printer that cannot tell, which is never known to be well. If it were off or out of
paper when its driver is opened, what ends the piece would be lost there and count as done, and the
half hang on the next one's paper; or it would hold the driver until the hub kills it, each time.

Unknown is not offline: a printer that cannot report (by its model profile, or on a one-way wire)
is taken to be well. One that can, and stays silent when asked again, is offline.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from drivers.driver import Event, Health, NoDevice, Status, Supply
from drivers.job_log import JobLog
from drivers.model_profile import MODELS_DIR, load_model
from drivers.receipt_printer.contract import (
    Hindrance,
    NotPrinted,
    PaperChanged,
    PaperMoved,
    Printed,
    PrintOutcome,
    Receipt,
    ReceiptPrinter,
)
from drivers.receipt_printer.escpos_bytes import END_OF_OPEN_COMMAND, compose, compose_void
from drivers.receipt_printer.escpos_link import Condition, EscposLink
from drivers.receipt_printer.model import PrinterModel
from drivers.receipt_printer.wire import LinkLostError, Wire

LOOK_EVERY: Final = 0.1
"""Seconds between looks at a printer that is finishing."""
SOON: Final = 0.3
"""Seconds that a look waits for the end of a broken piece; for a later end the next one asks."""
STRIKES: Final = 2
"""Questions unanswered in a row after which a printer that can answer is offline."""
HEALTH: Final = {
    None: (Health.ONLINE, ""),
    Hindrance.PAPER_OUT: (Health.ONLINE, "paper out"),
    Hindrance.COVER_OPEN: (Health.USER_ERROR, "cover open"),
    Hindrance.CUTTER: (Health.HARDWARE_ERROR, "cutter jammed"),
    Hindrance.OFFLINE: (Health.OFFLINE, "the printer says it is offline, not why"),
}
SILENT: Final = "no answer, though its model reports its condition: power, cable, speed, profile?"


class HinderedError(Exception):
    """The printer stopped in the middle of a piece."""

    def __init__(self, hindrance: Hindrance) -> None:
        super().__init__(hindrance.value)
        self.hindrance = hindrance


@dataclass(frozen=True, kw_only=True)
class EscposSettings:
    """What every wire's settings share. `profile`: a file of `models_dir`/receipt_printer.
    `job_log`: where finished job ids are kept, a path that survives restarts. Time-outs in
    seconds; `finish_timeout` is what the printer may take from the last byte to the cut, and
    how long it may take no bytes at all."""

    job_log: str
    profile: str = "generic-80mm"
    models_dir: str = MODELS_DIR
    answer_timeout: float = 0.5
    finish_timeout: float = 20.0


class EscposPrinter(ReceiptPrinter):
    """Prints in slices, looks between them, and voids what broke off before anything else.

    A subclass brings the wire, and a `Settings` made from EscposSettings.
    """

    def __init__(self, settings: EscposSettings, wire: Wire, emit: Callable[[Event], None]) -> None:
        super().__init__(emit)
        self._shared = settings
        self._link = EscposLink(wire, settings.answer_timeout)
        self._jobs = JobLog(settings.job_log, _confirmed)
        self._model: PrinterModel | None = None
        self._told: PaperChanged | None = None
        self._end_left: bytes | None = None
        """What looks have still to send before a broken piece's end; None: they sent nothing."""
        self._ends_by: float | None = None
        """When a broken piece is out whose whole end they sent."""

    def open(self) -> None:
        """Raises NoDevice, InUse, BadModelError, or DeviceFault when the job log is unusable."""
        shared = self._shared
        self._model = load_model(PrinterModel, shared.models_dir, "receipt_printer", shared.profile)
        self._jobs.load()
        self._connect()

    def close(self) -> None:
        self._link.close()

    def check(self) -> Status:
        """Paper out is a supply, not a fault: health stays online. Raises DeviceFault."""
        model = self._opened()
        condition = self._fresh_condition(model)
        if condition.hindrance is None:
            self._end_hanging_piece(model)
        health, detail = HEALTH[condition.hindrance]
        if condition.paper is Supply.UNKNOWN and self._reports(model):
            detail = SILENT
            self._link.close()  # opened anew the next time: its path may lead elsewhere by then
        elif condition.paper is Supply.UNKNOWN:
            detail = "this printer cannot tell its condition"
        return Status(health, detail, (("paper", condition.paper),))

    def print(self, job: str, receipt: Receipt) -> PrintOutcome:
        model = self._opened()
        confirmed = self._jobs.told(job)
        if confirmed is not None and self._jobs.broken != job:
            return Printed(confirmed)
        slices = compose(receipt, model)
        if hindrance := self._fresh_condition(model).hindrance:
            return NotPrinted(hindrance, begun=self._jobs.broken == job)
        try:
            self._end_last_piece(model)
            if confirmed is None:
                confirmed = self._print(job, slices, model)
        except HinderedError as error:
            return NotPrinted(error.hindrance, begun=self._jobs.broken == job)
        except LinkLostError:
            return NotPrinted(Hindrance.OFFLINE, begun=self._jobs.broken == job)
        self.emit(PaperMoved(1.0))
        return Printed(confirmed)

    # --- one piece of paper ---

    def _end_last_piece(self, model: PrinterModel) -> None:
        """Cut off what hangs in the slot: with 作废, unless all of it is there."""
        if self._ends_by is not None and self._wait_for_end(model):
            self._ended()
        self._end_left = self._ends_by = None  # what looks only began is sent anew
        if self._jobs.broken is None:
            return
        confirmed = self._jobs.told(self._jobs.broken)
        if confirmed is None:
            self._forget(model)  # its rest must not come out any more
            self._send_and_wait([END_OF_OPEN_COMMAND, compose_void(model)], model)
            self._ended()
        else:
            self._link.send(END_OF_OPEN_COMMAND)
            self._cut(model, confirmed)

    def _end_hanging_piece(self, model: PrinterModel) -> None:
        """The same as quickly as a look must be: the next ones go on, and learn what came of it."""
        if self._jobs.broken is None or not self._reports(model):
            return
        try:
            if self._ends_by is None:
                self._send_of_end(self._jobs.broken, model)
            if self._ends_by is not None and self._out_by(self._ends_by):
                self._ended()
        except LinkLostError:
            return  # not told to be out: sent again once the printer is back

    def _send_of_end(self, broken: str, model: PrinterModel) -> None:
        """Send as much of a broken piece's end as the line takes at once.

        The next look's questions stand between the parts: they do no harm in what ends a command,
        but would in the picture of a 作废. So that goes in one, or not where it is too long.
        """
        voided, at_once = self._jobs.told(broken) is None, self._link.at_once
        end = compose_void(model) if voided else model.cut_command
        if len(end) > 2 * at_once:
            return
        if voided and self._end_left is None:
            self._forget(model)
        left = END_OF_OPEN_COMMAND if self._end_left is None else self._end_left
        self._link.send(left[:at_once])
        self._end_left = left[at_once:]
        if self._end_left:
            return
        self._link.send(end)
        if model.reports_end:
            self._link.ask_for_the_end()
        self._ends_by = time.monotonic() + self._shared.finish_timeout

    def _out_by(self, deadline: float) -> bool:
        return self._link.end_told(SOON) or time.monotonic() > deadline

    def _ended(self) -> None:
        self._end_left = self._ends_by = None
        self._jobs.ended()

    def _print(self, job: str, slices: list[bytes], model: PrinterModel) -> bool:
        """Print one receipt; whether the printer confirmed its end."""
        self.stop_if_cancelled()
        self._jobs.begin(job)
        confirmed = self._send(slices, model)
        self._jobs.settle(job, confirmed, still_begun=True)
        self._cut(model, confirmed)
        return confirmed

    def _send(self, slices: list[bytes], model: PrinterModel) -> bool:
        """Bring one receipt's text on paper; whether the printer confirmed that it is."""
        finished = False
        try:
            confirmed = self._send_and_wait(slices, model, tell=True)
            finished = True
        finally:
            if not finished:
                self._forget_rest(model)
        return confirmed

    def _cut(self, model: PrinterModel, confirmed: bool) -> None:
        """Cut off a piece that is settled. `confirmed`: the printer tells when it has done it."""
        self._link.send(model.cut_command)
        if confirmed:
            self._wait_for_end(model)
        else:
            self._stop_if_hindered(model)
        self._ended()

    def _send_and_wait(self, slices: list[bytes], model: PrinterModel, tell: bool = False) -> bool:
        for count, piece in enumerate(slices, 1):
            self.stop_if_cancelled()
            self._link.send(piece)
            self._stop_if_hindered(model)
            if tell:
                self.emit(PaperMoved(count / (len(slices) + 1)))
        return self._wait_for_end(model)

    def _wait_for_end(self, model: PrinterModel) -> bool:
        """Whether the printer told that it has carried out all that it was sent."""
        if not (model.reports_end and self._link.two_way):
            self._stop_if_hindered(model)
            return False
        self._link.ask_for_the_end()
        deadline = time.monotonic() + self._shared.finish_timeout
        while not self._link.end_told(LOOK_EVERY):
            self.stop_if_cancelled()
            self._stop_if_hindered(model)
            if time.monotonic() > deadline:
                return False
        return True

    def _stop_if_hindered(self, model: PrinterModel) -> None:
        if not self._reports(model) or self._link.is_well():
            return
        # Offline a moment ago and well again by now (a cover touched): it prints on.
        condition = self._tell(self._condition())
        if condition.hindrance is not None:
            raise HinderedError(condition.hindrance)

    def _forget_rest(self, model: PrinterModel) -> None:
        """Keep a broken receipt from going on by itself when the paper is back."""
        try:
            self._forget(model)
        except LinkLostError:
            return  # what it holds is cleared before the next print

    def _forget(self, model: PrinterModel) -> None:
        self._link.clear_buffers()
        if self._reports(model):
            # Answered in turn: who mends the printer now cannot be quicker than the forgetting.
            self._link.is_well()

    # --- its condition ---

    def _connect(self) -> None:
        self._end_left = self._ends_by = None
        self._link.open()

    def _opened(self) -> PrinterModel:
        if self._model is None:
            raise NoDevice("the printer is not open")
        return self._model

    def _reports(self, model: PrinterModel) -> bool:
        return model.reports_status and self._link.two_way

    def _fresh_condition(self, model: PrinterModel) -> Condition:
        """How the printer is; connects anew when the connection died while nobody printed."""
        for _ in range(2):
            if not self._link.connected:
                self._connect()
            try:
                return self._tell(self._condition() if self._reports(model) else Condition())
            except LinkLostError:
                continue
        raise NoDevice("the printer takes connections and breaks them")

    def _condition(self) -> Condition:
        """How a printer is that can tell. Raises LinkLostError."""
        for _ in range(STRIKES):
            if (condition := self._link.condition()) is not None:
                return condition
        return Condition(Hindrance.OFFLINE)

    def _tell(self, condition: Condition) -> Condition:
        """Emit what changed since the last time; `condition` itself."""
        news = PaperChanged(condition.paper, condition.hindrance)
        if news != self._told:
            self._told = news
            self.emit(news)
        return condition


def _confirmed(value: object) -> bool | None:
    """What the job log holds of a receipt that is out."""
    return value if isinstance(value, bool) else None
