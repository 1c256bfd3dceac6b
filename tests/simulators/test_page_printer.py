"""The A4 printer's far end: private, on loopback, gone when it should be."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import pytest

from simulators.page_printer.daemon import Daemon, DaemonError
from simulators.page_printer.far_end import PREFIX
from simulators.page_printer.ipp_client import IppClient
from simulators.page_printer.printer import PagePrinter

OWNER = """
import sys, time
from simulators.page_printer.printer import PagePrinter
printer = PagePrinter()
printer.start()
print(printer.socket, flush=True)
time.sleep(60)
"""


def folders_of(owner: int) -> list[Path]:
    return list(Path(tempfile.gettempdir()).glob(f"{PREFIX}{owner}-*"))


def test_killed_it_leaves_no_daemon_and_the_next_wipes_its_spool() -> None:
    root = Path(__file__).parents[2]
    with subprocess.Popen([sys.executable, "-c", OWNER], stdout=subprocess.PIPE, cwd=root) as owner:
        assert owner.stdout is not None
        assert owner.stdout.readline().strip().endswith(b"cups.sock")
        daemons = psutil.Process(owner.pid).children(recursive=True)
        assert {daemon.name() for daemon in daemons} >= {"cupsd", "ippeveprinter", "dbus-daemon"}
        owner.kill()
    _, alive = psutil.wait_procs(daemons, timeout=30)
    assert alive == []
    other = PagePrinter()
    other.stop()
    # Another simulator on this machine, started this moment, may be about it.
    end = time.monotonic() + 30
    while left := folders_of(owner.pid):
        assert time.monotonic() < end, left
        time.sleep(0.02)


def test_two_at_once_on_loopback_and_nothing_stays() -> None:
    one, two = PagePrinter(), PagePrinter()
    for printer in (one, two):
        printer.start()
    places = [printer.socket.parent for printer in (one, two)]
    assert places[0] != places[1]
    for daemon in psutil.Process().children(recursive=True):
        for connection in daemon.net_connections("inet"):
            assert connection.laddr.ip in ("127.0.0.1", "::1")
    assert IppClient(one.port).is_idle()
    one.stop()
    assert IppClient(two.port).is_idle()
    two.stop()
    assert not any(place.exists() for place in places)


def test_a_missing_program_names_its_package(tmp_path: Path) -> None:
    daemon = Daemon(["no-such-daemon"], "some-package", tmp_path / "log", lambda: True)
    with pytest.raises(DaemonError, match="apt-get install some-package"):
        daemon.start()


def test_a_program_that_ends_at_once_is_quoted(tmp_path: Path) -> None:
    command = ["sh", "-c", "echo no bus here >&2; exit 3"]
    daemon = Daemon(command, "some-package", tmp_path / "log", lambda: False)
    with pytest.raises(DaemonError, match="no bus here"):
        daemon.start()
    daemon.stop()
