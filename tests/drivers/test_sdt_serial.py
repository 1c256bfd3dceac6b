"""The reader's driver over a real pty, against exact bytes: damaged, late, mixed, none."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest

from drivers.driver import Cancelled, Event, Health, InUse, NoDevice, Offline
from drivers.id_card.contract import CardFound, CardRemoved, CardUnreadable, IdCard, NoCard
from drivers.id_card.sdt_serial import SdtSerialReader
from tests.drivers import sdt_bytes as sdt
from tests.drivers.far_end import PtyEnd

ANSWER_TIMEOUT = 1.0

Plug = Callable[[sdt.Sam], tuple[SdtSerialReader, PtyEnd, list[Event]]]


@pytest.fixture
def plug() -> Iterator[Plug]:
    opened: list[SdtSerialReader] = []

    def make(sam: sdt.Sam) -> tuple[SdtSerialReader, PtyEnd, list[Event]]:
        events: list[Event] = []
        far = PtyEnd(sam)
        reader = SdtSerialReader(
            SdtSerialReader.Settings(far.port, 115200, ANSWER_TIMEOUT), events.append
        )
        reader.open()
        opened.append(reader)
        sam.commands.clear()
        return reader, far, events

    yield make
    for reader in opened:
        reader.close()


def test_from_found_to_card_there_are_two_exchanges(plug: Plug) -> None:
    sam = sdt.Sam()
    reader, _, events = plug(sam)
    assert isinstance(reader.read(1), IdCard)
    assert sam.commands == [sdt.FIND, sdt.SELECT, sdt.READ]
    assert events == [CardFound()]


DAMAGED = {
    "garbage before": bytes.fromhex("00FFAAAAAA96AAAA") + sdt.CARD,
    "garbage only": bytes(range(200)),
    "short": sdt.CARD[:700],
    "long": sdt.CARD + sdt.HEAD + b"\x05",
    "wrong checksum": sdt.CARD[:-1] + bytes((sdt.CARD[-1] ^ 1,)),
    "flipped in the text": sdt.CARD[:50] + bytes((sdt.CARD[50] ^ 0x10,)) + sdt.CARD[51:],
    "impossible length": sdt.HEAD + b"\xff\xff" + sdt.CARD[7:],
    "too short a length": sdt.HEAD + b"\0\2" + sdt.CARD[7:],
    "sizes that do not add up": sdt.frame(0x90, b"\1\0\4\0" + bytes(500)),
    "no photo at all": sdt.frame(0x90),
    "unknown word": sdt.frame(0x77),
    "another command's answer first": sdt.NO_CARD + sdt.CARD,
    "half of an old answer first": sdt.CARD[:640] + sdt.CARD,
    "our question was damaged": sdt.frame(0x10),
    "silence": b"",
}


@pytest.mark.parametrize("damaged", DAMAGED.values(), ids=DAMAGED.keys())
def test_a_damaged_answer_is_asked_for_again(plug: Plug, damaged: bytes) -> None:
    reader, _, _ = plug(sdt.Sam(c3001=(damaged, sdt.CARD)))
    card = reader.read(1)
    assert isinstance(card, IdCard)
    assert card.name == "张示例"
    assert card.photo == sdt.PHOTO


@pytest.mark.parametrize("command", [sdt.FIND, sdt.SELECT])
@pytest.mark.parametrize("damaged", [b"", b"\xaa\xaa\xaa", sdt.FOUND[:-1] + b"\0", sdt.SAM])
def test_damage_on_the_way_there_is_asked_for_again(
    plug: Plug, command: str, damaged: bytes
) -> None:
    good = {sdt.FIND: sdt.FOUND, sdt.SELECT: sdt.SELECTED}[command]
    reader, _, _ = plug(sdt.Sam(**{f"c{command}": (damaged, damaged, good)}))
    assert isinstance(reader.read(1), IdCard)


def test_a_card_that_never_comes_through_is_unreadable(plug: Plug) -> None:
    sam = sdt.Sam(c3001=(DAMAGED["wrong checksum"],))
    reader, _, _ = plug(sam)
    assert reader.read(1) == CardUnreadable("damaged on the wire: wrong checksum")
    assert sam.commands.count(sdt.READ) == 3


def test_a_card_that_is_no_identity_card_is_unreadable(plug: Plug) -> None:
    reader, _, _ = plug(sdt.Sam(c3001=(sdt.base(bytes(256)),)))
    assert reader.read(1) == CardUnreadable("number has the wrong shape")


def test_a_card_that_refuses_three_times_is_unreadable(plug: Plug) -> None:
    reader, _, _ = plug(sdt.Sam(c3001=(sdt.READ_FAILED,)))
    assert reader.read(1) == CardUnreadable(
        "the card refuses to be read: moved, or damaged? (SW 41)"
    )


@pytest.mark.parametrize("broken_off", [sdt.CARD[:300], sdt.READ_FAILED], ids=["cut", "refused"])
def test_a_card_taken_away_during_the_read(plug: Plug, broken_off: bytes) -> None:
    sam = sdt.Sam(
        c2001=(sdt.FOUND, sdt.NO_CARD),
        c2002=(sdt.SELECTED, sdt.NOT_SELECTED),
        c3001=(broken_off, sdt.READ_FAILED),
    )
    reader, _, events = plug(sam)
    assert reader.read(1) == CardRemoved()
    assert events == [CardFound()]


def test_a_card_that_lay_there_selected_is_read_without_being_found(plug: Plug) -> None:
    sam = sdt.Sam(c2001=(sdt.NO_CARD,))
    reader, _, events = plug(sam)
    assert isinstance(reader.read(1), IdCard)
    assert sam.commands == [sdt.FIND, sdt.SELECT, sdt.READ]
    assert events == [CardFound()]


def test_no_card_within_the_time(plug: Plug) -> None:
    sam = sdt.Sam(c2001=(sdt.NO_CARD,), c2002=(sdt.NOT_SELECTED,))
    reader, _, events = plug(sam)
    assert reader.read(0.2) == NoCard()
    assert events == []
    assert set(sam.commands) == {sdt.FIND, sdt.SELECT}


def test_a_silent_reader_is_offline(plug: Plug) -> None:
    reader, _, _ = plug(sdt.Sam(c2001=(b"",)))
    with pytest.raises(Offline, match="silent"):
        reader.read(1)


def test_a_reader_of_another_kind_is_offline(plug: Plug) -> None:
    reader, _, _ = plug(sdt.Sam(c2001=(b"READY\r\n",)))
    with pytest.raises(Offline, match="damaged"):
        reader.read(1)


def test_garbage_while_it_starts_is_waited_out() -> None:
    far = PtyEnd(sdt.Sam(c11ff=(b"\x00\xf8\xaa", b"", sdt.frame(0x60), sdt.OK)))
    reader = SdtSerialReader(SdtSerialReader.Settings(far.port, 115200, ANSWER_TIMEOUT), print)
    reader.open()
    assert reader.check().health is Health.ONLINE
    reader.close()


def test_a_reader_that_fails_its_self_test_is_reset() -> None:
    sam = sdt.Sam(c11ff=(sdt.frame(0x60), sdt.OK))
    reader = SdtSerialReader(SdtSerialReader.Settings(PtyEnd(sam).port), print)
    reader.open()
    assert sam.commands[:3] == [sdt.STATUS, sdt.RESET, sdt.STATUS]
    reader.close()


def test_a_failed_self_test_is_told(plug: Plug) -> None:
    reader, _, _ = plug(sdt.Sam(c11ff=(sdt.OK, sdt.frame(0x60))))
    assert reader.check().health is Health.HARDWARE_ERROR


def test_removal_is_waited_for(plug: Plug) -> None:
    reader, _, _ = plug(sdt.Sam(c2001=(sdt.NO_CARD,), c2002=(sdt.SELECTED, sdt.NOT_SELECTED)))
    assert reader.wait_removed(1)


def test_a_card_left_lying_is_told(plug: Plug) -> None:
    reader, _, _ = plug(sdt.Sam())
    assert not reader.wait_removed(0.2)


def test_waiting_ends_at_once_when_cancelled(plug: Plug) -> None:
    reader, _, _ = plug(sdt.Sam(c2001=(sdt.NO_CARD,), c2002=(sdt.NOT_SELECTED,)))
    threading.Timer(0.1, reader.cancel).start()
    with pytest.raises(Cancelled):
        reader.read(30)


def test_an_unplugged_reader_is_no_device(plug: Plug) -> None:
    reader, far, _ = plug(sdt.Sam(c2001=(sdt.NO_CARD,), c2002=(sdt.NOT_SELECTED,)))
    threading.Timer(0.1, far.unplug).start()
    with pytest.raises(NoDevice, match="plugged in"):
        reader.read(30)
    with pytest.raises(NoDevice):
        reader.check()
    reader.close()
    reader.close()


def test_no_port_is_no_device() -> None:
    reader = SdtSerialReader(SdtSerialReader.Settings("/dev/serial/by-id/none"), print)
    with pytest.raises(NoDevice, match="does not exist"):
        reader.open()


def test_a_port_has_one_owner(plug: Plug) -> None:
    _, far, _ = plug(sdt.Sam())
    other = SdtSerialReader(SdtSerialReader.Settings(far.port), print)
    with pytest.raises(InUse):
        other.open()
