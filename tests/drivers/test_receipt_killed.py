"""The printer's process killed at every point of a print: nobody gets two notices, nor another's.

The driver runs in a child that kills itself at the n-th point, for n from 1 until it lives.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from drivers.certify import Recorder
from drivers.model_profile import MODELS_DIR
from drivers.receipt_printer.contract import Line, Printed, Qr, Receipt
from drivers.receipt_printer.escpos_file import EscposFilePrinter
from drivers.receipt_printer.escpos_printer import EscposPrinter
from drivers.receipt_printer.escpos_tcp import EscposTcpPrinter
from simulators.receipt_printer import ReceiptPrinter as SimulatedPrinter

NOTICE = Receipt((Line("受理通知书"), Qr("990101-20261122-000042"), *[Line("示例" * 9)] * 18))
LAST = "请妥善保管"
OTHER = Receipt((Line("另一位"),))


@pytest.fixture
def paper(tmp_path: Path) -> Iterator[SimulatedPrinter]:
    device = SimulatedPrinter("127.0.0.1", 0, device=tmp_path / "lp0", mm_per_second=30_000)
    device.start()
    yield device
    device.stop()


@pytest.fixture(params=["tells", "mute"])
def driver(
    request: pytest.FixtureRequest, paper: SimulatedPrinter, tmp_path: Path
) -> Callable[[], EscposPrinter]:
    """A new driver, as a new process would have it, on a printer that tells its end or nothing."""
    shared: dict[str, Any] = {"job_log": str(tmp_path / "jobs"), "profile": request.param}
    shared |= {"models_dir": str(tmp_path), "finish_timeout": 10.0}
    usual = (Path(MODELS_DIR) / "receipt_printer" / "generic-80mm.toml").read_text("utf-8")
    mute = usual.replace("reports_status = true", "reports_status = false")
    mute = mute.replace("reports_end = true", "reports_end = false")
    (tmp_path / "receipt_printer").mkdir()
    for name, text in (("tells", usual), ("mute", mute)):
        (tmp_path / "receipt_printer" / f"{name}.toml").write_text(text, "utf-8")

    def make() -> EscposPrinter:
        if request.param == "mute":
            file = EscposFilePrinter.Settings(path=str(tmp_path / "lp0"), **shared)
            return EscposFilePrinter(file, Recorder())
        tcp = EscposTcpPrinter.Settings(host="127.0.0.1", port=paper.port, **shared)
        return EscposTcpPrinter(tcp, Recorder())

    return make


@pytest.mark.parametrize("first", ["the same citizen", "the next citizen"])
def test_killed_at_any_point_there_is_one_notice(
    driver: Callable[[], EscposPrinter], paper: SimulatedPrinter, first: str
) -> None:
    printed(driver(), "warm", OTHER)
    for point in count(1):
        job = f"{first} {point}"
        notice = Receipt((*NOTICE.parts, Line(f"{LAST}{point}")))
        lived = killed_at(point, driver(), job, notice)
        if first == "the next citizen":
            printed(driver(), f"between {point}", OTHER)
        printed(driver(), job, notice)
        last = f"{LAST}{point}"
        check(finished(paper, last), last, point)
        if lived:
            assert point > 12
            return


def printed(printer: EscposPrinter, job: str, receipt: Receipt) -> None:
    printer.open()
    assert isinstance(printer.print(job, receipt), Printed)
    printer.close()


def check(pieces: list[str], last: str, point: int) -> None:
    """One whole notice; what else there is of it is voided; the others' hold only their own."""
    own = [text for text in pieces if "示例" in text or "受理" in text or last in text]
    whole = [text for text in own if not text.endswith("作废")]
    assert len(whole) == 1, f"{len(whole)} notices when killed at point {point}"
    assert "受理通知书" in whole[0]
    assert whole[0].endswith(last)
    assert {text for text in pieces if text not in own} <= {"另一位", "作废"}


def finished(paper: SimulatedPrinter, last: str) -> list[str]:
    """What was cut off since the last time, once the notice is there and the printer rests."""
    end = time.monotonic() + 30
    while (
        not any(piece.text().strip().endswith(last) for piece in paper.pieces())
        or paper.state()["busy"]
        or any(not piece.cut for piece in paper.pieces())
    ):
        assert time.monotonic() < end, "no notice, or the printer does not come to rest"
        time.sleep(0.005)
    fresh = paper.take()
    return [piece.text().strip() for piece in paper.pieces() if piece.number in fresh]


def waited_for(child: int) -> int:
    """How it ended; it is killed if it does not."""
    end = time.monotonic() + 60
    while (found := os.waitpid(child, os.WNOHANG)) == (0, 0):
        if time.monotonic() > end:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            raise AssertionError("the child neither prints nor dies")
        time.sleep(0.002)
    return found[1]


def killed_at(point: int, printer: EscposPrinter, job: str, receipt: Receipt) -> bool:
    """Print in a child that dies at that point; whether there was none."""
    child = os.fork()
    if child == 0:
        try:
            _mortal(point, printer)
            printer.open()
            printer.print(job, receipt)
            os._exit(0)
        finally:
            os._exit(1)
    ended = waited_for(child)
    assert os.WIFSIGNALED(ended) or os.WEXITSTATUS(ended) == 0, "the child broke"
    return not os.WIFSIGNALED(ended)


def _mortal(point: int, printer: EscposPrinter) -> None:
    """From here on this process dies at its `point`-th step with the wire or the disk."""
    steps = count(1)

    def step() -> None:
        if next(steps) == point:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(act: Callable[..., Any]) -> Callable[..., Any]:
        def done(*args: Any, **more: Any) -> Any:  # noqa: ANN401 - whatever it wraps
            step()
            outcome = act(*args, **more)
            step()
            return outcome

        return done

    def in_halves(act: Callable[[bytes], None]) -> Callable[[bytes], None]:
        def write(data: bytes) -> None:
            for half in (data[: len(data) // 2], data[len(data) // 2 :]):
                step()
                act(half)
            step()

        return write

    wire: Any = printer._link._wire
    wire.write = in_halves(wire.write)
    for owner, name in ((os, "fsync"), (Path, "replace"), (Path, "unlink")):
        setattr(owner, name, around(getattr(owner, name)))
