"""The photo decoders of makers: installed or not, sound, broken, crashing."""

from __future__ import annotations

from pathlib import Path

import pytest

from drivers.driver import Health, WrongSettings
from drivers.id_card import photos
from drivers.id_card.contract import IdCard, IdCardReader, NoPortrait, Portrait, WhyNoPortrait
from drivers.id_card.sdt_serial import SdtSerialReader
from kiosk.devices.device import Unavailable
from kiosk.devices.hub import Hub
from kiosk.devices.messages import Setup
from simulators.launch import Running

MODULE = """
import ctypes
def grey(photo): return bytes([photo[0]]) * (102 * 126 * 3)
def short(photo): return b"short"
def raising(photo): raise RuntimeError(photo.hex())
def crashing(photo): return ctypes.string_at(0)
"""
NAMES = "[kiosk.photo_decoders]\n" + "\n".join(
    f"maker-{name} = maker_photos:{name}"
    for name in ("grey", "short", "raising", "crashing", "missing")
)
READER = "drivers.id_card.sdt_serial:SdtSerialReader"


@pytest.fixture
def maker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A maker's package, installed for this test and the processes it starts."""
    (tmp_path / "maker_photos.py").write_text(MODULE, "utf-8")
    info = tmp_path / "maker_photos-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: maker-photos\nVersion: 1\n")
    (info / "entry_points.txt").write_text(NAMES, "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))


@pytest.mark.usefixtures("maker")
def test_a_decoder_gives_the_picture() -> None:
    portrait = photos.decode(photos.load("maker-grey"), b"\x77" * 1024)
    assert portrait == Portrait(102, 126, b"\x77" * photos.SIZE)
    assert "77" not in repr(portrait)


@pytest.mark.usefixtures("maker")
@pytest.mark.parametrize(
    ("name", "told"), [("maker-short", "102 × 126"), ("maker-raising", "raised RuntimeError")]
)
def test_a_decoder_that_fails_is_told_without_the_photo(name: str, told: str) -> None:
    portrait = photos.decode(photos.load(name), b"\x77" * 1024)
    assert isinstance(portrait, NoPortrait)
    assert portrait.why is WhyNoPortrait.DECODER_FAILED
    assert told in portrait.detail
    assert "7777" not in portrait.detail


def test_no_decoder_and_no_photo_are_told_apart() -> None:
    assert photos.decode(None, b"\x77" * 1024) == NoPortrait(WhyNoPortrait.NO_DECODER)
    assert photos.decode(None, b"") == NoPortrait(WhyNoPortrait.NOT_ON_CARD)


@pytest.mark.usefixtures("maker")
@pytest.mark.parametrize(
    ("name", "told"), [("other", "no photo decoder 'other'.*maker-grey"), ("maker-missing", "load")]
)
def test_a_decoder_that_is_not_there_is_a_wrong_setting(name: str, told: str) -> None:
    reader = SdtSerialReader(SdtSerialReader.Settings("/dev/none", photo_decoder=name), print)
    with pytest.raises(WrongSettings, match=told):
        reader.open()


@pytest.mark.usefixtures("maker")
async def test_a_decoder_that_crashes_does_not_take_the_read_with_it(simulators: Running) -> None:
    options = {"port": simulators.addresses.id_card, "photo_decoder": "maker-crashing"}
    hub = Hub({"id_card": Setup(READER, options)})
    hub.start()
    try:
        await hub.id_card.until(lambda status: status.health is Health.ONLINE)
        simulators.panel.place_card("zhang")
        for _ in range(2):
            card = await hub.id_card.call(IdCardReader.read, 2.0, deadline=8)
            assert isinstance(card, IdCard)
            gone = await hub.id_card.call(IdCardReader.portrait, card.photo, deadline=5)
            assert isinstance(gone, Unavailable)
            assert "process ended" in gone.detail
    finally:
        await hub.stop()
