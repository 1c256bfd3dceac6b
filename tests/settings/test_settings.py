"""Settings that cannot be right are refused with file, line, key and mend; none is a traceback."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kiosk.devices.registry import setups
from kiosk.setting_tables import CONFIG_DIR
from kiosk.settings import SettingsError, load


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A copy of the configuration that may be spoiled."""
    return Path(shutil.copytree(CONFIG_DIR, tmp_path / "config"))


def complaint(*overrides: str) -> str:
    with pytest.raises(SettingsError) as refused:
        setups(load("simulated", overrides))
    return str(refused.value)


@pytest.mark.parametrize("profile", ["simulated", "lobby", "community"])
def test_shipped_profiles_are_right(profile: str) -> None:
    assert setups(load(profile))


@pytest.mark.parametrize("folder", ["", ".", "..", "/", "var", "var/data"])
def test_a_folder_that_holds_more_is_never_emptied(folder: str) -> None:
    assert "paths.temp" in complaint(f"paths.temp={folder}")


@pytest.mark.parametrize(
    "url", ["", "ftp://x", "http://", "http://:80", "http://x:99999", "http://a b"]
)
def test_an_address_without_a_host_is_refused(url: str) -> None:
    assert "backend.url" in complaint(f"backend.url={url}")


@pytest.mark.parametrize(
    "override",
    [
        "devices=3",
        "devices.id_card=3",
        "devices.id_card.driver=",
        "devices.id_card.driver=3",
        "devices.id_card.driver=no-such",
        "devices.id_card.prot=x",
        "devices.id_card.baud=fast",
        "devices.toaster=3",
        "glass=",
        "times.idle=nan",
        "times.idle=-1",
        "terminal.id=",
        "profile.x=1",
        "no equals sign",
        ".=1",
    ],
)
def test_every_wrong_option_is_named(override: str) -> None:
    told = complaint(override)
    assert override.partition("=")[0] in told


def test_every_mistake_is_told_at_once() -> None:
    with pytest.raises(SettingsError) as refused:
        load("simulated", ["glass.width=3", "terminal.language=fr", "times.idel=5", "paths.temp=/"])
    told = str(refused.value).splitlines()
    assert len(told) == 4
    assert any("glass.width" in line and ">= 320" in line for line in told)
    assert any("'zh_CN', 'zh_TW', 'en'" in line for line in told)


def test_a_device_table_is_told_with_file_and_line(config: Path) -> None:
    profile = config / "profiles" / "lobby.toml"
    lines = profile.read_text("utf-8").splitlines()
    number = lines.index("[devices.rating_pad]") + 3
    profile.write_text("\n".join([*lines[: number - 1], 'bauds = "9600"', *lines[number - 1 :]]))
    with pytest.raises(SettingsError) as refused:
        setups(load("lobby", config_dir=config))
    assert f"{profile}:{number}: devices.rating_pad.bauds" in str(refused.value)


def test_a_missing_key_is_told_at_its_table(config: Path) -> None:
    profile = config / "profiles" / "new.toml"
    profile.write_text('[devices.id_card]\ndriver = "sdt-serial"\n')
    with pytest.raises(SettingsError) as refused:
        setups(load("new", config_dir=config))
    assert f"{profile}:1: devices.id_card.port: is missing" in str(refused.value)


def test_a_byte_order_mark_is_no_mistake(config: Path) -> None:
    profile = config / "profiles" / "new.toml"
    profile.write_bytes(b"\xef\xbb\xbf[glass]\nwidth = 1080\n[devices]\n")
    assert load("new", config_dir=config).glass.width == 1080


@pytest.mark.parametrize("text", ["[glass]\n[glass]\n", "a =", "[x", "glass = 1\n[glass]\n"])
def test_what_is_not_toml_is_told_with_its_line(text: str, config: Path) -> None:
    (config / "profiles" / "new.toml").write_text(text)
    with pytest.raises(SettingsError, match=r"new\.toml: is not TOML: .*(line \d|end of document)"):
        load("new", config_dir=config)
