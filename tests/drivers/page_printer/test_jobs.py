"""The A4 printer over CUPS: one id for life, cancelling, and no traces."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest

from drivers.certify import Recorder
from drivers.driver import Cancelled
from drivers.page_printer.certify import numbered_pages
from drivers.page_printer.contract import (
    Hindrance,
    NotPrinted,
    Printed,
)
from drivers.page_printer.cups_printer import CupsPrinter
from simulators.page_printer.printer import PagePrinter as Simulator
from tests.drivers.far_end import project_root
from tests.drivers.page_printer.tray import FIVE, ONE, SLOW, left_in_cups, tray, when_out

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
                     lambda event: print(type(event).__name__, flush=True))
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
        while process.stdout.readline() != b"PagesOut\n":
            assert process.poll() is None
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
    with pytest.raises(Cancelled):
        printer.print(job, FIVE)
    hand.join()
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
