"""A code of a paper of the hall: held up to the code reader, or typed."""

from __future__ import annotations

import re
from collections.abc import Mapping

from drivers.code_reader.contract import Code, CodeReader
from kiosk.conversation.questions import FillForm
from kiosk.devices.device import Unavailable
from kiosk.journeys.rate import nobody
from kiosk.papers.shown_codes import ShownCode, what_code
from kiosk.session import Session

SIX_DIGITS = re.compile(r"[0-9]{6}", re.ASCII)
"""What is typed of a paper of the hall."""
LOOKING = 60.0
"""Seconds of one look for a code."""
SLACK = 5.0


async def shown_or_typed(session: Session, form: FillForm) -> ShownCode | Mapping[str, str]:
    """What is meant by the code held up while the form is on the screen, or the form's answer.

    Raises:
        Back, Leave, TimedOut, ToWindow: as the citizen chose.
    """
    if not session.services.hub.code_reader.configured:
        return await session.conversation.ask(form)
    return await session.conversation.during(form, _held_up(session))


async def _held_up(session: Session) -> ShownCode:
    """A reader that is away is no trouble: the code can be typed."""
    reader = session.services.hub.code_reader
    while True:
        outcome = await reader.call(CodeReader.read, LOOKING, deadline=LOOKING + SLACK, again=True)
        if isinstance(outcome, Code):
            return what_code(outcome.text)
        if isinstance(outcome, Unavailable):
            await nobody()
