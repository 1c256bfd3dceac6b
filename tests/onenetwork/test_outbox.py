"""The outbox against the backend simulator over real HTTP: exactly one case, whatever happens."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
import sqlite_utils

from kiosk.onenetwork.client import OneNetwork
from kiosk.onenetwork.models import CaseState, RatingGiven
from kiosk.onenetwork.outbox import Outbox, OutboxLimits
from kiosk.onenetwork.outcomes import Delivered, Refused, Waiting
from kiosk.storage.database import Database
from simulators.backend_launch import RunningBackend
from tests.onenetwork.conftest import NAME, PHONE, ledger_of, make_submission
from tests.onenetwork.draining import draining, the_case, traces, until_empty


async def test_delivers_one_case_with_everything(
    outbox: Outbox, platform: RunningBackend, assertion: str
) -> None:
    submission = make_submission(assertion)
    await outbox.commit(submission)
    outcome = await outbox.deliver(submission.terminal_case_ref, 60)
    assert isinstance(outcome, Delivered)
    assert outcome.case.state is CaseState.ACCEPTED
    assert outcome.case.terminal_case_ref == submission.terminal_case_ref
    assert {each.code for each in outcome.case.materials} == {"household_page", "_signature"}
    assert the_case(platform)["case_no"] == outcome.case.case_no
    again = await outbox.deliver(submission.terminal_case_ref, 60)
    assert isinstance(again, Delivered)
    assert again.case == outcome.case


@pytest.mark.parametrize("step", ["", "/materials/household_page", "/submit"])
async def test_lost_acknowledgement_makes_no_second_case(
    outbox: Outbox, platform: RunningBackend, assertion: str, step: str
) -> None:
    submission = make_submission(assertion)
    await outbox.commit(submission)
    path = "/v1/cases"
    if step:
        # Stop after the first step, to know the case's number.
        platform.fault("maintenance", "/v1/cases/", method="PUT")
        await outbox.deliver(submission.terminal_case_ref, 0.5)
        platform.clear()
        path = f"/v1/cases/{the_case(platform)['case_no']}{step}"
    platform.fault("lost_ack", path, times=1)
    outcome = await outbox.deliver(submission.terminal_case_ref, 60)
    assert isinstance(outcome, Delivered)
    assert the_case(platform)["state"] == "accepted"
    sent = [each["count"] for each in platform.requests() if each["path"] == path]
    assert sum(sent) >= 2


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("status", 500.0),
        ("half_body", None),
        ("reset", None),
        ("duplicate_ack", None),
        ("clock_skew", 3600.0),
        ("latency", 0.3),
        ("gb18030", None),
    ],
)
async def test_a_bad_network_is_got_over(
    outbox: Outbox, platform: RunningBackend, assertion: str, kind: str, value: float | None
) -> None:
    platform.fault(kind, "/v1/cases", value=value, times=2)
    submission = make_submission(assertion)
    await outbox.commit(submission)
    outcome = await outbox.deliver(submission.terminal_case_ref, 60)
    assert isinstance(outcome, Delivered)
    assert the_case(platform)["state"] == "accepted"


async def test_waits_while_the_backend_is_down_and_goes_after(
    outbox: Outbox, platform: RunningBackend, assertion: str, tmp_path: Path
) -> None:
    submission = make_submission(assertion)
    platform.kill()
    try:
        await outbox.commit(submission)
        outcome = await outbox.deliver(submission.terminal_case_ref, 0.5)
        assert isinstance(outcome, Waiting)
        assert (await outbox.condition()).waiting == 1
        assert traces(tmp_path) == []
    finally:
        platform.restart()
    async with draining(outbox):
        await until_empty(outbox)
    assert the_case(platform)["state"] == "accepted"
    assert traces(tmp_path) == []


async def test_drain_and_a_journey_do_not_send_the_same_step_twice(
    outbox: Outbox, platform: RunningBackend, assertion: str
) -> None:
    platform.fault("latency", "/v1/cases", value=0.05)
    async with draining(outbox):
        submissions = [make_submission(assertion) for _ in range(3)]
        for submission in submissions:
            await outbox.commit(submission)
        refs = [submission.terminal_case_ref for submission in submissions]
        outcomes = await asyncio.gather(*(outbox.deliver(ref, 60) for ref in refs))
    assert all(isinstance(outcome, Delivered) for outcome in outcomes)
    assert len(platform.cases()) == 3
    writes = [each for each in platform.requests() if each["idempotency_key"]]
    assert {each["count"] for each in writes} == {1}


async def test_a_long_outage_is_said_in_words(
    outbox: Outbox, platform: RunningBackend, assertion: str
) -> None:
    platform.fault("maintenance", "/v1/cases")
    submission = make_submission(assertion)
    await outbox.commit(submission)
    outcome = await outbox.deliver(submission.terminal_case_ref, 0.5)
    assert isinstance(outcome, Waiting)
    assert outcome.error is not None
    assert outcome.error.user_message


async def test_refusal_is_an_outcome_with_all_defects(
    outbox: Outbox, platform: RunningBackend, assertion: str
) -> None:
    submission = make_submission(assertion, phone="138")
    await outbox.commit(submission)
    outcome = await outbox.deliver(submission.terminal_case_ref, 60)
    assert isinstance(outcome, Refused)
    assert [defect.field for defect in outcome.problem.defects] == ["form.phone"]
    assert (await outbox.condition()).waiting == 0
    await outbox.discard(submission.terminal_case_ref)
    with pytest.raises(LookupError):
        await outbox.deliver(submission.terminal_case_ref, 1)


async def test_a_terminal_not_known_costs_nobody_the_case(
    platform: RunningBackend, database: Database, tmp_path: Path
) -> None:
    stranger = OneNetwork(platform.url, "demo-terminal", b"a secret of last year")
    outbox = Outbox(stranger, ledger_of(database))
    submission = make_submission("proof")
    await outbox.commit(submission)
    outcome = await outbox.deliver(submission.terminal_case_ref, 0.5)
    await stranger.close()
    assert isinstance(outcome, Waiting)
    assert (await outbox.condition()).waiting == 1


async def test_what_ended_long_ago_is_forgotten(
    client: OneNetwork, database: Database, assertion: str, tmp_path: Path
) -> None:
    limits = OutboxLimits(
        keep_delivered_s=-1, keep_refused_s=-1, first_pause_s=0.05, tell_within_s=-1
    )
    outbox = Outbox(client, ledger_of(database), limits)
    for phone in (PHONE, "138"):
        submission = make_submission(assertion, phone)
        await outbox.commit(submission)
        await outbox.deliver(submission.terminal_case_ref, 60)
    await outbox.commit_rating(submission.terminal_case_ref, RatingGiven(stars=1))
    async with draining(outbox):
        async with asyncio.timeout(60):
            while await database.run(rows):
                await asyncio.sleep(0.02)


def rows(store: sqlite_utils.Database) -> int:
    return sum(store[table].count for table in ("submission", "rating"))


async def test_withdrawn_item_is_refused(
    outbox: Outbox, platform: RunningBackend, assertion: str
) -> None:
    platform.fault("withdrawn", "/v1/cases")
    submission = make_submission(assertion)
    await outbox.commit(submission)
    outcome = await outbox.deliver(submission.terminal_case_ref, 60)
    assert isinstance(outcome, Refused)
    assert outcome.problem.code == "item_withdrawn"


async def test_rating_follows_its_case(
    outbox: Outbox, client: OneNetwork, platform: RunningBackend, assertion: str
) -> None:
    submission = make_submission(assertion)
    ref = submission.terminal_case_ref
    await outbox.commit(submission)
    await outbox.commit_rating(ref, RatingGiven(stars=4, words=f"{NAME}觉得不错"))
    platform.fault("lost_ack", "/v1/ratings", times=1)
    async with draining(outbox):
        await until_empty(outbox)
        async with asyncio.timeout(60):
            while not (case := (await client.cases_of(ref))[0]).rating:
                await asyncio.sleep(0.05)
    assert case.rating.stars == 4


async def test_wiped_after_delivery(
    outbox: Outbox, database: Database, assertion: str, tmp_path: Path
) -> None:
    submission = make_submission(assertion)
    await outbox.commit(submission)
    sealed = await database.run(
        lambda store: store.execute("SELECT sealed FROM submission").fetchone()[0]
    )
    await outbox.deliver(submission.terminal_case_ref, 60)
    kept = await database.run(lambda store: list(store.execute("SELECT * FROM submission")))
    assert [value for value in kept[0] if isinstance(value, bytes)] == []
    # Not even the ciphertext is left.
    middle = sealed[2000:2032]
    assert [path for path in tmp_path.iterdir() if middle in path.read_bytes()] == []
