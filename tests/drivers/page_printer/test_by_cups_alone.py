"""The A4 printer that only CUPS can ask (USB): cupsd tells of it what it last heard, for ever."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from uuid import uuid4

import pytest

from drivers.certify import Recorder
from drivers.driver import Supply
from drivers.page_printer.contract import Hindrance, NotPrinted, Printed
from drivers.page_printer.cups_link import CupsJob, QueueView
from drivers.page_printer.cups_printer import CupsPrinter
from drivers.page_printer.cups_watch import (
    LOST_HISTORY,
    Attempt,
    CupsWatch,
    HinderedError,
    Patience,
)
from drivers.page_printer.printer_eye import COMPLETED, PROCESSING
from simulators.page_printer.printer import PagePrinter as Simulator
from tests.drivers.page_printer.tray import FIVE, left_in_cups, tray, when_out


@pytest.fixture
def unseen(printer: CupsPrinter) -> CupsPrinter:
    printer._eye = None
    return printer


def test_paper_out(unseen: CupsPrinter, far_end: Simulator) -> None:
    job = uuid4().hex
    assert unseen.check().supply("paper") is Supply.UNKNOWN
    far_end.fault("out_after_sheets", None, 2)
    given = unseen.print(job, FIVE)
    assert isinstance(given, NotPrinted)
    assert (given.hindrance, given.pages) == (Hindrance.MEDIA_EMPTY, 2)
    assert left_in_cups(unseen) == 0
    far_end.set_paper("ok")
    assert unseen.print(job, FIVE) == Printed(5)
    assert tray(far_end) == ["1", "2", "3", "4", "5"]


def test_a_restarted_printer_broke_off_each_time_and_no_print_after_it(
    unseen: CupsPrinter, far_end: Simulator, events: Recorder
) -> None:
    def cycle() -> None:
        far_end.fault("power_off", None, None)
        far_end.clear("power_off")

    for _ in range(2):
        events.seen.clear()
        far_end.fault("slow", None, 25)
        hand = when_out(events, cycle)
        given = unseen.print(uuid4().hex, FIVE)
        hand.join()
        assert isinstance(given, NotPrinted)
        assert given.hindrance is Hindrance.OFFLINE
        assert 1 <= given.pages < 5
        far_end.clear()
        assert unseen.print(uuid4().hex, FIVE) == Printed(5)


# --- what cupsd says, look by look ---

Watched = Callable[..., bool | Hindrance]
OUT = "media-empty-error"
BEGINS = 5.0
"""Seconds, and looks, in which the first page is to be at the printer."""


@dataclass
class Script:
    """A cupsd that says one thing after the other, in a time that only a pause makes pass."""

    jobs: Iterator[CupsJob]
    before: tuple[str, ...]
    now: CupsJob = field(init=False)
    seconds: float = 0.0

    def __post_init__(self) -> None:
        self.now = next(self.jobs)

    def pause(self, seconds: float) -> None:
        self.now = next(self.jobs)
        self.seconds += 1.0

    def monotonic(self) -> float:
        return self.seconds

    def queue(self) -> QueueView:
        return QueueView(True, True, True, "usb://Example/A4", self.before)

    def job(self, number: int) -> CupsJob:
        return self.now


def said(state: int, pages: int, *reasons: str) -> CupsJob:
    return CupsJob(1, "a", state, pages, reasons, kept=False)


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Watched:
    def what_comes_of_five_pages(*jobs: CupsJob, before: tuple[str, ...] = ()) -> bool | Hindrance:
        script = Script(iter(jobs), before)
        monkeypatch.setattr("drivers.page_printer.cups_watch.time", script)
        watch = CupsWatch(
            script,  # type: ignore[arg-type]
            None,
            Attempt("a", 5, number=1),
            Patience(look_every=0, offline_after=BEGINS, stuck_after=60.0),
            script.pause,
            lambda waiting: None,
            lambda view: None,
        )
        try:
            watch.wait_until_able()
            return watch.run(lambda pages: None)
        except HinderedError as error:
            return error.hindrance

    return what_comes_of_five_pages


def test_what_stood_before_hinders_nothing_until_a_page_is_out(watched: Watched) -> None:
    stale = [said(PROCESSING, 0, OUT)] * int(BEGINS)
    assert watched(*stale, said(PROCESSING, 1), said(COMPLETED, 5)) is True


def test_what_stands_on_after_the_time_to_begin_hinders(watched: Watched) -> None:
    assert watched(*[said(PROCESSING, 0, OUT)] * 9) is Hindrance.MEDIA_EMPTY


def test_what_is_told_after_a_page_is_out_hinders(watched: Watched) -> None:
    assert watched(*[said(PROCESSING, 1, OUT)] * 2) is Hindrance.MEDIA_EMPTY


@pytest.mark.parametrize("pages", [0, 1])
def test_a_job_lost_is_a_printer_started_anew(watched: Watched, pages: int) -> None:
    looks = said(PROCESSING, pages), said(COMPLETED, pages, LOST_HISTORY)
    assert watched(*looks) is Hindrance.OFFLINE


@pytest.mark.parametrize("pages", [5, 0])
def test_a_job_lost_before_says_nothing_of_this_one(watched: Watched, pages: int) -> None:
    """A printer that counts no page to the end is not known to count: out, and unconfirmed."""
    looks = said(PROCESSING, 0, LOST_HISTORY), said(COMPLETED, pages, LOST_HISTORY)
    assert watched(*looks, before=(LOST_HISTORY,)) is (pages == 5)


def test_a_job_lost_again_is_known_by_the_pages_that_are_missing(watched: Watched) -> None:
    looks = said(PROCESSING, 1, LOST_HISTORY), said(COMPLETED, 2, LOST_HISTORY)
    assert watched(*looks, before=(LOST_HISTORY,)) is Hindrance.OFFLINE
