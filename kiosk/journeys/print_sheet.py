"""A paper of our own on A4: typeset, then printed for whoever stands there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kiosk.conversation.questions import Working
from kiosk.journeys import page_troubles, troubles
from kiosk.journeys.paper_out import print_document
from kiosk.papers.pictures import page_count
from kiosk.papers.sheet import TEMPLATE
from kiosk.papers.typeset import NotTypesetError, typeset
from kiosk.session import Session
from kiosk.text import _


async def print_sheet(session: Session, service: str, title: str, data: Mapping[str, Any]) -> None:
    """Make it and print it; when it cannot be made, that is told.

    Args:
        data: see `kiosk.papers.sheet.sheet`.

    Raises:
        Back, Leave, TimedOut, ToWindow: as the citizen chose.
    """
    working = Working(service=service, title=_("正在排版"), line=_("请稍等。"), can_back=True)
    try:
        made = await session.conversation.during(working, typeset(TEMPLATE, data))
    except NotTypesetError as error:
        await troubles.ask(session, page_troubles.not_made(session, service, str(error)))
        return
    assert made is not None, "Working is never answered"
    await print_document(session, title, made, await page_count(made))
