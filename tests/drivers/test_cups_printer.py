"""The A4 printer over CUPS: what goes wrong in the printer, in cupsd, and in this process.

The far end is real: a private cupsd, and ippeveprinter as the printer.
"""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from drivers.certify import Recorder
from drivers.driver import Cancelled, Health, Offline, Supply, WrongSettings
from drivers.page_printer.certify import numbered_pages
from drivers.page_printer.contract import (
    Hindrance,
    NotPrinted,
    PagesOut,
    Printed,
    PrintOptions,
    Sides,
    Waiting,
)
from drivers.page_printer.cups_printer import CupsPrinter
from simulators.page_printer.printer import PagePrinter as Simulator
from tests.drivers.far_end import project_root

FIVE = numbered_pages(5)
ONE = numbered_pages(1)
DUPLEX = PrintOptions(sides=Sides.LONG_EDGE)
SLOW = 6.0  # times 0.02 s a page


@pytest.fixture(scope="module")
def _far_end() -> Iterator[Simulator]:
    far_end = Simulator(seconds_a_page=0.02)
    far_end.start()
    yield far_end
    far_end.stop()


@pytest.fixture
def far_end(_far_end: Simulator) -> Simulator:
    """In order, its output tray empty."""
    _far_end.hands()["mend"]()
    return _far_end


@pytest.fixture
def events() -> Recorder:
    return Recorder()


@pytest.fixture
def make(
    far_end: Simulator, tmp_path: Path, events: Recorder
) -> Iterator[Callable[..., CupsPrinter]]:
    made: list[CupsPrinter] = []

    def build(**settings: object) -> CupsPrinter:
        where = {"queue": far_end.queue, "server": str(far_end.socket)}
        pace = {"look_every": 0.05, "offline_after": 0.8, "job_log": str(tmp_path / "jobs")}
        driver = CupsPrinter(CupsPrinter.Settings(**{**where, **pace, **settings}), events)
        driver.open()
        made.append(driver)
        return driver

    yield build
    for driver in made:
        driver.close()


@pytest.fixture
def printer(make: Callable[..., CupsPrinter]) -> CupsPrinter:
    return make()


def tray(far_end: Simulator) -> list[str]:
    """What is taken out of the output tray: the numbers on each sheet."""
    taken = far_end.take()
    return [" ".join(s.text().split()) for s in far_end.sheets() if s.number in taken]


def when_out(events: Recorder, act: Callable[[], object], pages: int = 1) -> threading.Thread:
    """`act` as soon as so many pages are told to be out; ends by itself after ten seconds."""

    def watch() -> None:
        end = time.monotonic() + 10
        while time.monotonic() < end:
            if any(isinstance(e, PagesOut) and e.pages >= pages for e in tuple(events.seen)):
                act()
                return
            time.sleep(0.01)

    thread = threading.Thread(target=watch)
    thread.start()
    return thread


def left_in_cups(driver: CupsPrinter) -> int:
    return len(driver._link.jobs())


# --- hindrances ---


@pytest.mark.parametrize(
    ("act", "hindrance"),
    [
        (lambda f: f.set_paper("out"), Hindrance.MEDIA_EMPTY),
        (lambda f: f.fault("jam", None, None), Hindrance.JAM),
        (lambda f: f.fault("cover_open", None, None), Hindrance.COVER_OPEN),
        (lambda f: f.fault("paused", None, None), Hindrance.HELD),
        (lambda f: f.set_toner("empty"), Hindrance.SUPPLY_EMPTY),
        (lambda f: f.fault("power_off", None, None), Hindrance.OFFLINE),
        (lambda f: f.fault("hang", None, None), Hindrance.OFFLINE),
    ],
)
def test_what_hinders_before(
    printer: CupsPrinter, far_end: Simulator, act: Callable[[Simulator], None], hindrance: Hindrance
) -> None:
    job = uuid4().hex
    act(far_end)
    given = printer.print(job, ONE)
    assert isinstance(given, NotPrinted)
    assert (given.hindrance, given.pages) == (hindrance, 0)
    far_end.hands()["mend"]()
    assert printer.print(job, ONE) == Printed(1)
    assert tray(far_end) == ["1"]


@pytest.mark.parametrize(
    ("act", "hindrance"),
    [
        (lambda f: f.fault("cover_open", None, None), Hindrance.COVER_OPEN),
        (lambda f: f.set_toner("empty"), Hindrance.SUPPLY_EMPTY),
        (lambda f: f.fault("paused", None, None), Hindrance.HELD),
        (lambda f: f.fault("jam", None, None), Hindrance.JAM),
    ],
)
def test_what_hinders_in_the_middle(
    printer: CupsPrinter,
    far_end: Simulator,
    events: Recorder,
    act: Callable[[Simulator], None],
    hindrance: Hindrance,
) -> None:
    job = uuid4().hex
    far_end.fault("slow", None, SLOW)
    hand = when_out(events, lambda: act(far_end), 2)
    given = printer.print(job, FIVE, DUPLEX)
    hand.join()
    assert isinstance(given, NotPrinted)
    assert (given.hindrance, given.pages % 2) == (hindrance, 0)
    assert left_in_cups(printer) == 0
    far_end.clear()
    assert printer.print(job, FIVE, DUPLEX) == Printed(5)
    assert tray(far_end) == ["1 2", "3 4", "5"]


def test_low_is_not_out(printer: CupsPrinter, far_end: Simulator) -> None:
    far_end.set_toner("low")
    far_end.set_paper("low")
    status = printer.check()
    assert (status.supply("toner"), status.supply("paper")) == (Supply.LOW, Supply.LOW)
    assert status.supply("paper main") is Supply.LOW
    assert printer.print(uuid4().hex, FIVE) == Printed(5)


def test_waiting_is_told_and_ends(
    printer: CupsPrinter, far_end: Simulator, events: Recorder
) -> None:
    far_end.fault("out_after_sheets", None, 2)
    hand = when_out(events, lambda: (time.sleep(0.6), far_end.set_paper("ok")), 2)
    assert printer.print(uuid4().hex, FIVE, PrintOptions(wait_for_mend=20)) == Printed(5)
    hand.join()
    waits = [event.hindrance for event in events.seen if isinstance(event, Waiting)]
    assert waits == [Hindrance.MEDIA_EMPTY, None]
    assert tray(far_end) == ["1", "2", "3", "4", "5"]


def test_a_tray_is_chosen(printer: CupsPrinter, far_end: Simulator) -> None:
    assert printer.print(uuid4().hex, FIVE, PrintOptions(tray="by-pass-tray")) == Printed(5)
    assert {sheet.media_source for sheet in far_end.sheets()[-5:]} == {"by-pass-tray"}


def test_a_stuck_job_is_known_by_its_age(
    make: Callable[..., CupsPrinter], far_end: Simulator
) -> None:
    printer = make(stuck_after=0.4, offline_after=3.0)
    far_end.fault("slow", None, 100)
    job = uuid4().hex
    given = printer.print(job, FIVE)
    assert isinstance(given, NotPrinted)
    assert (given.hindrance, given.pages) == (Hindrance.STUCK, 0)
    # The page under way comes out still; it is counted, and the next print waits for it.
    far_end.clear()
    assert printer.print(job, FIVE) == Printed(5)
    assert tray(far_end) == ["1", "2", "3", "4", "5"]


# --- the printer goes ---


def test_switched_off_in_the_middle(
    printer: CupsPrinter, far_end: Simulator, events: Recorder
) -> None:
    job = uuid4().hex
    far_end.fault("slow", None, SLOW)
    hand = when_out(events, lambda: far_end.fault("power_off", None, None), 2)
    given = printer.print(job, FIVE)
    hand.join()
    assert isinstance(given, NotPrinted)
    assert given.hindrance is Hindrance.OFFLINE
    assert printer.check().health is Health.OFFLINE
    assert tray(far_end) == list("12345")[: given.pages]
    far_end.clear()
    assert printer.print(job, FIVE) == Printed(5)
    assert tray(far_end) == list("12345")[given.pages :]


def test_cups_calls_a_job_completed_that_a_restarted_printer_forgot(
    printer: CupsPrinter, far_end: Simulator, events: Recorder
) -> None:
    def cycle() -> None:
        far_end.fault("power_off", None, None)
        time.sleep(0.2)
        far_end.clear("power_off")

    job = uuid4().hex
    far_end.fault("slow", None, SLOW)
    hand = when_out(events, cycle, 2)
    given = printer.print(job, FIVE)
    hand.join()
    assert isinstance(given, NotPrinted)
    assert given.hindrance is Hindrance.OFFLINE
    assert tray(far_end) == list("12345")[: given.pages]


# --- the print service goes ---


def test_cupsd_restarted_while_idle(printer: CupsPrinter, far_end: Simulator) -> None:
    far_end.restart_cups()
    assert printer.check().health is Health.ONLINE
    assert printer.print(uuid4().hex, FIVE) == Printed(5)


def test_cupsd_restarted_in_the_middle_prints_no_page_twice(
    printer: CupsPrinter, far_end: Simulator, events: Recorder
) -> None:
    far_end.fault("slow", None, SLOW)
    hand = when_out(events, far_end.restart_cups)
    assert printer.print(uuid4().hex, FIVE) == Printed(5)
    hand.join()
    far_end.clear()
    assert printer.print(uuid4().hex, ONE) == Printed(1)
    assert tray(far_end) == ["1", "2", "3", "4", "5", "1"]
    assert left_in_cups(printer) == 0


def test_cupsd_stopped_and_back(printer: CupsPrinter, far_end: Simulator) -> None:
    far_end.fault("cups_stopped", None, None)
    with pytest.raises(Offline, match="systemctl"):
        printer.check()
    with pytest.raises(Offline, match="systemctl"):
        printer.print(uuid4().hex, FIVE)
    with pytest.raises(Offline, match="systemctl"):
        printer.open()
    far_end.clear()
    printer.open()
    assert printer.print(uuid4().hex, FIVE) == Printed(5)


def test_cupsd_stopped_in_the_middle(
    printer: CupsPrinter, far_end: Simulator, events: Recorder
) -> None:
    far_end.fault("slow", None, SLOW)
    hand = when_out(events, lambda: far_end.fault("cups_stopped", None, None))
    given = printer.print(uuid4().hex, FIVE)
    hand.join()
    far_end.clear()
    printer.check()
    assert tray(far_end) == list("12345")[: given.pages]
    assert left_in_cups(printer) == 0
    assert printer.print(uuid4().hex, ONE) == Printed(1)
    assert tray(far_end) == ["1"]


@pytest.mark.parametrize("command", ["cupsdisable", "cupsreject"])
def test_a_queue_that_is_closed(printer: CupsPrinter, far_end: Simulator, command: str) -> None:
    mend = {"cupsdisable": "cupsenable", "cupsreject": "cupsaccept"}[command]
    where = ["-h", str(far_end.socket), far_end.queue]
    subprocess.run([f"/usr/sbin/{command}", *where], check=True)
    try:
        assert printer.check().health is Health.USER_ERROR
        assert mend in printer.check().detail
        given = printer.print(uuid4().hex, FIVE)
        assert isinstance(given, NotPrinted)
        assert given.hindrance is Hindrance.HELD
    finally:
        subprocess.run([f"/usr/sbin/{mend}", *where], check=True)
    assert printer.print(uuid4().hex, FIVE) == Printed(5)


def test_a_queue_that_is_not_there(make: Callable[..., CupsPrinter]) -> None:
    with pytest.raises(WrongSettings, match="lpadmin"):
        make(queue="nowhere")


# --- a printer that only CUPS can ask (USB) ---


@pytest.fixture
def unseen(printer: CupsPrinter) -> CupsPrinter:
    printer._eye = None
    return printer


def test_by_cups_alone(unseen: CupsPrinter, far_end: Simulator) -> None:
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


def test_by_cups_alone_a_restarted_printer_broke_off(
    unseen: CupsPrinter, far_end: Simulator, events: Recorder
) -> None:
    def cycle() -> None:
        far_end.fault("power_off", None, None)
        far_end.clear("power_off")

    far_end.fault("slow", None, 25)
    hand = when_out(events, cycle)
    given = unseen.print(uuid4().hex, FIVE)
    hand.join()
    assert isinstance(given, NotPrinted)
    assert given.hindrance is Hindrance.OFFLINE
    assert 1 <= given.pages < 5


# --- one id for life ---


def test_a_job_is_known_after_a_restart(
    make: Callable[..., CupsPrinter], far_end: Simulator
) -> None:
    job = uuid4().hex
    assert make().print(job, FIVE) == Printed(5)
    assert make().print(job, FIVE) == Printed(5)
    assert len(tray(far_end)) == 5


KILLED = """
import sys
from drivers.page_printer.cups_printer import CupsPrinter
driver = CupsPrinter(CupsPrinter.Settings(queue="A4", server=sys.argv[1], job_log=sys.argv[2]),
                     lambda event: print("out", flush=True))
driver.open()
driver.print(sys.argv[3], sys.stdin.buffer.read())
"""


def test_killed_in_the_middle_nothing_comes_out_for_the_next(
    make: Callable[..., CupsPrinter], far_end: Simulator, tmp_path: Path
) -> None:
    job = uuid4().hex
    far_end.fault("slow", None, SLOW)
    arguments = [str(far_end.socket), str(tmp_path / "jobs"), job]
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=project_root(),
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(FIVE)
        process.stdin.close()
        assert process.stdout.readline() == b"out\n"
        process.kill()
    printer = make()
    far_end.clear("slow")
    assert printer.print(uuid4().hex, ONE) == Printed(1)
    *mine, next_one = tray(far_end)
    assert next_one == "1"
    assert mine == list("12345")[: len(mine)]
    assert 1 <= len(mine) < 5
    assert printer.print(job, FIVE) == Printed(5)
    assert tray(far_end) == list("12345")[len(mine) :]


# --- cancelling, documents, traces ---


def test_cancelled_in_the_middle(
    printer: CupsPrinter, far_end: Simulator, events: Recorder
) -> None:
    job = uuid4().hex
    far_end.fault("slow", None, SLOW)
    hand = when_out(events, printer.cancel)
    began = time.monotonic()
    with pytest.raises(Cancelled):
        printer.print(job, FIVE)
    hand.join()
    assert time.monotonic() - began < 4
    assert left_in_cups(printer) == 0
    printer.begin()
    far_end.clear()
    assert printer.print(job, FIVE) == Printed(5)
    assert tray(far_end) == ["1", "2", "3", "4", "5"]


def test_documents_that_are_refused(make: Callable[..., CupsPrinter], far_end: Simulator) -> None:
    printer = make(max_pages=3, max_bytes=2000)
    locked = FIVE.replace(b"/Root 1 0 R", b"/Root 1 0 R/Encrypt 9 0 R")
    for document in (FIVE[:1000], numbered_pages(4), numbered_pages(12), locked[:1990], b"%PDF-"):
        given = printer.print(uuid4().hex, document)
        assert isinstance(given, NotPrinted)
        assert (given.hindrance, given.pages) == (Hindrance.REJECTED, 0)
    assert tray(far_end) == []


def test_no_trace_stays_in_cups(printer: CupsPrinter, far_end: Simulator) -> None:
    printer.print(uuid4().hex, FIVE)
    spool = far_end.socket.parent / "spool"
    assert [path.name for path in spool.glob("d*")] == []
    assert left_in_cups(printer) == 0
    assert printer.check().detail == ""


def test_a_cupsd_that_keeps_documents_is_told_and_wiped(tmp_path: Path) -> None:
    far_end = Simulator(keep_files=True)
    far_end.start()
    try:
        settings = CupsPrinter.Settings(
            queue=far_end.queue, server=str(far_end.socket), job_log=str(tmp_path / "jobs")
        )
        code = f"""
from drivers.page_printer.cups_printer import CupsPrinter
driver = CupsPrinter(CupsPrinter.{settings!r}, lambda event: None)
driver.open()
print(type(driver.print("a", {numbered_pages(1)!r})).__name__, driver.check().detail)
"""
        told = subprocess.run(
            [sys.executable, "-c", code.replace("CupsPrinter.CupsPrinter.", "CupsPrinter.")],
            cwd=project_root(),
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        assert told.startswith("Printed cupsd keeps printed documents")
        assert list((far_end.socket.parent / "spool").glob("d*")) == []
    finally:
        far_end.stop()
