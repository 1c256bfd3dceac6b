"""The private pcscd: alone on this machine's loopback, in any number, and never left behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from simulators.faults import UnknownFaultError
from simulators.pcsc_daemon import PcscDaemon, PcscdError
from simulators.smart_card_reader import SmartCardReader
from simulators.smart_cards import Card, SocialSecurityCard, StaffCard, all_cards

SYSTEM = Path("/run/pcscd")


@contextmanager
def running(where: Path) -> Iterator[PcscDaemon]:
    daemon = PcscDaemon(where)
    daemon.prepare()
    try:
        daemon.start()
        yield daemon
    finally:
        daemon.close()


def process_of(daemon: PcscDaemon) -> psutil.Process:
    (found,) = [
        child
        for child in psutil.Process().children()
        if child.name() == "pcscd" and str(daemon.socket_path.parent) in " ".join(child.cmdline())
    ]
    return found


def test_it_listens_on_loopback_only_and_leaves_the_machines_own_alone(tmp_path: Path) -> None:
    before = sorted(SYSTEM.iterdir()) if SYSTEM.exists() else None
    with running(tmp_path / "a") as daemon:
        assert daemon.socket_path.is_socket()
        listening = [
            connection.laddr
            for connection in process_of(daemon).net_connections()
            if connection.status == psutil.CONN_LISTEN
        ]
        assert {address.ip for address in listening} == {"127.0.0.1"}
        assert {address.port for address in listening} == set(daemon.ports)
    assert (sorted(SYSTEM.iterdir()) if SYSTEM.exists() else None) == before
    assert not (tmp_path / "a").exists()


def test_two_at_once_and_ports_that_outlive_a_restart(tmp_path: Path) -> None:
    with running(tmp_path / "a") as one, running(tmp_path / "b") as other:
        assert not set(one.ports) & set(other.ports)
        before = one.ports
        one.stop()
        assert not one.running
        assert not one.socket_path.exists()
        one.start()
        assert one.ports == before
        for port in before:
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
        assert other.running


def test_it_ends_with_the_process_that_started_it_even_when_that_is_killed(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path;"
        "from simulators.pcsc_daemon import PcscDaemon;"
        "d = PcscDaemon(Path(sys.argv[1])); d.prepare(); d.start();"
        "print(d._process.pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "a")],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    ) as parent:
        assert parent.stdout is not None
        pcscd = psutil.Process(int(parent.stdout.readline()))
        assert pcscd.name() == "pcscd"
        os.kill(parent.pid, signal.SIGKILL)
    pcscd.wait(60)


def test_it_does_not_end_with_the_thread_that_restarted_it(tmp_path: Path) -> None:
    with running(tmp_path / "a") as daemon:
        daemon.stop()
        passing = threading.Thread(target=daemon.start)
        passing.start()
        passing.join(60)
        assert process_of(daemon).is_running()


def test_a_folder_too_deep_for_a_socket_is_told(tmp_path: Path) -> None:
    with pytest.raises(PcscdError, match="shorter folder"):
        PcscDaemon(tmp_path / ("d" * 100)).prepare()


def test_a_reader_with_hands(tmp_path: Path) -> None:
    reader = SmartCardReader(tmp_path / "a")
    reader.start()
    try:
        reader.place("bank")
        assert reader.state()["card"] == "bank"
        with pytest.raises(KeyError):
            reader.place("nobody's")
        with pytest.raises(UnknownFaultError):
            reader.fault("no_such_fault", None, None)
        for hand in ("unplug", "plug", "place", "place_other", "remove", "mend"):
            reader.hands()[hand]()
        assert reader.state()["card"] is None
        assert reader.state()["serving"]
    finally:
        reader.stop()


# --- the cards, by the bytes of their specification ---


def ask(card: Card, *commands: str) -> str:
    """The last answer, in hexadecimal."""
    card.reset()
    answers = [card.answer(bytes.fromhex(command)) for command in commands]
    return answers[-1].hex().upper()


SELECT = "00A404000F7378312E73682EC9E7BBE1B1A3D5CF"


@pytest.mark.parametrize(
    ("key", "commands", "answer"),
    [
        ("zhang", ["00A4020002EF05"], "6A82"),
        ("zhang", [SELECT, "00A4020002EF05", "00B2030406"], "0304332E30309000"),
        ("zhang", [SELECT, "00B2032C06"], "0304332E30309000"),
        ("zhang", [SELECT, "00B2092C06"], "6A83"),
        ("zhang", [SELECT, "00B2023420"], "091ED5C5CABEC0FD" + "00" * 24 + "9000"),
        ("generation_1", [SELECT, "00B2033403"], "0A01329000"),
        ("generation_1", [SELECT, "00B2033404"], "6700"),
        ("records", [SELECT], "6113"),
        ("records", [SELECT, "00A4000002EF06", "00B2010404"], "6C14"),
        ("records", [SELECT, "00B2013414"], "6A86"),
        ("short_ids", [SELECT, "00A4020002EF05"], "6A86"),
        ("pin", [SELECT, "00B2013414"], "6982"),
        ("pin", [SELECT, "0020000003000000"], "63C2"),
        ("bank", [SELECT], "6A82"),
        ("staff", ["00B0810000"], "6A82"),
        ("staff", ["00A4040006F04F4E4B5301", "00B0810000"], "6C14"),
    ],
)
def test_cards_answer_by_the_book(key: str, commands: list[str], answer: str) -> None:
    assert ask(all_cards()[key], *commands) == answer


def test_a_reset_forgets_the_pin_but_not_the_wrong_ones() -> None:
    card = all_cards()["pin"]
    assert isinstance(card, SocialSecurityCard)
    right = f"0020000003{card.pin}"
    assert ask(card, SELECT, right, "00B2013402").endswith("9000")
    assert ask(card, SELECT, "00B2013402") == "6982"
    assert [ask(card, SELECT, "0020000003000000") for _ in range(4)] == [
        "63C2",
        "63C1",
        "63C0",
        "6983",
    ]
    assert ask(card, SELECT, right) == "6983"


def test_every_signature_is_of_its_own_challenge() -> None:
    card = all_cards()["staff"]
    assert isinstance(card, StaffCard)
    signed = [
        ask(card, "00A4040006F04F4E4B5301", f"0088000008{challenge}", "00C0000080")
        for challenge in ("00" * 8, "11" * 8)
    ]
    assert signed[0] != signed[1]
    assert all(one.endswith("9000") for one in signed)
