"""A call to the platform within a journey: told when it takes long or fails, and made again."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection
from dataclasses import replace
from typing import TypeVar

from kiosk.conversation.questions import Working
from kiosk.journeys import troubles
from kiosk.onenetwork.problem import BackendError, BackendProblem, ProblemCode
from kiosk.session import Session
from kiosk.text import _

T = TypeVar("T")

AT_ONCE = 0.4
"""Seconds within which an answer needs no picture of waiting."""


async def reach(
    session: Session,
    service: str,
    call: Callable[[], Awaitable[T]],
    *,
    refusals: Collection[ProblemCode] = (),
    kept: str = "",
) -> T:
    """What the platform answers to `call`, which is made anew after each trouble.

    Args:
        refusals: problems that the caller has words for; they are raised.
        kept: what is safe meanwhile, in words.

    Raises:
        BackendProblem: one of `refusals`.
        Back: the citizen would rather not try again.
        Leave, TimedOut, ToWindow: as the citizen chose.
    """
    while True:
        try:
            return await patiently(session, service, call)
        except BackendError as error:
            if isinstance(error, BackendProblem) and error.code in refusals:
                raise
            trouble = troubles.backend_trouble(session, service, error, kept)
        await troubles.ask(session, replace(trouble, can_back=True))


async def patiently(session: Session, service: str, call: Callable[[], Awaitable[T]]) -> T:
    """What the platform answers to `call`; only what takes long is shown, and can be left.

    Raises:
        BackendError: as the call.
        Back, Leave, TimedOut, ToWindow: as the citizen chose.
    """
    task = asyncio.ensure_future(call())
    try:
        await asyncio.wait({task}, timeout=AT_ONCE)
        if task.done():
            return task.result()
        title, line = _("正在问办事平台"), _("请稍等。")
        working = Working(service=service, title=title, line=line, can_back=True)
        await session.conversation.during(working, task)
        return task.result()
    finally:
        task.cancel()
