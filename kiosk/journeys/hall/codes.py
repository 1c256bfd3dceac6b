"""A code of a paper of the hall: held up to the code reader, or typed."""

from __future__ import annotations

import re
from collections.abc import Mapping

from drivers.code_reader.contract import Code
from kiosk.conversation.questions import FillForm
from kiosk.journeys.held_up import any_code
from kiosk.papers.shown_codes import ShownCode, what_code
from kiosk.session import Session

SIX_DIGITS = re.compile(r"[0-9]{6}", re.ASCII)
"""What is typed of a paper of the hall."""


async def shown_or_typed(session: Session, form: FillForm) -> ShownCode | Mapping[str, str]:
    """What is meant by the code held up while the form is on the screen, or the form's answer.

    Raises:
        Back, Leave, TimedOut, ToWindow: as the citizen chose.
    """
    seen = await session.conversation.during(form, any_code(session))
    return what_code(seen.text) if isinstance(seen, Code) else seen
