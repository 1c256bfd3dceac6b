"""The scan engine's bytes, checked against its table."""

from __future__ import annotations

import itertools
import termios
from pathlib import Path

import pytest
from serial_host import PATIENCE, SerialHost, until_spent

from simulators.scan_engine import ScanEngine

ON, OFF, QUESTION = b"\x16T\r", b"\x16U\r", b"\x16M\rTRGMOD?."
TEXT = "示例 82641937"
MANY = 4


@pytest.fixture
def link(tmp_path: Path) -> Path:
    return tmp_path / "engine"


def test_a_triggered_engine_scans_when_it_is_told_to(link: Path) -> None:
    engine = ScanEngine(link, paced=False)
    engine.start()
    with SerialHost(link) as host:
        engine.show(TEXT)
        assert host.receive(first=0.1) == b""
        assert host.ask(ON, 0.1) == b"]Q1" + TEXT.encode() + b"\r"
        assert not engine.state()["scanning"]
        assert host.ask(b"\x00\xff" + QUESTION, 0.05) == b"TRGMOD0\x06."
        engine.hide()
        host.send(ON)
        engine.show("202611229901000123", "code_128")
        assert host.receive(0.1) == b"]C0202611229901000123\r"
        engine.hide()
        # Answered in order: the engine is off before a code is held up.
        assert host.ask(ON + OFF + QUESTION, 0.05) == b"TRGMOD0\x06."
        engine.show(TEXT)
        assert host.receive(first=0.1) == b""
        assert TEXT not in str(engine.state())
    engine.stop()


def test_an_engine_that_is_always_on_sends_again_and_again(link: Path) -> None:
    engine = ScanEngine(link, model="always-on", paced=False)
    engine.start()
    line = TEXT.encode("gb18030") + b"\r\n"
    with SerialHost(link, termios.B9600) as host:
        engine.show(TEXT)
        assert host.receive_exactly(2 * len(line)) == 2 * line
        host.send(QUESTION)
        engine.hide()
        # What was under way comes still; with the code away it is few, and then nothing.
        late = list(itertools.islice(iter(lambda: host.receive(first=0.5), b""), MANY))
        assert len(late) < MANY
        assert b"".join(late) == line * (len(b"".join(late)) // len(line))
    engine.stop()


def test_faults_of_the_line(link: Path) -> None:
    engine = ScanEngine(link, paced=False)
    engine.start()
    engine.show("text")
    line = b"]Q1text\r"
    with SerialHost(link) as host:
        for kind, expect in {
            "silence": lambda got: got == b"",
            "garbage": lambda got: got.endswith(line) and got != line,
            "short_line": lambda got: got == line[:4],
            "split": lambda got: got == line,
            "glued": lambda got: got.startswith(line + b"]C0") and got.endswith(b"\r"),
            "long_line": lambda got: len(got) > 8000,
            "wrong_speed": lambda got: got and b"]" not in got,
        }.items():
            engine.fault(kind, 1, None)
            first = 0.3 if kind == "silence" else PATIENCE
            assert expect(host.ask(ON, 0.4, first)), kind
            until_spent(engine)
        engine.fault("booting", 1, None)
        assert b"\x06" not in host.ask(QUESTION, 0.05)
        assert host.ask(ON, 0.1) == line
    engine.stop()


def test_the_wrong_speed_is_noise(link: Path) -> None:
    engine = ScanEngine(link, model="always-on", paced=False)
    engine.start()
    with SerialHost(link, termios.B115200) as host:
        engine.show(TEXT)
        noise = host.receive(0.1)
    assert noise
    assert b"82641937" not in noise
    engine.stop()
