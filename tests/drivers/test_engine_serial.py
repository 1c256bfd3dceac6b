"""The scan engine's driver over a real pty: against exact bytes, and against the simulator."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from drivers.code_reader.contract import Code, NoCode, Symbology
from drivers.code_reader.engine_serial import SerialScanEngine
from drivers.driver import Cancelled, Health, InUse, NoDevice, Offline
from simulators.scan_engine import ScanEngine
from tests.drivers.far_end import PtyEnd

ON, OFF = b"\x16T\r", b"\x16U\r"
QUESTION = b"\x16M\rTRGMOD?."
ALIVE = b"TRGMOD0\x06."
CASE = "202611229901000123"


class Engine:
    """Answers the question, and each trigger with what comes next; the last for ever."""

    def __init__(self, *seen: bytes, alive: bytes = ALIVE) -> None:
        self._seen = list(seen)
        self.alive = alive
        self.heard: list[bytes] = []

    def __call__(self, request: bytes) -> bytes:
        answer = b""
        for command in request.replace(b"\x16", b"\0\x16").split(b"\0")[1:]:
            self.heard.append(command)
            answer += self._answer(command)
        return answer

    def _answer(self, command: bytes) -> bytes:
        if command == QUESTION:
            return self.alive
        if command == ON and self._seen:
            return self._seen.pop(0) if len(self._seen) > 1 else self._seen[0]
        return b""


Plug = Callable[..., tuple[SerialScanEngine, PtyEnd]]


@pytest.fixture
def plug() -> Iterator[Plug]:
    readers: list[SerialScanEngine] = []

    def make(engine: Engine) -> tuple[SerialScanEngine, PtyEnd]:
        far = PtyEnd(engine)
        settings = SerialScanEngine.Settings(far.port, answer_timeout=1.0, repeat_after=0.3)
        reader = SerialScanEngine(settings, print)
        reader.open()
        readers.append(reader)
        end = time.monotonic() + 30
        while OFF not in engine.heard:
            assert time.monotonic() < end, "it is not put out"
            time.sleep(0.005)
        engine.heard.clear()
        return reader, far

    yield make
    for reader in readers:
        reader.close()


def test_it_scans_only_while_a_code_is_wanted(plug: Plug) -> None:
    engine = Engine(b"]Q1https://query.example/1\r")
    reader, _ = plug(engine)
    code = reader.read(30)
    assert code == Code("https://query.example/1", Symbology.QR, b"https://query.example/1")
    assert reader.read(0.2) == NoCode()
    assert reader.check().health is Health.ONLINE
    assert engine.heard[0] == ON
    assert engine.heard[-2:] == [OFF, QUESTION]


@pytest.mark.parametrize(
    "nonsense",
    [
        b"\r",
        b"tps://the.beginning.lost\r",
        b"]Q1\x00\xf8\xe0\x7e\r",
        b"]Q1" + b"9" * 9000 + b"\r",
        b"\xff\xfe\xfd\r",
    ],
)
def test_what_is_no_code_is_scanned_again(plug: Plug, nonsense: bytes) -> None:
    reader, _ = plug(Engine(nonsense, b"]C0" + CASE.encode() + b"\r"))
    assert reader.read(30) == Code(CASE, Symbology.CODE_128, CASE.encode())


def test_of_two_codes_glued_together_the_second_is_not_the_next_citizens(plug: Plug) -> None:
    reader, _ = plug(Engine(b"]C0first\r]C0second\r", b""))
    assert reader.read(30) == Code("first", Symbology.CODE_128, b"first")
    assert reader.read(0.3) == NoCode()


def test_a_code_that_came_before_the_call_does_not_count(plug: Plug) -> None:
    reader, far = plug(Engine())
    far.say(b"]C0before\r")
    time.sleep(0.1)
    assert reader.read(0.3) == NoCode()


def test_a_beginning_that_never_ended_does_not_spoil_the_next(plug: Plug) -> None:
    reader, far = plug(Engine())

    def say() -> None:
        far.say(b"]Q1half")
        time.sleep(1.5)  # so long apart that they are two, however busy the machine is
        far.say(b"]Q1whole\r")

    threading.Timer(0.1, say).start()
    code = reader.read(30)
    assert isinstance(code, Code)
    assert code.text == "whole"


def test_nothing_but_nonsense_is_told(plug: Plug) -> None:
    reader, _ = plug(Engine(b"\x00\xf8\xe0\r"))
    with pytest.raises(Offline, match="115200 baud, is it model 'triggered'"):
        reader.read(5)


def test_a_silent_engine_is_offline(plug: Plug) -> None:
    engine = Engine()
    reader, _ = plug(engine)
    engine.alive = b""
    with pytest.raises(Offline, match="powered"):
        reader.check()


def test_an_engine_that_starts_is_waited_for() -> None:
    engine = Engine(alive=b"\x00\xf8")
    far = PtyEnd(engine)
    threading.Timer(0.4, setattr, (engine, "alive", ALIVE)).start()
    reader = SerialScanEngine(SerialScanEngine.Settings(far.port, answer_timeout=0.2), print)
    reader.open()
    reader.close()


def test_cancelling_puts_its_light_out(plug: Plug) -> None:
    engine = Engine()
    reader, _ = plug(engine)
    threading.Timer(0.2, reader.cancel).start()
    with pytest.raises(Cancelled):
        reader.read(60)
    reader.begin()
    assert reader.check().health is Health.ONLINE
    assert engine.heard == [ON, OFF, QUESTION]


def test_a_port_has_one_owner(plug: Plug) -> None:
    _, far = plug(Engine())
    with pytest.raises(InUse):
        SerialScanEngine(SerialScanEngine.Settings(far.port), print).open()


def test_no_port_is_no_device() -> None:
    reader = SerialScanEngine(SerialScanEngine.Settings("/dev/serial/by-id/none"), print)
    with pytest.raises(NoDevice, match="does not exist"):
        reader.open()


# --- the simulated engines ---------------------------------------------------------------------


Pair = tuple[SerialScanEngine, ScanEngine]


@pytest.fixture(params=["triggered", "always-on"])
def pair(
    request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[tuple[SerialScanEngine, ScanEngine]]:
    engine = ScanEngine(tmp_path / "engine", model=request.param)
    engine.start()
    settings = SerialScanEngine.Settings(str(tmp_path / "engine"), request.param)
    reader = SerialScanEngine(settings, print)
    reader.open()
    yield reader, engine
    reader.close()
    engine.stop()


@pytest.mark.parametrize("text", ["示例市政务服务", CASE])
def test_both_models_are_read(pair: Pair, text: str) -> None:
    reader, engine = pair
    engine.show(text)
    code = reader.read(30)
    assert isinstance(code, Code)
    assert code.text == text


def test_a_code_that_nobody_heard_of_is_read_again_while_it_is_held_up(pair: Pair) -> None:
    reader, engine = pair
    engine.show(CASE)
    assert isinstance(reader.read(30), Code)
    assert isinstance(reader.read(0.5), NoCode), "the same showing"
    reader.begin(unheard=True)
    assert isinstance(reader.read(30), Code)


SPOILT = ["garbage", "short_line", "split", "wrong_speed", "long_line"]


@pytest.mark.parametrize("pair", ["triggered"], indirect=True)
@pytest.mark.parametrize("fault", SPOILT)
def test_a_spoilt_line_is_scanned_again(pair: Pair, fault: str) -> None:
    reader, engine = pair
    engine.fault(fault, 1, None)
    engine.show(CASE)
    assert reader.read(30) == Code(CASE, Symbology.QR, CASE.encode())


@pytest.mark.parametrize("pair", ["always-on"], indirect=True)
@pytest.mark.parametrize("fault", ["split", "wrong_speed"])
def test_without_prefix_too(pair: Pair, fault: str) -> None:
    reader, engine = pair
    engine.fault(fault, 1, None)
    engine.show(CASE)
    assert reader.read(30) == Code(CASE, Symbology.OTHER, CASE.encode())


def test_the_wrong_speed_is_noise_and_never_a_code(tmp_path: Path) -> None:
    engine = ScanEngine(tmp_path / "engine", model="always-on")
    engine.start()
    models = tmp_path / "models"
    (models / "code_reader").mkdir(parents=True)
    shipped = Path("config/devices/code_reader/always-on.toml").read_text("utf-8")
    wrong = shipped.replace("baud = 9600", "baud = 19200")
    (models / "code_reader" / "hasty.toml").write_text(wrong, "utf-8")
    settings = SerialScanEngine.Settings(str(tmp_path / "engine"), "hasty", str(models))
    reader = SerialScanEngine(settings, print)
    reader.open()
    engine.show(CASE)
    with pytest.raises(Offline, match="19200 baud"):
        reader.read(10)
    reader.close()
    engine.stop()


def test_a_cable_pulled_while_it_waits_and_put_back(pair: Pair) -> None:
    reader, engine = pair
    threading.Timer(0.2, engine.fault, ("unplug", None, None)).start()
    with pytest.raises(NoDevice):
        reader.read(30)
    with pytest.raises(NoDevice):
        reader.check()
    engine.replug()
    reader.open()
    engine.show(CASE)
    assert isinstance(reader.read(30), Code)
