"""A broken print over every wire: told, voided, cut, and none of it on the next one's paper."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from drivers.certify import Recorder
from drivers.driver import DeviceFault, Health, Supply
from drivers.receipt_printer.contract import (
    Hindrance,
    NotPrinted,
    PaperChanged,
    Printed,
)
from drivers.receipt_printer.escpos_printer import EscposPrinter
from drivers.serial_line import SerialLine
from tests.drivers.escpos_bench import (
    OTHER,
    RECEIPT,
    Bench,
    assert_voided_then_whole,
    ends_with_void,
    ink,
    wait_for_pieces,
)
from tests.drivers.escpos_wires import LONG
from tests.drivers.far_end import PtyEnd, project_root


def events(printer: EscposPrinter) -> list[PaperChanged]:
    recorder = printer.emit
    assert isinstance(recorder, Recorder)
    return [event for event in recorder.seen if isinstance(event, PaperChanged)]


def health(printer: EscposPrinter) -> Health:
    try:
        return printer.check().health
    except DeviceFault as fault:
        return fault.health


def after(seconds: float, act: Callable[[], object]) -> None:
    threading.Timer(seconds, act).start()


@pytest.mark.parametrize(
    ("fault", "value", "hindrance", "begun"),
    [
        ("out_after_lines", 2, Hindrance.PAPER_OUT, True),
        ("cover_open", None, Hindrance.COVER_OPEN, False),
        ("offline", None, Hindrance.OFFLINE, False),
        ("unknown", None, Hindrance.OFFLINE, False),
        ("drop_mid_job", 900, Hindrance.OFFLINE, True),
    ],
)
def test_what_broke_is_told_and_is_not_on_the_next_ones_paper(
    bench: Bench, fault: str, value: float | None, hindrance: Hindrance, begun: bool
) -> None:
    printer = bench.printer()
    bench.paper.fault(fault, None if fault == "unknown" else 1, value)
    assert printer.print("a", RECEIPT) == NotPrinted(hindrance, begun)
    bench.paper.clear()
    assert printer.print("b", OTHER) == Printed()
    *broken, whole = bench.texts()
    assert len(broken) == begun
    assert all(text.endswith("作废") for text in broken)
    assert whole == "另一位"


def test_a_jammed_cutter_is_no_reason_to_print_again(bench: Bench) -> None:
    printer = bench.printer()
    bench.paper.fault("cutter_error", 1, None)
    assert printer.print("a", OTHER) == NotPrinted(Hindrance.CUTTER, begun=True)
    bench.paper.clear()
    assert printer.print("a", OTHER) == Printed()
    assert bench.texts() == ["另一位"]


@pytest.mark.parametrize("fault", ["unplug", "power_off"])
def test_gone_in_the_middle_of_a_print(bench: Bench, fault: str) -> None:
    printer = bench.printer()
    bench.paper.mm_per_second = 100
    after(1.0, lambda: bench.paper.fault(fault, None, None))
    assert printer.print("a", LONG) == NotPrinted(Hindrance.OFFLINE, begun=True)
    assert health(printer) in (Health.OFFLINE, Health.NO_DEVICE)
    bench.paper.mm_per_second = 3000
    bench.paper.clear()
    assert printer.print("b", OTHER) == Printed()
    assert_voided_then_whole(bench.texts())


def test_the_cover_opened_in_the_middle_of_a_print(bench: Bench) -> None:
    printer = bench.printer()
    bench.paper.mm_per_second = 100
    after(1.0, lambda: bench.paper.fault("cover_open", None, None))
    assert printer.print("a", LONG) == NotPrinted(Hindrance.COVER_OPEN, begun=True)
    bench.paper.mm_per_second = 3000
    bench.paper.clear()
    assert printer.print("b", OTHER) == Printed()
    assert_voided_then_whole(bench.texts())


@pytest.mark.parametrize("bench", ["serial", "file"], indirect=True)
def test_a_printer_that_takes_no_more_bytes(bench: Bench) -> None:
    printer = bench.printer(finish_timeout=0.5, profile="plain-58mm")
    bench.paper.fault("holds", None, None)
    assert printer.print("a", LONG) == NotPrinted(Hindrance.OFFLINE, begun=True)
    bench.paper.clear()
    assert printer.print("b", OTHER) == Printed(confirmed=False)
    *_, whole = wait_for_pieces(bench.paper, 2)
    assert whole.height < 200


@pytest.mark.parametrize(
    ("bench", "profile"),
    [
        ("tcp", "generic-80mm"),
        ("usb", "generic-80mm"),
        ("serial", "western-80mm"),
        ("serial", "plain-58mm"),
        ("file", "plain-58mm"),
    ],
    indirect=["bench"],
)
def test_killed_in_the_middle_of_a_print(bench: Bench, profile: str) -> None:
    """Also in the middle of a picture's bytes, and for a printer that cannot say a word."""
    bench.paper.mm_per_second = 20
    arguments = [bench.wire, json.dumps(bench.where), bench.job_log, profile]
    command = [sys.executable, "-m", "tests.drivers.escpos_wires", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=project_root()) as process:
        assert process.stdout is not None
        while process.stdout.readline().strip() != b"PaperMoved":
            assert process.poll() is None
        os.kill(process.pid, signal.SIGKILL)
    bench.paper.mm_per_second = 30_000
    printer = bench.printer(profile=profile)
    assert isinstance(printer.print("b", OTHER), Printed)
    broken, whole = (ink(bench.paper, piece) for piece in wait_for_pieces(bench.paper, 2))
    assert isinstance(printer.print("c", OTHER), Printed)
    *_, alone = (ink(bench.paper, piece) for piece in wait_for_pieces(bench.paper, 3))
    assert whole == alone
    assert broken.height > alone.height
    assert ends_with_void(broken, profile)


@pytest.mark.parametrize("bench", ["serial", "file"], indirect=True)
def test_a_sender_that_died_amid_a_picture_is_no_riddle(bench: Bench) -> None:
    """The simplest printer takes what comes next for the rest of the picture."""
    bench.paper.fault("deaf", None, None)
    line = SerialLine(str(bench.where), 115200)
    line.open()
    line.write(b"\x1b@" + "张示例".encode("gb18030") + b"\n\x1dv0\0\x48\0\x20\0" + b"\x55" * 99)
    line.close()
    Path(bench.job_log + ".begun").write_text("a", "utf-8")
    printer = bench.printer(profile="plain-58mm")
    assert printer.print("b", OTHER) == Printed(confirmed=False)
    broken, whole = wait_for_pieces(bench.paper, 2)
    assert broken.text().startswith("张示例")
    assert ends_with_void(ink(bench.paper, broken), "plain-58mm")
    assert printer.print("c", OTHER) == Printed(confirmed=False)
    *_, alone = wait_for_pieces(bench.paper, 3)
    assert ink(bench.paper, whole) == ink(bench.paper, alone)


def test_the_paper_is_told_when_it_changes(bench: Bench) -> None:
    printer = bench.printer()
    printer.check()
    printer.check()
    bench.paper.set_paper("near_end")
    assert printer.check().supply("paper") is Supply.LOW
    bench.paper.set_paper("out")
    assert printer.check().health is Health.ONLINE
    bench.paper.set_paper("ok")
    bench.paper.fault("cover_open", None, None)
    assert printer.check().health is Health.USER_ERROR
    assert events(printer) == [
        PaperChanged(Supply.FULL),
        PaperChanged(Supply.LOW),
        PaperChanged(Supply.OUT, Hindrance.PAPER_OUT),
        PaperChanged(Supply.FULL, Hindrance.COVER_OPEN),
    ]


@pytest.mark.parametrize("bench", ["serial"], indirect=True)
def test_a_port_that_led_elsewhere_is_opened_anew(bench: Bench, tmp_path: Path) -> None:
    path, other = tmp_path / "port", PtyEnd(lambda request: b"\xff")
    path.symlink_to(other.port)
    bench.where = str(path)
    printer = bench.printer()
    assert printer.check().health is Health.OFFLINE
    path.unlink()
    path.symlink_to(tmp_path / "serial")
    assert printer.check().health is Health.ONLINE
    assert printer.print("a", OTHER) == Printed()
    other.unplug()


@pytest.mark.parametrize("bench", ["serial", "file"], indirect=True)
def test_two_terminals_cannot_own_it(bench: Bench) -> None:
    bench.printer()
    with pytest.raises(DeviceFault) as refused:
        bench.printer()
    assert refused.value.health is Health.BUSY
