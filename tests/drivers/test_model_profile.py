"""Model profiles: those we ship, and what is told of those that are wrong."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pytest

from drivers.code_reader.model import EngineModel
from drivers.driver import Health
from drivers.model_profile import MODELS_DIR, BadModelError, load_model
from drivers.rating_pad.model import PadModel
from drivers.receipt_printer.model import PrinterModel

FAMILIES = {"receipt_printer": PrinterModel, "rating_pad": PadModel, "code_reader": EngineModel}
SHIPPED = [
    (cls, path)
    for family, cls in FAMILIES.items()
    for path in sorted(Path(MODELS_DIR, family).glob("*.toml"))
]
PAD = "address = 1\nprompt_seconds = 10\n[keys]\n1 = 5\n2 = 4\n3 = 3\n4 = 2\n5 = 1\n"


@pytest.mark.parametrize(("cls", "path"), SHIPPED, ids=lambda value: getattr(value, "stem", ""))
def test_every_shipped_profile_loads(cls: type[object], path: Path) -> None:
    assert load_model(cls, MODELS_DIR, path.parent.name, path.stem)


def test_key_codes_may_be_hexadecimal() -> None:
    model = load_model(PadModel, MODELS_DIR, "rating_pad", "ascending")
    assert model.stars_by_code == {0x30 + stars: stars for stars in range(1, 6)}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (PAD.replace("address = 1\n", ""), "'address' is missing"),
        (PAD.replace("address", "adress", 1), "mine.toml:1: unknown key 'adress'"),
        (PAD.replace("address = 1", "address = 300"), "address must be"),
        (PAD.replace("address = 1", 'address = "1"'), "address must be"),
        (
            PAD.replace("prompt_seconds = 10", "prompt_seconds = 0"),
            "toml:2: prompt_seconds must be",
        ),
        (PAD.replace("5 = 1", "5 = 2"), "each of 1 to 5 stars"),
        (PAD.replace("5 = 1", '5 = "1"'), "each of 1 to 5 stars"),
        (PAD.replace("5 = 1", "five = 1"), "five"),
        (PAD.replace("[keys]", "[keys"), "TOML"),
    ],
)
def test_a_wrong_profile_is_refused_with_its_mend(tmp_path: Path, text: str, told: str) -> None:
    folder = tmp_path / "rating_pad"
    folder.mkdir()
    (folder / "mine.toml").write_text(text, "utf-8")
    with pytest.raises(BadModelError, match=told) as refused:
        load_model(PadModel, str(tmp_path), "rating_pad", "mine")
    assert "mine.toml" in str(refused.value)
    assert refused.value.health is Health.USER_ERROR


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
