"""The identity card reader's bytes, checked against the protocol table."""

from __future__ import annotations

import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from serial_host import PATIENCE, SerialHost, until, until_spent

from simulators.id_card_reader import IdCardReader

RESET = bytes.fromhex("AAAAAA9669000310FFEC")
STATUS = bytes.fromhex("AAAAAA9669000311FFED")
SAM_ID = bytes.fromhex("AAAAAA9669000312FFEE")
FIND = bytes.fromhex("AAAAAA96690003200122")
SELECT = bytes.fromhex("AAAAAA96690003200221")
READ = bytes.fromhex("AAAAAA96690003300132")
READ_PRINTS = bytes.fromhex("AAAAAA96690003301023")

OK = bytes.fromhex("AAAAAA9669000400009094")
FOUND = bytes.fromhex("AAAAAA9669000800009F0000000097")
NOT_FOUND = bytes.fromhex("AAAAAA9669000400008084")
NOT_SELECTED = bytes.fromhex("AAAAAA9669000400008185")
NOT_READ = bytes.fromhex("AAAAAA9669000400004145")


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[IdCardReader]:
    device = IdCardReader(tmp_path / "id_card", paced=False)
    device.start()
    yield device
    device.stop()


@pytest.fixture
def host(reader: IdCardReader, tmp_path: Path) -> Iterator[SerialHost]:
    with SerialHost(tmp_path / "id_card") as end:
        yield end


def read_card(host: SerialHost) -> bytes:
    assert host.ask(FIND, 0.02) == FOUND
    assert host.ask(SELECT, 0.02)[9] == 0x90
    host.send(READ)
    return host.receive_exactly(1295)


def field(frame: bytes, offset: int, length: int) -> str:
    return frame[14 + offset : 14 + offset + length].decode("utf-16-le").rstrip()


def test_answers_of_the_table(host: SerialHost) -> None:
    assert host.ask(RESET, 0.02) == OK
    assert host.ask(STATUS, 0.02) == OK
    sam = host.ask(SAM_ID, 0.02)
    assert (sam[5:10].hex(), len(sam)) == ("0014000090", 27)
    assert host.ask(FIND, 0.02) == NOT_FOUND
    assert host.ask(SELECT, 0.02) == NOT_SELECTED
    assert host.ask(READ, 0.02) == NOT_READ


def test_refuses_wrong_frames(host: SerialHost) -> None:
    assert host.ask(STATUS[:-1] + b"\0", 0.02)[9] == 0x10
    assert host.ask(bytes.fromhex("AAAAAA96690001"), 0.02)[9] == 0x11
    assert host.ask(bytes.fromhex("AAAAAA9669000399999A"), 0.02)[9] == 0x10
    assert host.ask(bytes.fromhex("AAAAAA96690003999903"), 0.02)[9] == 0x21


def test_finds_its_feet_after_noise(host: SerialHost) -> None:
    assert host.ask(b"\xaa\xaa\x00\xff" + STATUS, 0.02) == OK
    host.send(STATUS[:4])
    time.sleep(0.15)
    assert host.ask(STATUS, 0.02) == OK


def test_a_card_from_laying_down_to_taking_away(reader: IdCardReader, host: SerialHost) -> None:
    reader.place("zhang")
    assert host.ask(SELECT, 0.02) == NOT_SELECTED, "it must be found first"
    frame = read_card(host)
    assert frame[5:14].hex() == "050800009001000400"
    assert field(frame, 0, 30) == "张示例"
    assert field(frame, 122, 36)[:17] == "99010119900307002"
    assert frame[270:273] == b"WLf"
    assert host.ask(FIND, 0.02) == NOT_FOUND, "the same card is not found twice"
    assert host.ask(SELECT, 0.02)[9] == 0x90, "but it is still there"
    reader.remove()
    assert host.ask(SELECT, 0.02) == NOT_SELECTED
    assert host.ask(READ, 0.02) == NOT_READ
    reader.place("zhang")
    assert host.ask(FIND, 0.02) == FOUND


def test_some_readers_find_again(tmp_path: Path) -> None:
    device = IdCardReader(tmp_path / "id_card", paced=False, refind=True)
    device.start()
    device.place("zhang")
    with SerialHost(tmp_path / "id_card") as host:
        read_card(host)
        assert host.ask(FIND, 0.02) == FOUND
    device.stop()


@pytest.mark.parametrize(("key", "length"), [("zhang", 2321), ("li", 1297)])
def test_fingerprints(reader: IdCardReader, host: SerialHost, key: str, length: int) -> None:
    reader.place(key)
    host.ask(FIND, 0.02)
    host.ask(SELECT, 0.02)
    host.send(READ_PRINTS)
    frame = host.receive_exactly(length)
    assert len(frame) == length
    assert int.from_bytes(frame[5:7], "big") == length - 7
    assert host.receive(first=0.02) == b""


@pytest.mark.parametrize(
    ("key", "offset", "length", "text"),
    [
        ("rare", 0, 30, "王𬍛㛃"),
        ("elder", 204, 16, "长期"),
        ("permit", 248, 2, "J"),
        ("permit", 220, 18, "H99999999"),
        ("foreigner_2017", 248, 2, "I"),
        ("foreigner_2017", 122, 30, "CAN990185061219"),
        ("foreigner_2023", 248, 2, "Y"),
        ("foreigner_2023", 52, 70, "SAMPLE, ANDREW"),
    ],
)
def test_layouts(
    reader: IdCardReader, host: SerialHost, key: str, offset: int, length: int, text: str
) -> None:
    reader.place(key)
    assert field(read_card(host), offset, length) == text


def test_faults_of_the_wire(reader: IdCardReader, host: SerialHost) -> None:
    host.ask(STATUS, 0.02)
    for kind, expect in {
        "garbage": lambda got: got.endswith(OK) and got != OK,
        "short_frame": lambda got: got == OK[: len(OK) // 2],
        "long_frame": lambda got: got.startswith(OK) and len(got) == len(OK) + 16,
        "bad_checksum": lambda got: got[:-1] == OK[:-1] and got[-1] != OK[-1],
        "interleaved": lambda got: got == OK[: len(OK) // 2] + OK,
        "silence": lambda got: got == b"",
        "self_test_failed": lambda got: got[9] == 0x60,
        "booting": lambda got: b"\xaa\xaa\xaa\x96\x69" not in got,
    }.items():
        reader.fault(kind, 1, None)
        first = 0.1 if kind == "silence" else PATIENCE
        assert expect(host.ask(STATUS, 0.02, first)), kind
        until_spent(reader)
    assert host.ask(STATUS, 0.02) == OK


def test_wrong_length_is_a_sound_frame(reader: IdCardReader, host: SerialHost) -> None:
    reader.place("zhang")
    reader.fault("wrong_length", 1, None)
    frame = host.ask(FIND, 0.02)
    assert (frame[5:10].hex(), len(frame)) == ("000600009f", 13)


def test_a_sticky_fault_stays_until_cleared(reader: IdCardReader, host: SerialHost) -> None:
    reader.fault("silence", None, None)
    assert [host.ask(STATUS, first=0.05) for _ in range(3)] == [b"", b"", b""]
    until(lambda: reader.state()["requests"].get("11FF") == 3)
    reader.clear()
    assert host.ask(STATUS, 0.02) == OK


def test_card_pulled_in_the_middle_of_a_read(reader: IdCardReader, host: SerialHost) -> None:
    reader.place("zhang")
    host.ask(FIND, 0.02)
    host.ask(SELECT, 0.02)
    reader.fault("card_pulled", 1, None)
    host.send(READ)
    assert len(host.receive_exactly(1295 // 2)) == 1295 // 2
    assert host.ask(READ, 0.02) == NOT_READ


def test_unplug_and_back(reader: IdCardReader, host: SerialHost, tmp_path: Path) -> None:
    link = tmp_path / "id_card"
    reader.fault("unplug", None, None)
    assert not link.is_symlink()
    with pytest.raises(OSError, match="Input/output error"):
        host.send(STATUS)
    reader.clear()
    with SerialHost(link) as again:
        assert again.ask(STATUS, 0.02) == OK


def test_wrong_speed_is_noise(reader: IdCardReader, tmp_path: Path) -> None:
    with SerialHost(tmp_path / "id_card", termios.B9600) as host:
        answer = host.ask(STATUS, 0.02)
    assert answer
    assert b"\xaa" not in answer


def test_a_read_takes_its_time_on_the_wire(tmp_path: Path) -> None:
    device = IdCardReader(tmp_path / "id_card")
    device.start()
    device.place("zhang")
    with SerialHost(tmp_path / "id_card") as host:
        host.ask(FIND, 0.05)
        host.ask(SELECT, 0.05)
        start = time.monotonic()
        host.send(READ)
        frame = host.receive_exactly(1295)
        seconds = time.monotonic() - start
    device.stop()
    wire = (len(READ) + len(frame)) * 10 / 115200
    assert seconds >= wire - 0.001, "never faster than the wire"
    assert not (tmp_path / "id_card").is_symlink()
