"""A call to the platform: quick ones show nothing, slow ones may be left, failures are told."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, cast

import pytest

from kiosk.conversation import Back, ToWindow
from kiosk.conversation import questions as q
from kiosk.conversation.asking import Conversation
from kiosk.journeys.as_citizen import reach_as_citizen
from kiosk.journeys.reaching import reach
from kiosk.onenetwork.problem import BackendProblem, ProblemCode, Unreachable
from kiosk.session import Session
from tests.journeys.robot import WAIT, Robot


@dataclass
class Stranger:
    """As much of a session as a call needs."""

    conversation: Conversation
    services: Any
    opened: int = 0
    away: int = -1

    def establish(self) -> None:
        self.opened += 1

    async def citizen(self) -> SimpleNamespace:
        if self.opened <= self.away:
            raise Unreachable("away")
        return SimpleNamespace(token=f"token-{self.opened}")


def session_of(robot: Robot) -> Stranger:
    places = SimpleNamespace(window="3 号窗口")
    settings = SimpleNamespace(places=places)
    return Stranger(Conversation(robot), SimpleNamespace(settings=settings))


def problem(code: str, status: int = 409) -> BackendProblem:
    return BackendProblem(status, {"code": code, "user_message": "没有办成。"})


async def test_a_quick_answer_shows_nothing() -> None:
    robot = Robot()

    async def call() -> int:
        return 7

    assert await reach(cast(Session, session_of(robot)), "", call) == 7
    assert robot.asked == []


async def test_a_slow_call_can_be_left() -> None:
    robot = Robot(Working=Back)
    ended = asyncio.Event()

    async def call() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    with pytest.raises(Back):
        await reach(cast(Session, session_of(robot)), "", call)
    await robot.outcome_of(ended.wait())


async def test_a_failure_is_told_and_the_call_made_again() -> None:
    robot = Robot(Trouble=q.Chosen("retry"))
    answers: list[Exception | str] = [Unreachable("cut off"), problem("internal", 500), "there"]

    async def call() -> str:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    assert await reach(cast(Session, session_of(robot)), "", call) == "there"
    assert robot.count(q.Trouble) == 2
    assert robot.last(q.Trouble).can_back


async def test_the_window_is_open_whenever_it_fails() -> None:
    robot = Robot(Trouble=q.Chosen("window"))

    async def call() -> None:
        raise Unreachable("cut off")

    with pytest.raises(ToWindow):
        await reach(cast(Session, session_of(robot)), "", call)


async def test_a_refusal_the_caller_has_words_for_is_the_callers() -> None:
    robot = Robot(Trouble=WAIT)

    async def call() -> None:
        raise problem("slot_full")

    refusals = {ProblemCode.SLOT_FULL}
    with pytest.raises(BackendProblem, match="slot_full"):
        await reach(cast(Session, session_of(robot)), "", call, refusals=refusals)
    assert robot.asked == []


async def test_a_session_that_is_over_is_opened_anew() -> None:
    robot = Robot()
    session = session_of(robot)

    async def call(token: str) -> str:
        if token == "token-0":
            raise problem("session_expired", 401)
        return token

    assert await reach_as_citizen(cast(Session, session), "", call) == "token-1"
    assert robot.asked == []


async def test_a_session_that_could_not_be_opened_is_tried_again() -> None:
    robot = Robot(Trouble=q.Chosen("retry"))
    session = session_of(robot)
    session.away = 1

    async def call(token: str) -> str:
        return token

    assert await reach_as_citizen(cast(Session, session), "", call) == "token-2"
    assert robot.count(q.Trouble) == 2
