"""What the outbox refuses, takes back, and is refused: nothing is lost and nobody sent twice."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from kiosk.onenetwork.client import OneNetwork
from kiosk.onenetwork.outbox import Outbox, OutboxLimits
from kiosk.onenetwork.outcomes import Delivered, FullReason, OutboxFull, Refused, TakenBack, Waiting
from kiosk.storage.database import Database
from kiosk.storage.vault import Vault
from simulators.backend_launch import RunningBackend
from tests.onenetwork.conftest import NAME, NUMBER, PHONE, ledger_of, make_submission
from tests.onenetwork.draining import draining, the_case, until_empty


async def test_full_disk_refuses_the_submission_and_keeps_the_others(
    outbox: Outbox, database: Database, assertion: str
) -> None:
    first = make_submission(assertion)
    await outbox.commit(first)

    def no_more_pages(store: object) -> None:
        count = database_pages(database)
        store.execute(f"PRAGMA max_page_count = {count}")  # type: ignore[attr-defined]

    await database.run(no_more_pages)
    with pytest.raises(OutboxFull) as caught:
        await outbox.commit(make_submission(assertion))
    assert caught.value.reason is FullReason.DISK_FULL
    assert isinstance(await outbox.deliver(first.terminal_case_ref, 60), Delivered)


def database_pages(database: Database) -> int:
    return max(1, database.path.stat().st_size // 4096)


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (OutboxLimits(min_free_bytes=1 << 62), FullReason.DISK_FULL),
        (OutboxLimits(min_free_bytes=0, max_waiting=1), FullReason.TOO_MANY),
        (OutboxLimits(min_free_bytes=0, max_age_s=-60.0), FullReason.TOO_OLD),
        (OutboxLimits(min_free_bytes=0), None),
    ],
)
async def test_refuses_new_journeys_visibly(
    client: OneNetwork,
    database: Database,
    tmp_path: Path,
    limits: OutboxLimits,
    reason: FullReason | None,
) -> None:
    outbox = Outbox(client, ledger_of(database), limits)
    await outbox.commit(make_submission("proof"))
    assert await outbox.accepts() is reason


async def test_a_row_of_another_key_blocks_nobody(
    outbox: Outbox, client: OneNetwork, database: Database, platform: RunningBackend, assertion: str
) -> None:
    stranger = Outbox(client, ledger_of(database, Vault(b"k" * 32)))
    await stranger.commit(make_submission(assertion))
    submission = make_submission(assertion)
    await outbox.commit(submission)
    async with draining(outbox):
        async with asyncio.timeout(60):
            while (await outbox.condition()).waiting > 1:
                await asyncio.sleep(0.02)
    assert the_case(platform)["terminal_case_ref"] == submission.terminal_case_ref


def test_representations_show_nothing_personal() -> None:
    shown = repr(make_submission("proof-of-session"))
    assert not any(text in shown for text in (NAME, NUMBER, PHONE, "proof-of-session", "示例路"))


async def test_a_case_refused_after_its_citizen_left_is_reported(
    outbox: Outbox, platform: RunningBackend, assertion: str
) -> None:
    platform.fault("withdrawn", "/v1/cases", times=1)
    submission = make_submission(assertion)
    await outbox.commit(submission)
    async with draining(outbox):
        await until_empty(outbox)
        async with asyncio.timeout(60):
            while not any(each["path"] == "/v1/terminal/faults" for each in platform.requests()):
                await asyncio.sleep(0.02)


async def test_a_record_nobody_can_read_holds_up_no_other(
    outbox: Outbox,
    platform: RunningBackend,
    assertion: str,
    database: Database,
    tmp_path: Path,
) -> None:
    unreadable, sound = make_submission(assertion), make_submission(assertion)
    ref = unreadable.terminal_case_ref
    await outbox.commit(unreadable)
    await outbox.commit(sound)
    sealed = Vault.open(tmp_path).seal(b'{"written by": "another version"}', f"submission:{ref}")
    await database.run(
        lambda rows: rows.execute("UPDATE submission SET sealed = ? WHERE ref = ?", [sealed, ref])
    )
    async with draining(outbox), asyncio.timeout(60):
        while not platform.cases():
            await asyncio.sleep(0.02)
    assert the_case(platform)["terminal_case_ref"] == sound.terminal_case_ref


async def test_a_refusal_after_a_lost_acknowledgement_is_no_refusal(
    outbox: Outbox, platform: RunningBackend, assertion: str
) -> None:
    """The platform has the case; then the session expires: nobody may be sent to do it again."""
    platform.fault("lost_ack", "/v1/cases/", method="POST", times=1)
    platform.fault("expired_session", "/v1/cases/", method="POST", times=1)
    submission = make_submission(assertion)
    await outbox.commit(submission)
    assert isinstance(await outbox.deliver(submission.terminal_case_ref, 60), Delivered)
    assert the_case(platform)["state"] == "accepted"


async def test_what_may_not_wait_is_taken_back(
    outbox: Outbox, platform: RunningBackend, assertion: str
) -> None:
    platform.fault("maintenance", "/v1/cases/", method="PUT", value=1)
    submission = make_submission(assertion)
    await outbox.commit(submission)
    outcome = await outbox.deliver(submission.terminal_case_ref, 5, may_wait=False)
    assert isinstance(outcome, TakenBack)
    platform.clear()
    async with draining(outbox):
        await asyncio.sleep(0.5)
    assert the_case(platform)["state"] == "draft"


async def test_what_may_have_been_submitted_is_not_taken_back(
    outbox: Outbox, platform: RunningBackend, assertion: str
) -> None:
    platform.fault("lost_ack", "/v1/cases/", method="POST")
    submission = make_submission(assertion)
    await outbox.commit(submission)
    outcome = await outbox.deliver(submission.terminal_case_ref, 5, may_wait=False)
    assert isinstance(outcome, Waiting)
    platform.clear()
    async with draining(outbox):
        await until_empty(outbox)
    assert the_case(platform)["state"] == "accepted"


async def test_a_row_put_back_by_the_technician_is_sent(
    outbox: Outbox, platform: RunningBackend, database: Database, assertion: str
) -> None:
    platform.fault("withdrawn", "/v1/cases", times=1)
    submission = make_submission(assertion)
    await outbox.commit(submission)
    outcome = await outbox.deliver(submission.terminal_case_ref, 60)
    assert isinstance(outcome, Refused)
    async with draining(outbox):
        assert await ledger_of(database).put_back(submission.terminal_case_ref)
        await until_empty(outbox)
    assert the_case(platform)["state"] == "accepted"
