"""`kiosk config check`, and how commands complain to a program."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from typing import Any

import pytest

from kiosk.cli import main
from kiosk.commands.config import SECRETS, SHIPPED
from kiosk.setting_tables import CONFIG_DIR
from kiosk.settings import profiles

OWN = [
    *("--set", "backend.url=https://gateway.example"),
    *("--set", "backend.secret=of-this-terminal-alone"),
    *("--set", "backend.catalogue_key=of-this-region-alone"),
]


def check(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    code = main(["config", "check", "--json", *arguments])
    return code, json.loads(capsys.readouterr().out)


def test_a_demonstration_is_warned_and_let_run(capsys: pytest.CaptureFixture[str]) -> None:
    code, told = check(capsys)
    assert (code, told["ok"], len(told["warnings"])) == (0, True, 2)
    assert re.search(r"simulated.toml:\d+: backend.secret: is as shipped", told["warnings"][0])


@pytest.mark.parametrize("profile", ["lobby", "community"])
def test_a_terminal_for_citizens_has_its_own_secrets_and_platform(
    profile: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = check(capsys, "--profile", profile)
    assert (code, told["ok"]) == (1, False)
    assert [line.split(": ")[1] for line in told["warnings"]] == [
        "backend.secret",
        "backend.catalogue_key",
        "backend.url",
    ]
    assert check(capsys, "--profile", profile, *OWN) == (
        0,
        {"profile": profile, "ok": True, "warnings": []},
    )


def test_a_platform_that_can_be_overheard_is_warned_of(capsys: pytest.CaptureFixture[str]) -> None:
    url = "backend.url=http://gateway.example"
    _code, told = check(capsys, "--profile", "lobby", *OWN, "--set", url)
    assert [line.partition("use ")[2] for line in told["warnings"]] == ["https"]


def test_every_secret_that_is_shipped_is_known_as_such() -> None:
    files = [CONFIG_DIR / "terminal.toml"]
    files += [CONFIG_DIR / "profiles" / f"{name}.toml" for name in profiles()]
    tables = [tomllib.loads(path.read_text()).get("backend", {}) for path in files]
    shipped = {table[key] for table in tables for key in SECRETS if table.get(key)}
    assert shipped == SHIPPED


@pytest.mark.parametrize(
    "words",
    [
        ["config", "check", "--profile", "no-such"],
        ["config", "check", "--set", "times.idle=-1"],
        ["outbox", "list", "--set", "paths.data=no-such-folder"],
        ["outbox", "no-such-command"],
        ["config", "check", "--no-such-option"],
        ["page", "find", "no-such-picture.jpg"],
    ],
)
def test_a_program_is_told_what_is_wrong_as_json(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        sys.exit(main([*words, "--json"]))
    assert left.value.code in (1, 2)
    (line,) = capsys.readouterr().err.splitlines()
    (told,) = json.loads(line).values()
    assert "no-such" in told or "times.idle" in told
