"""What people tell the platform is not lost while it is away, nor sent twice."""

from __future__ import annotations

import asyncio
import uuid
from pathlib import Path

import pytest

from kiosk.onenetwork.client import OneNetwork
from kiosk.onenetwork.outbox import Outbox
from kiosk.onenetwork.outcomes import Refused, Waiting
from kiosk.onenetwork.voices import Feedback, NewFeedback
from kiosk.storage.database import Database
from simulators.backend_launch import RunningBackend
from tests.onenetwork.conftest import ITEM, PHONE, QUICK, ledger_of
from tests.onenetwork.draining import draining, traces

LETTER = NewFeedback(kind="cannot_be_done", words="系统说没有我的参保记录。", phone=PHONE)
MISTYPED = LETTER.model_copy(update={"case_no": "000-000", "item_code": ITEM})


def feedback_calls(platform: RunningBackend) -> list[int]:
    """How often each letter was sent, one number a key."""
    return [one["count"] for one in platform.requests() if one["path"] == "/v1/feedback"]


async def the_code(outbox: Outbox, ref: str) -> str:
    """The query code, once the letter was sent."""
    async with asyncio.timeout(60):
        while not (code := await outbox.letters.code_under(ref[:8].upper())):
            await asyncio.sleep(0.02)
    return code


async def test_a_letter_has_an_owner_and_a_day(outbox: Outbox, tmp_path: Path) -> None:
    ref = uuid.uuid4().hex
    await outbox.letters.commit(ref, LETTER)
    given = await outbox.letters.deliver(ref, 60)
    assert isinstance(given, Feedback)
    assert given.owner
    assert await outbox.letters.code_under(ref[:8]) == given.query_code
    assert traces(tmp_path) == []


async def test_it_waits_while_the_platform_is_away_and_goes_once(
    client: OneNetwork, database: Database, platform: RunningBackend, tmp_path: Path
) -> None:
    ref = uuid.uuid4().hex
    outbox = Outbox(client, ledger_of(database), QUICK)
    platform.kill()
    try:
        await outbox.letters.commit(ref, LETTER)
        assert isinstance(await outbox.letters.deliver(ref, 0.5), Waiting)
        assert await outbox.letters.code_under(ref[:8]) == ""
        assert (await outbox.condition()).waiting == 1
        assert traces(tmp_path) == []
    finally:
        platform.restart()
    # As after a power cut: only the disk knows of it.
    later = Outbox(client, ledger_of(database), QUICK)
    async with draining(later):
        code = await the_code(later, ref)
    assert (await client.voices.feedback(code)).kind == "cannot_be_done"
    assert feedback_calls(platform) == [1]


async def test_at_the_screen_a_wrong_case_number_can_be_mended(outbox: Outbox) -> None:
    ref = uuid.uuid4().hex
    await outbox.letters.commit(ref, MISTYPED)
    outcome = await outbox.letters.deliver(ref, 60)
    assert isinstance(outcome, Refused)
    assert [one.field for one in outcome.problem.defects] == ["case_no"]
    await outbox.letters.discard(ref)
    assert await outbox.letters.code_under(ref[:8]) is None


async def test_once_its_writer_is_gone_a_wrong_number_loses_nothing(
    outbox: Outbox, client: OneNetwork
) -> None:
    ref = uuid.uuid4().hex
    await outbox.letters.commit(ref, MISTYPED)
    async with draining(outbox):
        code = await the_code(outbox, ref)
    assert (await client.voices.feedback(code)).state == "open"


@pytest.mark.parametrize("words", ["短", "长" * 500])
def test_what_it_is_about_fits_among_the_words(words: str) -> None:
    plain = MISTYPED.model_copy(update={"words": words}).plain()
    assert len(plain.words) <= 500
    assert plain.words.endswith(f"000-000 {ITEM}")
    assert (plain.case_no, plain.item_code) == (None, None)
    assert LETTER.plain() == LETTER
