"""The scanner's driver on sane-airscan and a simulated eSCL scanner: pictures, paper, wires."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from drivers.driver import Cancelled, Event, Health, NoDevice, Offline
from drivers.scanner.contract import (
    CoverOpen,
    Interrupted,
    Jammed,
    NoDocuments,
    NotSupported,
    PageScanned,
    ScanRequest,
)
from drivers.scanner.sane_link import Image, SaneLink
from drivers.scanner.sane_scanner import SaneScanner
from simulators.escl_documents import Model
from simulators.escl_scanner import EsclScanner
from tests.drivers.far_end import TcpEnd
from tests.drivers.scanner.reading import (
    DUPLEX,
    FEEDER,
    GLASS,
    Opened,
    bar_mm,
    pages,
    picture,
    sheet,
    until,
)

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


def after_one_page(scanner: SaneScanner, table: EsclScanner, act: Callable[[], object]) -> None:
    """`act` when the first page has been taken; the second does not come before."""
    table.fault("hang", None, 2)

    def told(event: Event) -> None:
        if event == PageScanned(1):
            act()
            table.clear("hang")

    scanner.emit = told


def test_the_cover_opened_during_the_scan(scanner: SaneScanner, table: EsclScanner) -> None:
    table.load(3)
    after_one_page(scanner, table, lambda: table.fault("cover_open", None, None))
    outcome = scanner.scan(FEEDER)
    assert isinstance(outcome, CoverOpen)
    assert [sheet(page) for page in outcome.pages] == ["SHEET 1 FRONT"]
    assert scanner.check().health is Health.USER_ERROR


@pytest.mark.parametrize("fault", ["dies_mid_page", "garbage"])
def test_a_broken_picture_is_lost_and_those_before_are_kept(
    scanner: SaneScanner, table: EsclScanner, fault: str
) -> None:
    table.load(3)
    after_one_page(scanner, table, lambda: table.fault(fault, 1, 2))
    outcome = scanner.scan(FEEDER)
    assert isinstance(outcome, Interrupted)
    assert [sheet(page) for page in outcome.pages] == ["SHEET 1 FRONT"]
    table.fault(fault, 1, 1)
    assert scanner.scan(GLASS) == Interrupted()
    assert sheet(pages(scanner.scan(GLASS))[0]) == "SHEET 100 FRONT"


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [("jam", Jammed), ("cover_open", CoverOpen), ("garbage", Interrupted)],
)
def test_what_breaks_while_it_is_read_ahead_takes_no_page_before_with_it(
    scanner: SaneScanner,
    table: EsclScanner,
    monkeypatch: pytest.MonkeyPatch,
    fault: str,
    outcome: type[Jammed | CoverOpen | Interrupted],
) -> None:
    """The second page is broken off before a byte of the first is read."""
    table.load(3)
    table.fault("hang", None, 2)
    read = SaneLink.read

    def read_later(link: SaneLink, *how: Any) -> Image:  # noqa: ANN401 - as it is
        if "hang" in table.state()["faults"]:
            until(lambda: table.state()["feeder"] == 2)
            table.fault(fault, None if fault == "cover_open" else 1, 2)
            table.clear("hang")
            until(lambda: broke_off(table, fault))
        return read(link, *how)

    monkeypatch.setattr(SaneLink, "read", read_later)
    broken = scanner.scan(FEEDER)
    assert isinstance(broken, outcome)
    assert [sheet(page) for page in broken.pages] == ["SHEET 1 FRONT"]


def broke_off(table: EsclScanner, fault: str) -> bool:
    state = table.state()
    return fault not in state["faults"] or not state["scanning"]


def test_busy_for_a_moment_is_waited_for(scanner: SaneScanner, table: EsclScanner) -> None:
    table.fault("busy", 1, None)
    assert len(pages(scanner.scan(GLASS))) == 1


@pytest.mark.parametrize("fault", ["busy", "hang", "slow"])
def test_waiting_can_be_cancelled(scanner: SaneScanner, table: EsclScanner, fault: str) -> None:
    table.fault(fault, None, None)
    threading.Timer(0.3, scanner.cancel).start()
    with pytest.raises(Cancelled):
        scanner.scan(GLASS)
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
    after_one_page(scanner, table, lambda: table.fault("unplug", None, None))
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
    end = TcpEnd(lambda connection: over.wait(100) and None)
    began = time.monotonic()
    with pytest.raises(Offline):
        opened(f"http://127.0.0.1:{end.port}/eSCL")
    assert time.monotonic() - began < 60, "told, not waited out"
    over.set()
    end.close()


def test_status_right_and_capabilities_wrong_is_offline(
    opened: Opened, table: EsclScanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("simulators.escl_documents.capabilities", lambda model: b"<noise/>")
    with pytest.raises(Offline, match="fails"):
        opened(table.url)
