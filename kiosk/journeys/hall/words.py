"""What the screens of the hall say alike: times, places, papers."""

from __future__ import annotations

from datetime import datetime

from kiosk.conversation.questions import Row
from kiosk.dates import month_day, weekday
from kiosk.onenetwork.hall import Slot
from kiosk.papers.hall_slips import slip_day, slot_times
from kiosk.papers.pieces import Imprint, in_beijing
from kiosk.session import Session
from kiosk.text import Words, _


def day_and_time(at: datetime) -> Words:
    """11月23日（周一）09:00."""
    local = in_beijing(at)
    return _("{day}（{weekday}）{time}").format(
        day=month_day(local), weekday=weekday(local), time=f"{local:%H:%M}"
    )


def clock(at: datetime) -> str:
    """09:00."""
    return f"{in_beijing(at):%H:%M}"


def rows_of(slot: Slot) -> tuple[Row, ...]:
    """When and where."""
    return (
        Row(_("日期"), slip_day(slot)),
        Row(_("时间"), slot_times(slot)),
        Row(_("大厅"), slot.site.name),
        Row(_("窗口"), slot.window),
    )


def imprint(session: Session, ref: str) -> Imprint:
    """Of a paper printed now; `ref` is its job's id."""
    terminal = session.services.settings.terminal
    return Imprint(
        site=terminal.site_name,
        terminal=terminal.id,
        serial=ref[:12].upper(),
        printed_at=datetime.now().astimezone(),
    )
