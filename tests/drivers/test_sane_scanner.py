"""The scanner's driver on the real SANE: sane-airscan and a simulated eSCL scanner, and SANE's own
test back end, which gives any status it is told to."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from drivers.certify import Recorder
from drivers.driver import Cancelled, DeviceFault, Health, NoDevice, Offline, WrongSettings
from drivers.scanner.contract import (
    Busy,
    CoverOpen,
    Interrupted,
    Jammed,
    NoDocuments,
    NotSupported,
    Page,
    PageScanned,
    Scanned,
    ScanOutcome,
    ScanRequest,
    Source,
)
from drivers.scanner.sane_link import SaneLink, Value
from drivers.scanner.sane_scanner import SaneScanner
from simulators.escl_documents import Model
from simulators.escl_scanner import EsclScanner
from tests.drivers.far_end import TcpEnd, project_root

GLASS = ScanRequest(dpi=75)
FEEDER = ScanRequest(Source.FEEDER, dpi=75)
DUPLEX = ScanRequest(Source.FEEDER_DUPLEX, dpi=75)
SMALL = (100.0, 100.0)
"""The test back end's bed is 200 mm square."""
TINY = (10.0, 10.0)

Opened = Callable[..., SaneScanner]


@pytest.fixture
def opened() -> Iterator[Opened]:
    """Opens one scanner: SANE stands no two at once in a process."""
    scanners: list[SaneScanner] = []

    def make(device: str, options: dict[str, Value] | None = None) -> SaneScanner:
        scanner = SaneScanner(SaneScanner.Settings(device, options), Recorder())
        scanners.append(scanner)
        scanner.open()
        return scanner

    yield make
    for scanner in scanners:
        scanner.close()


@pytest.fixture
def table() -> Iterator[EsclScanner]:
    """A scanner on the table, with a sheet on its glass."""
    simulator = EsclScanner("127.0.0.1", 0)
    simulator.start()
    yield simulator
    simulator.stop()


@pytest.fixture
def scanner(opened: Opened, table: EsclScanner) -> SaneScanner:
    return opened(table.url)


def pages(outcome: ScanOutcome) -> tuple[Page, ...]:
    assert isinstance(outcome, Scanned)
    return outcome.pages


def picture(page: Page) -> Image.Image:
    """The page decoded, which must be as it says."""
    decoded = Image.open(io.BytesIO(page.jpeg))
    assert decoded.size == (page.width, page.height)
    assert decoded.mode == ("RGB" if page.channels == 3 else "L")
    assert decoded.info["dpi"] == (page.dpi, page.dpi)
    return decoded


def sheet(page: Page) -> str:
    """What its code says, which must stand upright."""
    (code,) = zxingcpp.read_barcodes(picture(page))
    assert abs(code.orientation) < 3
    return str(code.text)


def bar_mm(page: Page) -> float:
    """How long the bar is that is 100 mm long on the sheet."""
    grey = picture(page).convert("L")
    row = round(51.5 / 25.4 * page.dpi)
    dark = sum(1 for x in range(grey.width) if grey.getpixel((x, row)) < 128)
    return dark / page.dpi * 25.4


# --- pictures ---


@pytest.mark.parametrize("dpi", [75, 150, 300])
def test_a_page_is_true_to_scale(scanner: SaneScanner, dpi: int) -> None:
    (page,) = pages(scanner.scan(ScanRequest(dpi=dpi)))
    assert page.dpi == dpi
    assert bar_mm(page) == pytest.approx(100, abs=0.5)
    assert sheet(page) == "SHEET 100 FRONT"


def test_a_resolution_between_is_the_next_finer_one(scanner: SaneScanner) -> None:
    (page,) = pages(scanner.scan(ScanRequest(dpi=100)))
    assert page.dpi == 150
    assert bar_mm(page) == pytest.approx(100, abs=0.5)


@pytest.mark.parametrize("colour", [True, False])
def test_the_red_seal_is_red_in_colour_only(scanner: SaneScanner, colour: bool) -> None:
    (page,) = pages(scanner.scan(ScanRequest(dpi=75, colour=colour)))
    left_of_the_seal = round(141 / 25.4 * 75), round(245 / 25.4 * 75)
    red, green, _ = picture(page).convert("RGB").getpixel(left_of_the_seal)
    assert (red - green > 80) is colour


def test_a_scanner_that_sends_png(opened: Opened) -> None:
    simulator = EsclScanner("127.0.0.1", 0, model=Model(formats=("image/png",)))
    simulator.start()
    (page,) = pages(opened(simulator.url).scan(GLASS))
    assert sheet(page) == "SHEET 100 FRONT"
    simulator.stop()


def test_sheets_come_in_their_order(scanner: SaneScanner, table: EsclScanner) -> None:
    table.load(3)
    assert [sheet(page) for page in pages(scanner.scan(FEEDER))] == [
        "SHEET 1 FRONT",
        "SHEET 2 FRONT",
        "SHEET 3 FRONT",
    ]
    assert scanner.scan(FEEDER) == NoDocuments()


def test_both_sides_come_front_first(scanner: SaneScanner, table: EsclScanner) -> None:
    table.load(2)
    assert [sheet(page) for page in pages(scanner.scan(DUPLEX))] == [
        "SHEET 1 FRONT",
        "SHEET 1 BACK",
        "SHEET 2 FRONT",
        "SHEET 2 BACK",
    ]


def test_nothing_of_a_page_is_shown_or_written(
    opened: Opened, table: EsclScanner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    outcome = opened(table.url).scan(GLASS)
    assert "xff" not in repr(outcome)
    assert list(tmp_path.iterdir()) == []


# --- what it has not ---


@pytest.mark.parametrize(
    ("model", "request_", "refusal"),
    [
        (Model(feeder=None), FEEDER, NotSupported("source", "Flatbed")),
        (Model(duplex=False), DUPLEX, NotSupported("source", "Flatbed, ADF")),
        (Model(platen=None), GLASS, NotSupported("source", "ADF, ADF Duplex")),
        (Model(colours=("Grayscale8",)), GLASS, NotSupported("colour", "Gray")),
        (
            Model(resolutions=(75, 150)),
            ScanRequest(dpi=200),
            NotSupported("resolution", "75, 150"),
        ),
        (
            Model(platen=(1200, 1200)),
            GLASS,
            NotSupported("page size", "x: 102 mm at most"),
        ),
    ],
    ids=["feeder", "duplex", "glass", "colour", "resolution", "size"],
)
def test_what_it_has_not(
    opened: Opened, model: Model, request_: ScanRequest, refusal: NotSupported
) -> None:
    simulator = EsclScanner("127.0.0.1", 0, model=model)
    simulator.start()
    assert opened(simulator.url).scan(request_) == refusal
    simulator.stop()


@pytest.mark.parametrize(
    "wish",
    [{"dpi": 0}, {"page_mm": (0, 10)}, {"most_pages": 0}, {"most_pages": 51}, {"dpi": 1200}],
    ids=str,
)
def test_a_scan_that_cannot_be(wish: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        ScanRequest(**wish)


# --- paper and wires ---


def test_a_jam_at_the_first_sheet(scanner: SaneScanner, table: EsclScanner) -> None:
    table.load(2)
    table.fault("jam", None, 1)
    assert scanner.scan(FEEDER) == Jammed()
    assert scanner.check().detail == "feeder jammed: take the sheets out"
    assert scanner.scan(FEEDER) == Jammed()
    table.clear()
    table.load(1)
    assert len(pages(scanner.scan(FEEDER))) == 1


def test_the_cover_opened_during_the_scan(scanner: SaneScanner, table: EsclScanner) -> None:
    table.load(3)
    table.fault("slow", None, 0.3)
    threading.Timer(0.45, table.fault, ("cover_open", None, None)).start()
    outcome = scanner.scan(FEEDER)
    assert isinstance(outcome, CoverOpen)
    assert [sheet(page) for page in outcome.pages] == ["SHEET 1 FRONT"]
    assert scanner.check().health is Health.USER_ERROR


@pytest.mark.parametrize("fault", ["dies_mid_page", "garbage"])
def test_a_broken_picture_is_lost_and_those_before_are_kept(
    scanner: SaneScanner, table: EsclScanner, fault: str
) -> None:
    table.load(3)
    table.fault(fault, 1, 2)
    outcome = scanner.scan(FEEDER)
    assert isinstance(outcome, Interrupted)
    assert [sheet(page) for page in outcome.pages] == ["SHEET 1 FRONT"]
    table.fault(fault, 1, 1)
    assert scanner.scan(GLASS) == Interrupted()
    assert sheet(pages(scanner.scan(GLASS))[0]) == "SHEET 100 FRONT"


def test_busy_for_a_moment_is_waited_for(scanner: SaneScanner, table: EsclScanner) -> None:
    table.fault("busy", 1, None)
    assert len(pages(scanner.scan(GLASS))) == 1


@pytest.mark.parametrize("fault", ["busy", "hang", "slow"])
def test_waiting_can_be_cancelled(scanner: SaneScanner, table: EsclScanner, fault: str) -> None:
    table.fault(fault, None, None)
    threading.Timer(0.3, scanner.cancel).start()
    began = time.monotonic()
    with pytest.raises(Cancelled):
        scanner.scan(GLASS)
    assert time.monotonic() - began < 1.5  # the hub's patience
    table.clear()
    scanner.begin()
    assert len(pages(scanner.scan(GLASS))) == 1


def test_a_cancel_before_the_first_page(scanner: SaneScanner, table: EsclScanner) -> None:
    scanner.cancel()
    with pytest.raises(Cancelled):
        scanner.scan(GLASS)
    assert table.state()["jobs"] == 0


def test_unplugged_during_the_scan(scanner: SaneScanner, table: EsclScanner) -> None:
    table.load(3)
    table.fault("slow", None, 0.3)
    threading.Timer(0.45, table.fault, ("unplug", None, None)).start()
    outcome = scanner.scan(FEEDER)
    assert isinstance(outcome, Interrupted)
    assert len(outcome.pages) == 1
    with pytest.raises(NoDevice, match="no scanner listens"):
        scanner.check()
    with pytest.raises(NoDevice):
        scanner.scan(GLASS)


def test_the_feeder_tells_how_it_is(scanner: SaneScanner, table: EsclScanner) -> None:
    assert scanner.check().supply("feeder") == "out"
    table.load(2)
    assert scanner.check().supply("feeder") == "full"


@pytest.mark.parametrize(
    "sent",
    [b"", b"\x00\xff" * 500, b"HTTP/1.1 404 Not Found\r\n\r\n", b"HTTP/1.1 200 OK\r\n\r\n<a/>"],
    ids=["nothing", "noise", "404", "no status"],
)
def test_what_answers_otherwise_is_offline(opened: Opened, sent: bytes) -> None:
    end = TcpEnd(lambda connection: connection.sendall(sent) if connection.recv(4096) else None)
    with pytest.raises(Offline):
        opened(f"http://127.0.0.1:{end.port}/eSCL")
    end.close()


def test_silence_is_offline_within_a_heartbeat(opened: Opened) -> None:
    over = threading.Event()
    end = TcpEnd(lambda connection: over.wait(5) and None)
    began = time.monotonic()
    with pytest.raises(Offline):
        opened(f"http://127.0.0.1:{end.port}/eSCL")
    assert time.monotonic() - began < 1.5
    over.set()
    end.close()


def test_status_right_and_capabilities_wrong_is_offline(
    opened: Opened, table: EsclScanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("simulators.escl_documents.capabilities", lambda model: b"<noise/>")
    with pytest.raises(Offline, match="fails"):
        opened(table.url)


# --- SANE's test back end ---


@pytest.fixture
def tester(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Opens the test back end. Its reading thread is ended wherever it is, which may be with a
    lock of malloc in its hand: it is given time to have read its small page, or to sleep."""
    start = SaneLink.start

    def start_and_settle(link: SaneLink) -> None:
        start(link)
        time.sleep(0.05)

    monkeypatch.setattr(SaneLink, "start", start_and_settle)
    return lambda options=None: opened("test:0", options)


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
    began = time.monotonic()
    with pytest.raises(Cancelled):
        scanner.scan(ScanRequest(page_mm=SMALL))
    assert time.monotonic() - began < 1.5
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
