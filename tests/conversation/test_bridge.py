"""Conversation: answers count once, ways out arrive, work is free again before going on."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from kiosk.conversation import Leave, Reply
from kiosk.conversation.asking import Conversation
from kiosk.conversation.notices import Notice
from kiosk.conversation.questions import Attract, Question, Thanks


class Glass:
    """A presenter that only remembers."""

    def __init__(self) -> None:
        self.shown: list[tuple[Question[Any], Reply[Any]]] = []

    def present(self, question: Question[Any], reply: Reply[Any]) -> None:
        self.shown.append((question, reply))

    def notify(self, notice: Notice) -> None:
        raise AssertionError("nothing is told here")

    def forget(self) -> None:
        raise AssertionError("nobody is here")


def numbered() -> Any:  # noqa: ANN401 - a function of questions
    numbers = iter(range(100))
    return lambda: Attract(service_count=next(numbers))


async def settle() -> None:
    """Let everything that is ready run."""
    for _ in range(5):
        await asyncio.sleep(0)


async def test_a_fresh_question_takes_an_answer_given_to_the_old_one() -> None:
    glass, changed = Glass(), asyncio.Event()
    asking = asyncio.create_task(Conversation(glass).ask_kept_fresh(numbered(), changed))
    await settle()
    changed.set()
    glass.shown[0][1].answer(None)  # the touch and the change in the same moment
    async with asyncio.timeout(5):
        await asking
    assert len(glass.shown) <= 2


async def test_a_question_is_put_again_at_each_change() -> None:
    glass, changed = Glass(), asyncio.Event()
    asking = asyncio.create_task(Conversation(glass).ask_kept_fresh(numbered(), changed))
    for _ in range(3):
        await settle()
        changed.set()
    await settle()
    assert [question.service_count for question, _ in glass.shown] == [0, 1, 2, 3]
    glass.shown[-1][1].outcome(Leave)
    with pytest.raises(Leave):
        await asking


async def test_only_the_first_answer_counts() -> None:
    glass = Glass()
    asking = asyncio.create_task(Conversation(glass).ask(Thanks(line="")))
    await settle()
    reply = glass.shown[0][1]
    reply.outcome(Leave)
    reply.answer(None)
    with pytest.raises(Leave):
        await asking
    assert not reply.open
    reply.answer(None)  # late: void


async def test_work_has_ended_when_the_citizen_has_left() -> None:
    glass, ended = Glass(), asyncio.Event()

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0.01)  # as a device that takes a moment to be free
            ended.set()

    during = asyncio.create_task(Conversation(glass).during(Thanks(line=""), work()))
    await settle()
    glass.shown[0][1].outcome(Leave)
    with pytest.raises(Leave):
        await during
    assert ended.is_set()


async def test_the_citizens_word_counts_when_work_ends_in_the_same_moment() -> None:
    glass, go = Glass(), asyncio.Event()
    during = asyncio.create_task(Conversation(glass).during(Thanks(line=""), go.wait()))
    await settle()
    go.set()
    glass.shown[0][1].outcome(Leave)
    with pytest.raises(Leave):
        await during
