"""Model profiles: those we ship, and what is told of those that are wrong."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pytest

from drivers.code_reader.model import EngineModel
from drivers.driver import Health
from drivers.io_board.model import BoardModel
from drivers.model_profile import MODELS_DIR, BadModelError, load_model
from drivers.rating_pad.model import PadModel
from drivers.receipt_printer.model import PrinterModel

FAMILIES = {
    "receipt_printer": PrinterModel,
    "rating_pad": PadModel,
    "code_reader": EngineModel,
    "io_board": BoardModel,
}
SHIPPED = [
    (cls, path)
    for family, cls in FAMILIES.items()
    for path in sorted(Path(MODELS_DIR, family).glob("*.toml"))
]
PAD = Path(MODELS_DIR, "rating_pad", "five-key.toml").read_text("utf-8")
BOARD = Path(MODELS_DIR, "io_board", "sixteen-out.toml").read_text("utf-8")


@pytest.mark.parametrize(("cls", "path"), SHIPPED, ids=lambda value: getattr(value, "stem", ""))
def test_every_shipped_profile_loads(cls: type[object], path: Path) -> None:
    assert load_model(cls, MODELS_DIR, path.parent.name, path.stem)


def test_key_codes_may_be_hexadecimal() -> None:
    model = load_model(PadModel, MODELS_DIR, "rating_pad", "ascending")
    assert model.stars_by_code == {0x30 + stars: stars for stars in range(1, 6)}


def line(text: str, start: str) -> int:
    """Number of the first line of `text` that begins so."""
    return next(n for n, one in enumerate(text.splitlines(), 1) if one.startswith(start))


@pytest.mark.parametrize(
    ("cls", "good", "at", "wrong", "told"),
    [
        (PadModel, PAD, "baud", "", "baud is missing; add it"),
        (PadModel, PAD, "address", "", "frame.address is missing; add it"),
        (PadModel, PAD, "address", "adress = 1", "frame.adress is an unknown key; known: addr"),
        (PadModel, PAD, "address", "address = 300", "frame.address must be from"),
        (PadModel, PAD, "address", 'address = "1"', "frame.address must be a whole number; it is"),
        (PadModel, PAD, "start", 'start = "2"', "frame.start must be bytes in hexadecimal"),
        (PadModel, PAD, "start", 'start = ""', "frame.start must be 1 to 4 bytes"),
        (PadModel, PAD, "check", 'check = "md5"', "frame.check must be one of: crc16, sum, xor"),
        (PadModel, PAD, "ack", "ack = 0x50", "commands must give every command a code of its own"),
        (PadModel, PAD, "ack", "ack = 256", "commands.ack must be from 0 to 255"),
        (PadModel, PAD, "ack", "nak = 1", "commands.nak must be one of: ack, cancel"),
        (PadModel, PAD, "seconds", "seconds = 0", "prompt.seconds must be from 1"),
        (PadModel, PAD, "seconds", "seconds = 1.5", "prompt.seconds must be a whole number; it is"),
        (PadModel, PAD, "words", 'words = "1"', "prompt.words must be bytes in hexadecimal"),
        (PadModel, PAD, "answer_s", "answer_seconds = 9", "answer_seconds must be from"),
        (PadModel, PAD, "5 = 1", "5 = 2", "keys must give each of 1 to 5 stars to one key"),
        (PadModel, PAD, "5 = 1", '5 = "1"', "keys.5 must be a whole number; it is '1'"),
        (PadModel, PAD, "5 = 1", "five = 1", "keys.five must be a number, such as 1 or 0x31"),
        (PadModel, PAD, "5 = 1", "500 = 1", "keys.500 must be from 0 to 255"),
        (BoardModel, BOARD, "identity", 'identity = ""', "identity must be what the board calls"),
        (BoardModel, BOARD, "blink_hz", "blink_hz = 3.1", "blink_hz must be from 0 to 3"),
        (BoardModel, BOARD, "watchdog", "watchdog_seconds = 2", "watchdog_seconds must be from"),
        (BoardModel, BOARD, "camera", "camera = 4", "lights.camera must be a table"),
        (BoardModel, BOARD, "camera", "camera = {}", "lights.camera must give a bit"),
        (BoardModel, BOARD, "camera", "lamp = { red = 4 }", "lights.lamp must be one of: camera"),
        (BoardModel, BOARD, "camera", "camera = { red = 0 }", "lights.camera.red must have a bit"),
        (
            BoardModel,
            BOARD,
            "camera",
            "camera = { red = 16 }",
            "lights.camera.red must be from",
        ),
        (BoardModel, BOARD, "camera", "camera = { pink = 4 }", "lights.camera.pink must be one of"),
        (
            BoardModel,
            BOARD,
            "door",
            'door = { bit = 1, active = "up", settle = 0 }',
            "inputs.door.active must be one of: high, low",
        ),
        (
            BoardModel,
            BOARD,
            "door",
            'door = { bit = 0, active = "low", settle = 0 }',
            "inputs.door.bit must be its own; 0 is another's",
        ),
        (BoardModel, BOARD, "steps", "steps = 0", "speaker.steps must be from 1"),
        (PadModel, PAD, "[keys]", "[keys", "cannot be read as TOML"),
    ],
)
def test_a_wrong_profile_is_refused_with_its_line_and_mend(
    tmp_path: Path, cls: type[object], good: str, at: str, wrong: str, told: str
) -> None:
    number = line(good, at)
    lines = good.splitlines()
    lines[number - 1] = wrong
    (tmp_path / "family").mkdir()
    path = tmp_path / "family" / "mine.toml"
    path.write_text("\n".join(lines), "utf-8")
    with pytest.raises(BadModelError) as refused:
        load_model(cls, str(tmp_path), "family", "mine")
    message = str(refused.value)
    assert told in message
    assert refused.value.health is Health.USER_ERROR
    if "TOML" in told:
        assert message.startswith(str(path))
        assert f"line {number}" in message
        return
    where, _, _ = message.partition(" ")
    key_itself = wrong and "commands must" not in told and "keys must" not in told
    table = good.splitlines()[: number - 1]
    heads = [n for n, one in enumerate(table, 1) if one.startswith("[")]
    expected = number if key_itself else (heads or [1])[-1]
    assert where == f"{path}:{expected}:"


def test_an_unknown_model_tells_which_there_are() -> None:
    with pytest.raises(BadModelError, match="ascending, five-key"):
        load_model(PadModel, MODELS_DIR, "rating_pad", "six-key")


@pytest.mark.parametrize(
    "wrong",
    [{"columns": 4}, {"dots": 100}, {"native_qr": 1}, {"cut": "half"}, {"lines_to_cutter": True}],
)
def test_an_impossible_printer_is_refused(wrong: dict[str, object]) -> None:
    good: dict[str, object] = {
        "columns": 48,
        "dots": 576,
        "chinese_font": "gb18030",
        "native_qr": True,
        "cut": "full",
        "reports_status": True,
        "reports_end": True,
        "lines_to_cutter": 5,
    }
    with pytest.raises(ValueError, match=next(iter(wrong))):
        PrinterModel(**(good | wrong))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "wrong",
    [
        {"baud": 9600.0},
        {"terminator": "CR"},
        {"terminator": ""},
        {"encodings": ["gb18031"]},
        {"encodings": []},
        {"aim_prefix": 1},
        {"trigger_on": ""},
        {"trigger_off": "16" * 99},
        {"trigger_seconds": -1},
        {"answer": ""},
        {"query": ""},
    ],
    ids=str,
)
def test_an_impossible_engine_is_refused(wrong: dict[str, object]) -> None:
    good = asdict(load_model(EngineModel, MODELS_DIR, "code_reader", "triggered"))
    with pytest.raises(ValueError, match=next(iter(wrong))):
        EngineModel(**(good | wrong))
