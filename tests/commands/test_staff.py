"""`kiosk staff code`, and what the settings show of it."""

from __future__ import annotations

import io
import json

import pytest

from kiosk.cli import main
from kiosk.identity.staff import number_with_code

CODE = "31415926"


def test_a_code_becomes_a_line_that_holds_it_and_does_not_show_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{CODE}\n"))
    assert main(["staff", "code", "990101-0008", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert CODE not in json.dumps(told)
    codes = {told["number"]: told["code"]}
    assert number_with_code("9901010008", CODE, codes) == "990101-0008"
    assert number_with_code("990101-0008", CODE[::-1], codes) == ""
    assert number_with_code("990101-0009", CODE, codes) == ""


@pytest.mark.parametrize("code", ["123", "abcdefgh", ""])
def test_a_code_too_short_or_of_letters_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], code: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{code}\n"))
    assert main(["staff", "code", "990101-0008"]) != 0
    assert "6 digits" in capsys.readouterr().err


def test_the_settings_show_no_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["config", "show", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["staff"]["codes"] == {"990101-0007": "***"}
