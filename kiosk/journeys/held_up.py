"""A code that is held up to the reader while a question stands."""

from __future__ import annotations

from typing import TypeVar

from drivers.code_reader.contract import Code, CodeReader
from drivers.driver import Health
from kiosk.devices.device import Unavailable
from kiosk.journeys.rate import nobody
from kiosk.papers.shown_codes import ShownCode, what_code
from kiosk.session import Session

C = TypeVar("C", bound=ShownCode)
LOOK = 30.0
"""Seconds of one look for a code; looked for as long as the question stands."""


async def held_up(session: Session, *wanted: type[C]) -> C:
    """The first code of these kinds; none while the reader does not work."""
    while True:
        meant = what_code((await any_code(session)).text)
        for kind in wanted:
            if isinstance(meant, kind):
                return meant


async def any_code(session: Session) -> Code:
    """The first code of whatever kind; none while the reader does not work."""
    reader = session.services.hub.code_reader
    while reader.configured:
        seen = await reader.call(CodeReader.read, LOOK, deadline=LOOK + 5, again=True)
        if isinstance(seen, Code):
            return seen
        if isinstance(seen, Unavailable):
            await reader.until(lambda status: status.health is Health.ONLINE)
    return await nobody()
