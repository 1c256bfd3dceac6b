"""The scanner's driver on SANE's own test back end, which gives any status it is told to, and
what it loads of SANE's world."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from drivers.certify import Recorder
from drivers.driver import Cancelled, DeviceFault, Health, NoDevice, WrongSettings
from drivers.scanner.contract import (
    Busy,
    CoverOpen,
    Interrupted,
    Jammed,
    NoDocuments,
    PageScanned,
    ScanOutcome,
    ScanRequest,
    Source,
)
from drivers.scanner.sane_link import SaneLink, Value
from drivers.scanner.sane_scanner import SaneScanner
from simulators.escl_scanner import EsclScanner
from tests.drivers.far_end import project_root
from tests.drivers.scanner.reading import (
    GLASS,
    SMALL,
    TINY,
    Opened,
    pages,
)

TASKS = Path("/proc/self/task")

# --- SANE's test back end ---


@pytest.fixture
def tester(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Opens the test back end. Its reading thread is ended wherever it is, which may be with a
    lock of malloc in its hand, and then nothing goes on: it is waited for until it has read its
    small page, or sleeps."""
    start = SaneLink.start

    def start_and_settle(link: SaneLink) -> None:
        before = set(TASKS.iterdir())
        start(link)
        end = time.monotonic() + 60
        while any(at_work(task) for task in set(TASKS.iterdir()) - before):
            assert time.monotonic() < end, "its thread does not come to rest"
            time.sleep(0.01)

    monkeypatch.setattr(SaneLink, "start", start_and_settle)
    return lambda options=None: opened("test:0", options)


def at_work(task: Path) -> bool:
    """Whether a thread of this process runs, or wants to; one that ended does not."""
    try:
        told = (task / "stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return told.rsplit(")", 1)[1].split()[0] in "RD"


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        ("JAMMED", Jammed()),
        ("NO_DOCS", NoDocuments()),
        ("COVER_OPEN", CoverOpen()),
        ("DEVICE_BUSY", Busy()),
        ("IO_ERROR", Interrupted()),
        ("INVAL", Interrupted()),
        ("NO_MEM", Interrupted()),
        ("ACCESS_DENIED", Interrupted()),
        ("CANCELLED", Interrupted()),
    ],
)
def test_every_status_has_its_outcome(tester: Opened, status: str, outcome: ScanOutcome) -> None:
    scanner = tester({"read-return-value": f"SANE_STATUS_{status}"})
    assert scanner.scan(ScanRequest(page_mm=TINY, dpi=75)) == outcome


def test_a_broken_pipe_does_not_end_the_process(tester: Opened) -> None:
    pages(tester().scan(ScanRequest(dpi=75, page_mm=TINY)))
    signal.raise_signal(signal.SIGPIPE)


def test_the_test_back_ends_feeder_has_ten_sheets(tester: Opened) -> None:
    scanner = tester({"test-picture": "Grid"})
    assert scanner.check().health is Health.ONLINE
    request = ScanRequest(Source.FEEDER, dpi=75, page_mm=SMALL)
    assert len(pages(scanner.scan(request))) == 10
    events = scanner.emit
    assert isinstance(events, Recorder)
    assert events.seen == [PageScanned(number) for number in range(1, 11)]


def test_a_slow_reading_is_cancelled_and_the_next_one_whole(tester: Opened) -> None:
    scanner = tester({"read-delay": True, "read-delay-duration": 200_000})
    threading.Timer(0.3, scanner.cancel).start()
    with pytest.raises(Cancelled):
        scanner.scan(ScanRequest(page_mm=SMALL))
    scanner.begin()
    (page,) = pages(scanner.scan(ScanRequest(page_mm=(10.0, 10.0), dpi=75)))
    assert page.width == 29  # the bed moves in whole millimetres


def test_a_picture_that_does_not_end_is_stopped(tester: Opened) -> None:
    scanner = tester({"hand-scanner": True})
    assert scanner.scan(ScanRequest(page_mm=(100.0, 20.0), dpi=75)) == Interrupted()


@pytest.mark.parametrize("options", [{"depth": 16}, {"mode": "Color", "three-pass": True}], ids=str)
def test_pictures_it_cannot_read_are_refused(tester: Opened, options: dict[str, Value]) -> None:
    with pytest.raises(WrongSettings, match="cannot be read"):
        tester(options).scan(ScanRequest(page_mm=TINY, dpi=75))


@pytest.mark.parametrize(
    ("options", "told"),
    [({"nonsense": 1}, "no option 'nonsense'"), ({"depth": "deep"}, "does not take 'deep'")],
)
def test_options_it_does_not_have(tester: Opened, options: dict[str, Value], told: str) -> None:
    with pytest.raises(WrongSettings, match=told):
        tester(options).scan(ScanRequest(page_mm=TINY, dpi=75))


@pytest.mark.parametrize("device", ["nonsense:0", "genesys:libusb:001:250", "test:9"])
def test_no_such_scanner(opened: Opened, device: str) -> None:
    with pytest.raises(NoDevice, match="SANE finds no scanner"):
        opened(device)


def test_a_usb_scanner_that_went(opened: Opened) -> None:
    scanner = SaneScanner(SaneScanner.Settings("genesys:libusb:001:250"), Recorder())
    with pytest.raises(NoDevice, match="plugged in"):
        scanner.check()


def test_a_closed_scanner_is_a_fault(opened: Opened, table: EsclScanner) -> None:
    scanner = opened(table.url)
    scanner.close()
    with pytest.raises(DeviceFault):
        scanner.scan(GLASS)


# --- SANE's world ---

WORLD = """
import sys
from drivers.scanner.contract import ScanRequest
from drivers.scanner.sane_scanner import SaneScanner as S
import psutil
scanner = S(S.Settings(sys.argv[1]), print)
scanner.open()
scanner.scan(ScanRequest(dpi=75))
maps = open("/proc/self/maps").read()
print(sorted({line.rsplit("/", 1)[1] for line in maps.splitlines() if "/sane/libsane-" in line}))
print([c.laddr for c in psutil.Process().net_connections("udp")])
scanner.close()
"""


def test_no_other_back_end_is_loaded_and_no_network_searched(table: EsclScanner) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WORLD, table.url],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        cwd=project_root(),
        env={**os.environ, "SANE_CONFIG_DIR": "/nowhere"},
    )
    _, libraries, sockets = done.stdout.splitlines()
    assert libraries == "['libsane-airscan.so.1']"
    assert sockets == "[]"
