"""The decoders under fire, each with sound inputs to begin from and what it may raise.

Not here: what the hub and a device's process say to each other (pickles over a private pair of
sockets, both ends of one installation and one user: no line of trust lies between), the WLT photo
(nothing of ours decodes it), pictures (OpenCV's and zxing's own business).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from drivers.code_reader.code_lines import LineParser, decode
from drivers.code_reader.model import EngineModel
from drivers.declared_frames import FrameFinder
from drivers.id_card.card_layouts import UndecodableCardError
from drivers.id_card.card_layouts import decode as decode_card_text
from drivers.id_card.sdt_frames import (
    AnswerParser,
    Command,
    finger_positions,
    sam_number,
    split_base,
)
from drivers.io_board.inputs import Inputs
from drivers.io_board.model import BoardModel
from drivers.model_profile import MODELS_DIR, load_model
from drivers.page_printer.printer_eye import PrinterEye, PrinterGoneError
from drivers.rating_pad.model import PadModel
from drivers.receipt_printer.escpos_link import EscposLink
from drivers.scanner import escl_status
from drivers.smart_card import social_security_card, staff_card
from drivers.smart_card.apdu import CardChannel, CardError
from drivers.smart_card.card_records import decode_card, split_record
from drivers.smart_card.contract import Pin
from simulators.people import PEOPLE
from simulators.smart_cards import Card, all_cards
from tests.drivers import sdt_bytes
from tests.fuzz.mutations import in_pieces

Attack = Callable[[bytes, Random], None]


@dataclass(frozen=True)
class Decoder:
    """`attack` feeds it one input; every exception outside `declared` is a finding."""

    name: str
    seeds: tuple[bytes, ...]
    attack: Attack
    declared: tuple[type[Exception], ...] = ()


def all_decoders() -> list[Decoder]:
    """Every decoder of what comes from a device."""
    texts = [person.card.text_block() for person in PEOPLE.values()]
    cards = [sdt_bytes.base(text) for text in texts[:4]]
    dialogues = _dialogues()
    records = _records(dialogues)
    return [
        Decoder("id card: SDT frames", (*SDT_SEEDS, *cards), _sdt),
        Decoder("id card: text layouts", tuple(texts), _layouts, (UndecodableCardError,)),
        Decoder("smart card: APDU dialogues", dialogues, _apdus),
        Decoder("smart card: records", records, _card_records, (CardError,)),
        Decoder("code reader: triggered", _codes(b"]Q1", b"\r"), _lines("triggered")),
        Decoder("code reader: always on", _codes(b"", b"\r\n"), _lines("always-on")),
        *(_pad(name) for name in ("five-key", "ascending")),
        *(_board(name) for name in ("sixteen-out", "relay-eight")),
        Decoder("receipt printer: ESC/POS status", ESCPOS_SEEDS, _escpos),
        Decoder("page printer: IPP answers", IPP_SEEDS, _ipp, (PrinterGoneError,)),
        Decoder("scanner: eSCL status", ESCL_SEEDS, _escl),
    ]


# --- ID card reader ---

SDT_SEEDS = (
    sdt_bytes.OK,
    sdt_bytes.NO_CARD,
    sdt_bytes.FOUND,
    sdt_bytes.SELECTED,
    sdt_bytes.NOT_SELECTED,
    sdt_bytes.READ_FAILED,
    sdt_bytes.SAM,
    sdt_bytes.with_prints(11, 16),
    sdt_bytes.with_prints(),
)
_LASTING_SDT = AnswerParser()


def _sdt(data: bytes, random: Random) -> None:
    whole = AnswerParser()
    answers = whole.feed(data) + whole.give_up()
    parser = AnswerParser()
    pieces = [answer for piece in in_pieces(data, random) for answer in parser.feed(piece)]
    assert pieces + parser.give_up() == answers, "pieces give other answers than the whole"
    for answer in answers + _LASTING_SDT.feed(data):
        fitting = [command for command in Command if answer.fits(command)]
        if Command.READ_BASE in fitting:
            split_base(answer.data)
        if Command.READ_WITH_PRINTS in fitting:
            finger_positions(answer.data)
        if Command.SAM_ID in fitting:
            sam_number(answer.data)


def _layouts(data: bytes, random: Random) -> None:
    # Most blocks have the right size: the decoder looks no further at others.
    text = data if random.random() < 0.1 else data[:256].ljust(256, b"\0")
    decode_card_text(text, b"")


# --- smart cards ---


def _dialogues() -> tuple[bytes, ...]:
    """What every simulated card says while it is read; each answer after its length."""
    found = []
    for card in all_cards().values():
        for t0 in (False, True):
            card.reset()
            said: list[bytes] = []
            _read_cards(CardChannel(_listening(card, said), t0=t0))
            found.append(b"".join(len(answer).to_bytes(2, "big") + answer for answer in said))
    return tuple(found)


def _listening(card: Card, said: list[bytes]) -> Callable[[bytes], bytes]:
    def transmit(command: bytes) -> bytes:
        said.append(card.answer(command))
        return said[-1]

    return transmit


def _read_cards(channel: CardChannel) -> None:
    for read in (
        lambda: social_security_card.read_card(channel, Pin("123456")),
        lambda: staff_card.read_card(channel, bytes(16)),
    ):
        try:
            read()
        except CardError:
            continue


def _apdus(data: bytes, random: Random) -> None:
    answers = _split(data)
    asked = 0

    def transmit(command: bytes) -> bytes:
        nonlocal asked
        asked += 1
        assert asked < 200, "the card is asked without end"
        return next(answers, b"")

    _read_cards(CardChannel(transmit, t0=random.random() < 0.5))


def _split(data: bytes) -> Any:  # noqa: ANN401 - an iterator
    while len(data) >= 2:
        length = int.from_bytes(data[:2], "big")
        yield data[2 : 2 + length]
        data = data[2 + length :]


def _records(dialogues: tuple[bytes, ...]) -> tuple[bytes, ...]:
    return tuple(
        b"".join(answer[:-2] for answer in _split(dialogue) if len(answer) > 4)
        for dialogue in dialogues
    )


def _card_records(data: bytes, random: Random) -> None:
    found: dict[int, bytes] = {}
    try:
        while data:
            tag, value = split_record(data)
            found[tag] = value
            data = data[2 + len(value) :]
    finally:
        decode_card(found)


# --- code reader ---


def _codes(prefix: bytes, end: bytes) -> tuple[bytes, ...]:
    case, shown = "990101-20261122-000042", "亮证码 https://example.invalid/q?c=1"
    texts = (case, shown, "\x1d01\x1d9", "7" * 7000)
    return tuple(
        prefix + text.encode(encoding) + end for text in texts for encoding in ("utf-8", "gb18030")
    )


def _lines(name: str) -> Attack:
    model = load_model(EngineModel, MODELS_DIR, "code_reader", name)
    lasting = LineParser(model.end)

    def attack(data: bytes, random: Random) -> None:
        whole, parser = LineParser(model.end), LineParser(model.end)
        lines = whole.feed(data)
        pieces = [line for piece in in_pieces(data, random) for line in parser.feed(piece)]
        assert pieces == lines, "pieces give other lines than the whole"
        parser.give_up()
        for line in lines + lasting.feed(data):
            decode(line, model.encodings, model.aim_prefix)

    return attack


# --- declared frames ---


def _pad(name: str) -> Decoder:
    model = load_model(PadModel, MODELS_DIR, "rating_pad", name)
    return Decoder(f"rating pad: {name}", _frames(model), _declared(model, lambda bits: None))


def _board(name: str) -> Decoder:
    model = load_model(BoardModel, MODELS_DIR, "io_board", name)
    inputs = Inputs(model.sensors)

    def hear(bits: int) -> None:
        inputs.hear(bits, 0.0)
        inputs.settled(1e9)

    return Decoder(f"I/O board: {name}", _frames(model), _declared(model, hear))


def _frames(model: PadModel | BoardModel) -> tuple[bytes, ...]:
    return tuple(
        model.frame.encode(code, bytes(range(size)))
        for code in model.commands.values()
        for size in (0, 1, 2, 3, 5, 12)
    )


def _declared(model: PadModel | BoardModel, hear: Callable[[int], None]) -> Attack:
    lasting: FrameFinder[Any] = model.finder()

    def attack(data: bytes, random: Random) -> None:
        whole: FrameFinder[Any] = model.finder()
        parser: FrameFinder[Any] = model.finder()
        frames = whole.feed(data) + whole.give_up()
        pieces = [frame for piece in in_pieces(data, random) for frame in parser.feed(piece)]
        assert pieces + parser.give_up() == frames, "pieces give other frames than the whole"
        for frame in frames + lasting.feed(data):
            hear(int.from_bytes(frame.data, "big"))

    return attack


# --- receipt printer ---

ESCPOS_SEEDS = (b"\x12\x12\x12\x12", b"\x1a\x16\x1a\x72\x0f", b"\x12\x1e\x12\x72\x00\x12", b"\x00")


class _Said:
    """A wire on which the printer says `data`, whatever it is asked."""

    connected = two_way = True
    at_once = 1 << 14

    def __init__(self, pieces: list[bytes]) -> None:
        self._pieces = pieces

    def open(self) -> None: ...

    def close(self) -> None: ...

    def write(self, data: bytes) -> None: ...

    def drop_unsent(self) -> None: ...

    def read(self, wait: float) -> bytes:
        # What is asked after a pause finds what came after it.
        return self._pieces.pop() if wait and self._pieces else b""


def _escpos(data: bytes, random: Random) -> None:
    link = EscposLink(_Said(in_pieces(data, random)), answer_timeout=0.0001)
    link.ask_for_the_end()
    link.is_well()
    link.condition()
    link.end_told(0.0001)


# --- scanner ---

ESCL_SEEDS = tuple(
    b'<?xml version="1.0"?><scan:ScannerStatus xmlns:scan="urn:x"><pwg:State>Idle</pwg:State>'
    b"<scan:AdfState>" + state + b"</scan:AdfState></scan:ScannerStatus>"
    for state in escl_status.FEEDER
)


def _escl(data: bytes, random: Random) -> None:
    escl_status.read_status(data)


# --- page printer ---


def _value(tag: int, name: str, data: bytes) -> bytes:
    label = name.encode()
    sizes = len(label).to_bytes(2, "big"), len(data).to_bytes(2, "big")
    return bytes((tag,)) + sizes[0] + label + sizes[1] + data


IPP_HEAD = (
    bytes.fromhex("0101000000000001") + b"\x01" + _value(0x47, "attributes-charset", b"utf-8")
)
IPP_SEEDS = (
    IPP_HEAD
    + b"\x04"
    + _value(0x23, "printer-state", b"\0\0\0\5")
    + _value(0x44, "printer-state-reasons", b"media-empty-error")
    + _value(0x44, "", b"toner-low-report")
    + _value(0x21, "printer-up-time", b"\0\0\1\0")
    + _value(0x30, "printer-input-tray", b"type=other;maxcapacity=250;level=-3;name=main;")
    + _value(0x30, "printer-supply", b"class=supplyThatIsConsumed;maxcapacity=100;level=7;")
    + _value(0x21, "marker-levels", b"\xff\xff\xff\xfe")
    + b"\x03",
    IPP_HEAD
    + b"\x02"
    + _value(0x21, "job-id", b"\0\0\0\7")
    + _value(0x42, "job-name", b"0123.0.ab")
    + _value(0x23, "job-state", b"\0\0\0\5")
    + _value(0x44, "job-state-reasons", b"processing-to-stop-point")
    + _value(0x21, "job-impressions-completed", b"\0\0\0\2")
    + b"\x03",
)


class _DeafEye(PrinterEye):
    """Hears the same answer to every question."""

    def __init__(self, answer: bytes) -> None:
        super().__init__("ipp://localhost/ipp/print", "tester", 1.0)
        self._answer = answer

    def _post(self, body: bytes) -> bytes:
        return self._answer


def _ipp(data: bytes, random: Random) -> None:
    eye = _DeafEye(data)
    for job in eye.jobs() if random.random() < 0.5 else ():
        assert isinstance(job.over, bool)
    eye.printer()
