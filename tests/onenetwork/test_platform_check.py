"""`kiosk platform check` as a technician calls it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator

import pytest

from kiosk import cli
from simulators.backend_launch import RunningBackend

Check = Callable[..., tuple[int, dict[str, object]]]


@pytest.fixture
def check(capsys: pytest.CaptureFixture[str]) -> Iterator[Check]:
    """Exit code and answer of the command; the zone it sets is taken back afterwards."""

    def run(*overrides: str) -> tuple[int, dict[str, object]]:
        options = [word for one in overrides for word in ("--set", one)]
        code = cli.main(["platform", "check", "--json", *options])
        return code, json.loads(capsys.readouterr().out)

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "CST-8")
        yield run
    time.tzset()


def test_an_answering_platform_and_its_clock(platform: RunningBackend, check: Check) -> None:
    url = f"backend.url={platform.url}"
    code, row = check(url)
    assert (code, row["answers"], row["clock"]) == (0, True, "agrees")
    assert row["services"]
    platform.fault("clock_skew", "/v1/", value=7200)
    code, row = check(url)
    assert code == 0
    assert "behind the platform's; set it" in str(row["clock"])


def test_a_platform_that_refuses_or_is_not_there(platform: RunningBackend, check: Check) -> None:
    code, row = check(f"backend.url={platform.url}", "backend.secret=another one")
    assert (code, row["answers"], row["why"]) == (1, False, "bad_signature (401)")
    code, row = check("backend.url=http://127.0.0.1:9")
    assert (code, row["why"]) == (1, "ConnectError")
