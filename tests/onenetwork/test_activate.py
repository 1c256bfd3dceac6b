"""`kiosk platform activate` as a technician calls it on a new machine."""

from __future__ import annotations

import io
import json
import sys
import time
from collections.abc import Callable, Iterator

import pytest

from kiosk import cli
from simulators.backend_launch import RunningBackend

CODE = "demo-activation-code"
Kiosk = Callable[..., tuple[int, dict[str, object]]]


@pytest.fixture
def kiosk(platform: RunningBackend, capsys: pytest.CaptureFixture[str]) -> Iterator[Kiosk]:
    """Exit code and answer of a command of the terminal that the platform expects."""

    def run(code: str, *words: str) -> tuple[int, dict[str, object]]:
        patch.setattr(sys, "stdin", io.StringIO(f"{code}\n"))
        where = [f"backend.url={platform.url}", "terminal.id=new-terminal"]
        options = [word for one in where for word in ("--set", one)]
        exit_code = cli.main(["platform", *words, "--json", *options])
        return exit_code, json.loads(capsys.readouterr().out)

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "CST-8")
        yield run
    time.tzset()


def test_a_new_terminal_gets_its_secret_once(kiosk: Kiosk) -> None:
    code, told = kiosk("a wrong code", "activate")
    assert (code, told["why"]) == (1, "bad_signature (401)")
    code, told = kiosk(CODE, "activate", "--serial", "99000001")
    assert (code, told["terminal"], told["scheme"]) == (0, "new-terminal", "hmac-sha256")
    code, answer = kiosk("", "check", "--set", f"backend.secret={told['secret']}")
    assert (code, answer["answers"]) == (0, True)
    code, again = kiosk(CODE, "activate")
    assert code == 1
    assert "activation_refused" in str(again["why"])
