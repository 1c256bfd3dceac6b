"""A robot that the test itself walks, step by step: each question is awaited, then answered."""

from __future__ import annotations

from typing import Any, TypeVar

from kiosk.conversation import Outcome, Reply
from kiosk.conversation import questions as q
from tests.journeys.robot import Robot

Q = TypeVar("Q", bound=q.Question[Any])
Steps = list[tuple[type[q.Question[Any]], object]]
"""Questions in the order they are asked, each with an answer: a value, or a function of it."""


class Walker(Robot):
    """Answers nothing by itself."""

    def __init__(self) -> None:
        super().__init__()
        self._answered = 0

    def present(self, question: q.Question[Any], reply: Reply[Any]) -> None:
        """Remember it, and wait for the test."""
        self.asked.append(question)
        self._reply = reply
        self._news.set()

    async def at(self, kind: type[Q]) -> Q:
        """The question now on the table, which is of this type and not answered yet."""
        await self.until(lambda: self._is_asked(kind))
        question = self.asked[-1]
        assert isinstance(question, kind)
        return question

    def _is_asked(self, kind: type[q.Question[Any]]) -> bool:
        if len(self.asked) == self._answered:
            return False
        now = self.asked[-1]
        if isinstance(now, q.Trouble) and kind is not q.Trouble:
            raise AssertionError(f"{now.title}: {now.happened}")
        return type(now) is kind

    async def take(self, kind: type[Q], answer: object) -> Q:
        """Await a question of this type and answer it; a function is given the question."""
        question = await self.at(kind)
        self._answered = len(self.asked)
        value = answer(question) if callable(answer) and not _is_way(answer) else answer
        if _is_way(value):
            self.outcome(value)  # type: ignore[arg-type]
        else:
            self.answer(value)
        return question

    async def walk(self, steps: Steps) -> None:
        """Take them all."""
        for kind, answer in steps:
            await self.take(kind, answer)


def _is_way(answer: object) -> bool:
    return isinstance(answer, type) and issubclass(answer, Outcome)
