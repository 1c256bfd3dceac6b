"""Where there is no scanner: the document camera, which finds and straightens what lies there."""

from __future__ import annotations

from kiosk.documents.copies import MM_PER_INCH, Side, width_of
from kiosk.journeys.photograph import Shot, take
from kiosk.session import Session
from kiosk.text import Words, _


async def photographed(session: Session, title: Words, wide_mm: float) -> Side:
    """One side of a paper or card that is `wide_mm` wide.

    Raises:
        Back, Leave, TimedOut, ToWindow: as the citizen chose.
    """
    page = await take(session, Shot(_("复印"), title))
    assert page is not None, "nothing else was asked for"
    return Side(page.jpeg, width_of(page.jpeg) * MM_PER_INCH / wide_mm)
