"""The hall as it is now: how long one would wait, what is where, who helps, what else is near."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from functools import partial

from kiosk.catalogue.model import Item
from kiosk.conversation.questions import Group, Option, Plan, PlanZone, Row, ShowMatter
from kiosk.journeys.reaching import patiently, reach
from kiosk.onenetwork.hall import HallNow, Helper, Point
from kiosk.onenetwork.problem import BackendError
from kiosk.session import Session
from kiosk.text import Words, _, counted, listed

DONE = "done"

log = logging.getLogger(__name__)


async def wait_now(session: Session, item: Item) -> Words | str:
    """How long somebody would wait who takes a number now; empty where the platform does not say.

    Raises:
        Back, Leave, TimedOut, ToWindow: as the citizen chose.
    """
    hall = session.services.backend.hall
    try:
        now = await patiently(session, item.short_name, partial(hall.now, item.code))
    except BackendError as error:
        log.info("waiting times are not known: %s", type(error).__name__)
        return ""
    if now.waiting is None:
        return ""
    if not now.waiting.people:
        return _("现在没有人在等。")
    minutes = now.waiting.estimated_minutes
    return counted("现在有 {n} 人在等，约 {minutes} 分钟。", now.waiting.people, minutes=minutes)


async def show_hall(session: Session) -> None:
    """What is where, with a plan; who helps; other places nearby.

    Raises:
        Back, Leave, TimedOut, ToWindow: as the citizen chose.
    """
    now = await reach(session, "", session.services.backend.hall.now)
    await session.conversation.ask(hall_matter(now))


def hall_matter(now: HallNow) -> ShowMatter:
    """The hall as it is shown to everybody."""
    zones = [(str(number), zone) for number, zone in enumerate(now.zones, start=1)]
    plan = Plan(
        tuple(PlanZone(number, one.left, one.top, one.width, one.height) for number, one in zones),
        (now.here.left, now.here.top) if now.here else None,
    )
    ways = tuple(Row(f"{number}\u2002{one.name}", one.about) for number, one in zones)
    groups = (
        Group(_("图上的数字"), rows=ways),
        Group(_("谁来帮您办"), rows=tuple(_helpers(now.helpers))),
        Group(_("附近还能到这里办"), rows=tuple(places(now.points))),
    )
    here = _("图上有图钉的地方，就是您现在的位置。") if zones and now.here else ""
    return ShowMatter(
        title=_("大厅里有什么"),
        line=here or _("{hall}，{street}").format(hall=now.site.name, street=now.site.address),
        icon="where",
        plan=plan,
        groups=tuple(one for one in groups if one.rows),
        main=Option(DONE, _("知道了")),
        public=True,
    )


def _helpers(helpers: tuple[Helper, ...]) -> Iterator[Row]:
    for one in helpers:
        phone = _("电话 {number}").format(number=one.phone) if one.phone else ""
        yield Row(one.name, listed(word for word in (one.does, one.hours, phone) if word))


def places(points: tuple[Point, ...]) -> Iterator[Row]:
    """Where they are, how far, and when they are open."""
    for one in points:
        walk = counted("走路 {n} 分钟", one.walk_minutes)
        yield Row(one.name, listed((walk, one.address, one.hours)))
