"""Rate the service (好差评): five keys on the pad or five stars on the screen; skippable."""

from __future__ import annotations

import asyncio
import logging
import uuid
from dataclasses import dataclass
from typing import Never

from drivers.rating_pad.contract import KeyPressed, RatingPad
from kiosk.conversation.notices import PadPressed
from kiosk.conversation.questions import Rate, Rating, Row
from kiosk.journeys.reaching import reach
from kiosk.onenetwork.models import RatingGiven, RatingThanks
from kiosk.onenetwork.outcomes import OutboxFull
from kiosk.onenetwork.problem import BackendProblem, ProblemCode
from kiosk.session import Session
from kiosk.text import _, counted

log = logging.getLogger(__name__)

GOOD = 3
"""Stars from which no reason is asked (国办发〔2019〕51号: 差评 is 不满意 and 非常不满意)."""
SHOWN = 1.2
"""Seconds a star chosen on the pad is seen on the screen before the rating is taken."""


@dataclass(frozen=True)
class Rated:
    """The case by its `ref`, the service, who handles it, and when it was handed in (`about`).

    A case of an earlier day is named by its `case_no` instead; `again`: it is rated already (追评).
    """

    ref: str
    service: str
    department: str
    about: str
    case_no: str = ""
    again: bool = False


async def rate(session: Session, rated: Rated) -> bool:
    """Ask for a rating of the case and store it for the backend, or send it, if its case is there.

    Returns whether one was given: none is an answer too.
    """
    settings = session.services.settings
    question = Rate(
        service=rated.service,
        about=rated.about,
        rows=_rows(session, rated),
        levels=(_("非常不满意"), _("不满意"), _("基本满意"), _("满意"), _("非常满意")),
        reasons=_reasons(),
    )
    pressed = _on_pad(session, settings.times.rating_wait)
    rating = await session.conversation.during(question, pressed)
    if rating is None:
        return False
    given = RatingGiven(
        round="follow_up" if rated.again else "first",
        stars=rating.stars,
        reasons=rating.reasons,
        words=rating.words,
        named=rating.named,
    )
    if rated.case_no:
        await _send(session, rated, given)
    else:
        await _store(session, rated.ref, given)
    return True


def _rows(session: Session, rated: Rated) -> tuple[Row, ...]:
    """What is rated; how long it took, where it was done just now."""
    about = (Row(_("事项"), rated.service), Row(_("受理单位"), rated.department))
    if rated.case_no:
        return about
    return (
        *about,
        Row(_("办理方式"), _("自助终端，本人办理")),
        Row(_("用时"), counted("{n} 分钟", session.minutes)),
    )


async def _send(session: Session, rated: Rated, given: RatingGiven) -> None:
    key = uuid.uuid4().hex

    async def send() -> RatingThanks:
        return await session.services.backend.rate(rated.case_no, given, key=key)

    refusals = (ProblemCode.ALREADY_RATED, ProblemCode.WRONG_STATE)
    kept = _("您的评价还没有送到。")
    try:
        await reach(session, rated.service, send, refusals=refusals, kept=kept)
    except BackendProblem as problem:
        # Rated elsewhere meanwhile: the first word stands, and nobody is scolded for a second.
        log.info("a rating was not taken: %s", problem)


async def _store(session: Session, ref: str, given: RatingGiven) -> None:
    try:
        await session.services.outbox.commit_rating(ref, given)
    except OutboxFull as error:
        # The case is safe; a citizen who only wished to be kind is not shown a trouble.
        log.error("a rating was not stored: %s", error)


async def nobody() -> Never:
    """Wait for ever: whoever shows the question ends it."""
    await asyncio.Event().wait()
    raise AssertionError("nobody sets that event")


async def _on_pad(session: Session, wait: int) -> Rating:
    """A good rating from the pad; a bad one only selects the star, the screen asks why."""
    pad = session.services.hub.rating_pad
    if pad.configured:
        outcome = await pad.call(RatingPad.ask, float(wait), deadline=wait + 5, again=True)
        if isinstance(outcome, KeyPressed):
            session.conversation.tell(PadPressed(outcome.stars))
            if outcome.stars >= GOOD:
                await asyncio.sleep(SHOWN)
                return Rating(outcome.stars)
    # No pad, nobody pressed, or a reason is asked: the screen answers.
    return await nobody()


def _reasons() -> tuple[tuple[str, str], ...]:
    return (
        ("sample_missing", _("没有提供材料样本")),
        ("list_missing", _("没有提供材料清单")),
        ("late", _("未在承诺时间内办结")),
        ("asked_again", _("同样内容的证明材料|被要求多次提交")),
        ("not_online", _("承诺网办但无法在线办理")),
        ("queued_again", _("在线预约办理后|到实体大厅重复取号排队")),
        ("unskilled", _("工作人员业务不熟练")),
        ("hard_to_use", _("终端不好用")),
    )
