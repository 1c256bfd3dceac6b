"""`kiosk audit verify` as typed by a technician, beside a terminal's data and its platform."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
import sqlite_utils

from kiosk.onenetwork.client import OneNetwork
from kiosk.onenetwork.models import AuditHead, Heartbeat
from simulators.backend_launch import RunningBackend, backend
from tests.commands.conftest import Records


@pytest.fixture(scope="module")
def one_platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningBackend]:
    with backend(tmp_path_factory.mktemp("platform")) as running:
        yield running


@pytest.fixture
def platform(one_platform: RunningBackend, records: Records) -> RunningBackend:
    """A platform that has heard of nothing, and the records of a terminal of its."""
    one_platform.reset()
    records.options += ["--set", f"backend.url={one_platform.url}"]
    return one_platform


def tell(platform: RunningBackend, told: str) -> None:
    """A heartbeat with the head that `kiosk audit verify` told."""
    entries, _, digest = told.partition(":")
    beat = Heartbeat(
        version="1",
        uptime_s=1,
        queue_depth=0,
        catalogue_version="",
        audit_head=AuditHead(entries=int(entries), digest=digest),
    )

    async def beat_once() -> None:
        client = OneNetwork(
            platform.url, "demo-terminal", b"demo-terminal-secret", call_deadline=60
        )
        await client.heartbeat(beat)
        await client.close()

    asyncio.run(beat_once())


def cut(records: Records, entry: int) -> None:
    """Take an entry out, as whoever can write to the file can."""

    def delete(store: sqlite_utils.Database) -> None:
        store.execute("DROP TRIGGER IF EXISTS audit_not_deleted")
        store.execute("DELETE FROM audit WHERE seq = ?", [entry])

    records.database.do(delete)


def test_what_the_platform_has_heard_of_must_be_there(
    records: Records, platform: RunningBackend
) -> None:
    records.stored(3)
    code, verdict = records.json("audit", "verify")
    assert (code, verdict["platform"]["agrees"]) == (0, None)
    assert "has heard of no entry" in verdict["platform"]["why"]
    tell(platform, verdict["head"])
    records.stored(1)
    code, verdict = records.json("audit", "verify")
    assert (code, verdict["ok"], verdict["platform"]["agrees"]) == (0, True, True)
    cut(records, 4)
    assert records.json("audit", "verify")[1]["platform"]["agrees"], "heard of 3 only"
    cut(records, 3)
    code, verdict = records.json("audit", "verify")
    assert (code, verdict["ok"], verdict["broken"]) == (1, False, None)
    assert verdict["platform"]["agrees"] is False
    assert "cut off" in verdict["platform"]["why"]


def test_a_platform_that_is_away_makes_no_trail_wrong(records: Records) -> None:
    records.options += ["--set", "backend.url=http://127.0.0.1:9"]
    records.stored(1)
    code, verdict = records.json("audit", "verify")
    assert (code, verdict["ok"], verdict["platform"]["agrees"]) == (0, True, None)
    assert "cannot be asked" in verdict["platform"]["why"]


def test_audit_verify_tells_a_whole_trail_and_its_head(
    records: Records, platform: RunningBackend
) -> None:
    records.stored(2)
    code, verdict = records.json("audit", "verify")
    assert code == 0
    assert verdict["entries"] == 2
    assert records.run("audit", "verify", "--head", verdict["head"])[0] == 0


def test_audit_verify_finds_what_was_changed_and_what_was_cut_off(
    records: Records, platform: RunningBackend
) -> None:
    records.stored(3)
    _code, before = records.json("audit", "verify")
    cut(records, 3)
    assert records.run("audit", "verify")[0] == 0, "a cut end leaves no gap"
    code, verdict = records.json("audit", "verify", "--head", before["head"])
    assert (code, verdict["broken"]) == (1, 3)

    def change(store: sqlite_utils.Database) -> None:
        store.execute("DROP TRIGGER audit_not_changed")
        store.execute("UPDATE audit SET event = 'x' WHERE seq = 1")

    records.database.do(change)
    code, told = records.run("audit", "verify")
    assert code == 1
    assert "BROKEN: entry 1 does not follow" in told


@pytest.mark.parametrize("arguments", [["--key", "nowhere.pem"], ["--head", "three"]])
def test_audit_verify_says_what_is_wrong_with_the_command(
    records: Records, arguments: list[str]
) -> None:
    records.stored()
    assert records.run("audit", "verify", *arguments)[0] == 2
