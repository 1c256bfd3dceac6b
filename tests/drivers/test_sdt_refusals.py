"""Every status word of the table, on every command: an outcome or a fault, with its meaning."""

from __future__ import annotations

import gc
import pickle
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from drivers.driver import DeviceFault, Health, Offline
from drivers.id_card.contract import CardUnreadable, Fingers, IdCard, NoCard
from drivers.id_card.sdt_frames import Word
from drivers.id_card.sdt_serial import SdtSerialReader
from drivers.id_card.sdt_words import MEANINGS, OF_THE_MODULE
from simulators.id_card_reader import IdCardReader as SimulatedReader
from tests.drivers import sdt_bytes as sdt
from tests.drivers.far_end import PtyEnd

Read = Callable[[sdt.Sam], SdtSerialReader]
OF_OUR_FRAME = {Word.BAD_CHECKSUM, Word.BAD_LENGTH}
SOUND = {Word.OK, Word.FOUND}
OF_THE_CARD = sorted(set(Word) - OF_THE_MODULE - OF_OUR_FRAME - SOUND - {Word.BAD_COMMAND})


@pytest.fixture
def opened() -> Iterator[Read]:
    readers: list[SdtSerialReader] = []

    def make(sam: sdt.Sam) -> SdtSerialReader:
        reader = SdtSerialReader(SdtSerialReader.Settings(PtyEnd(sam).port, 115200, 1.0), print)
        reader.open()
        readers.append(reader)
        return reader

    yield make
    for reader in readers:
        reader.close()


def test_every_word_has_a_meaning() -> None:
    assert set(MEANINGS) == set(Word)


@pytest.mark.parametrize("word", sorted(OF_THE_MODULE))
@pytest.mark.parametrize("command", [sdt.FIND, sdt.SELECT, sdt.READ])
def test_a_broken_module_is_a_fault_on_any_command(opened: Read, word: Word, command: str) -> None:
    reader = opened(sdt.Sam(**{f"c{command}": (sdt.frame(word),)}))
    with pytest.raises(DeviceFault, match=f"SW {word:02X}") as raised:
        reader.read(1)
    assert raised.value.health is Health.HARDWARE_ERROR
    assert MEANINGS[word] in str(raised.value)


@pytest.mark.parametrize("word", [w for w in OF_THE_CARD if w not in (0x80, 0x81)])
@pytest.mark.parametrize("command", [sdt.SELECT, sdt.READ])
def test_trouble_with_the_card_is_an_outcome(opened: Read, word: Word, command: str) -> None:
    # A card that refuses to be selected is still found: it lies there.
    reader = opened(sdt.Sam(**{f"c{command}": (sdt.frame(word),)}))
    outcome = reader.read(1)
    assert outcome == CardUnreadable(f"{MEANINGS[word]} (SW {word:02X})")


@pytest.mark.parametrize("word", [w for w in OF_THE_CARD if w not in (0x80, 0x81)])
def test_a_reader_that_cannot_look_for_cards_says_so(opened: Read, word: Word) -> None:
    reader = opened(sdt.Sam(c2001=(sdt.frame(word),)))
    with pytest.raises(DeviceFault, match=f"cannot look for a card: .*SW {word:02X}"):
        reader.read(1)


@pytest.mark.parametrize("command", [sdt.FIND, sdt.SELECT, sdt.READ])
def test_a_device_without_the_command_is_no_such_reader(opened: Read, command: str) -> None:
    reader = opened(sdt.Sam(**{f"c{command}": (sdt.frame(0x21),)}))
    with pytest.raises(Offline, match="SAM/SDT reader"):
        reader.read(1)


@pytest.mark.parametrize("word", sorted(OF_OUR_FRAME))
def test_questions_that_always_arrive_damaged_are_told(opened: Read, word: Word) -> None:
    reader = opened(sdt.Sam(c2001=(sdt.frame(word),)))
    with pytest.raises(Offline, match="damaged question"):
        reader.read(1)


@pytest.mark.parametrize("word", [w for w in Word if w not in SOUND | OF_OUR_FRAME])
def test_a_status_that_is_not_ok_is_a_hardware_error(opened: Read, word: Word) -> None:
    reader = opened(sdt.Sam(c11ff=(sdt.OK, sdt.frame(word))))
    status = reader.check() if word not in (0x80, 0x81) else None
    if status is None:
        with pytest.raises(Offline):
            reader.check()
    else:
        assert status.health is Health.HARDWARE_ERROR
        assert status.detail == f"{MEANINGS[word]} (SW {word:02X})"


# --- fingerprints ------------------------------------------------------------------------------


@pytest.mark.parametrize("fingers", [(11, 16), (97, 98), ()])
def test_which_fingers_a_card_holds(opened: Read, fingers: tuple[int, ...]) -> None:
    reader = opened(sdt.Sam(c3010=(sdt.with_prints(*fingers),)))
    assert reader.fingers(1) == Fingers(fingers)


def test_prints_never_leave_the_driver_nor_stay_in_it(opened: Read) -> None:
    reader = opened(sdt.Sam())
    answer = reader.fingers(1)
    assert answer == Fingers((11, 16))
    assert sdt.PRINT_MARK not in pickle.dumps(answer)
    assert not any(sdt.PRINT_MARK in held for held in bytes_within(reader))


def bytes_within(whole: object) -> Iterator[bytes]:
    """All bytes that an object holds, however deep."""
    seen, left = set(), [whole]
    while left:
        one = left.pop()
        if id(one) in seen or isinstance(one, type) or callable(one):
            continue
        seen.add(id(one))
        if isinstance(one, bytes | bytearray):
            yield bytes(one)
        left += gc.get_referents(one)


def test_the_search_for_bytes_does_find_them(opened: Read) -> None:
    reader = opened(sdt.Sam())
    reader._exchange._parser.feed(sdt.with_prints(11)[:700])
    assert any(sdt.text_block(*sdt.CITIZEN)[:20] in held for held in bytes_within(reader))


@pytest.mark.parametrize(
    ("word", "told"),
    [(0x21, "does not know this command"), (0x37, "fingerprints do not agree"), (0x91, "content")],
)
def test_a_reader_or_card_that_gives_no_prints(opened: Read, word: int, told: str) -> None:
    reader = opened(sdt.Sam(c3010=(sdt.frame(word),)))
    outcome = reader.fingers(1)
    assert isinstance(outcome, CardUnreadable)
    assert told in outcome.reason
    assert isinstance(reader.read(1), IdCard)


# --- the simulator speaks all of it ------------------------------------------------------------


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[SdtSerialReader, SimulatedReader]]:
    far = SimulatedReader(tmp_path / "reader")
    far.start()
    reader = SdtSerialReader(SdtSerialReader.Settings(str(tmp_path / "reader")), print)
    reader.open()
    yield reader, far
    reader.close()
    far.stop()


@pytest.mark.parametrize(("person", "fingers"), [("zhang", (11, 16)), ("li", ())])
def test_fingers_of_simulated_cards(
    pair: tuple[SdtSerialReader, SimulatedReader], person: str, fingers: tuple[int, ...]
) -> None:
    reader, far = pair
    assert reader.fingers(0.2) == NoCard()
    far.place(person)
    assert reader.fingers(2) == Fingers(fingers)


def test_a_refusal_of_each_command(pair: tuple[SdtSerialReader, SimulatedReader]) -> None:
    reader, far = pair
    far.place("zhang")
    far.fault("refuse_read", None, 0x33)
    assert reader.read(2) == CardUnreadable(
        "what stands on the card does not agree with its signature (SW 33)"
    )
    far.clear()
    far.fault("refuse_read_prints", 1, None)
    assert isinstance(reader.fingers(2), CardUnreadable)
    far.fault("refuse_status", 1, 0x66)
    assert reader.check().health is Health.HARDWARE_ERROR
    far.fault("refuse_select", 1, 0x31)
    assert isinstance(reader.read(2), IdCard), "it is asked again"
    far.fault("refuse_find", None, 0x66)
    with pytest.raises(DeviceFault, match="not authorised"):
        reader.read(2)
    far.clear()
    far.fault("refuse_sam_id", None, 0x23)
    far.fault("refuse_reset", 1, 0x24)
    reader.close()
    with pytest.raises(DeviceFault):
        reader.open()
    far.clear()
    reader.open()
