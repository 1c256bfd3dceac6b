"""One's own cases, newest first, page by page; and from there each of them."""

from __future__ import annotations

from datetime import date

from kiosk.conversation import Back
from kiosk.conversation.questions import After, Choose, Entry, Option
from kiosk.journeys.as_citizen import reach_as_citizen
from kiosk.journeys.cases.one import see_to
from kiosk.journeys.cases.own import Desk
from kiosk.journeys.cases.refusal import safe
from kiosk.journeys.cases.standing import chip, in_a_line
from kiosk.journeys.identify import Purpose, introduce
from kiosk.onenetwork.models import Case, CaseList
from kiosk.session import Session
from kiosk.text import _

EARLIER = "earlier"


async def my_cases(session: Session) -> After:
    """Look at one's cases, and see to them.

    Raises:
        Back: to how one wants to look.
        Leave, TimedOut, ToWindow: as the citizen chose.
    """
    await introduce(session, _purpose(session))
    desk = Desk(session)
    cursors: list[str | None] = [None]
    while True:
        page = await _page(session, cursors[-1])
        try:
            chosen = await session.conversation.ask(
                _listing(session, page, first=len(cursors) == 1)
            )
        except Back:
            cursors.pop()
            if not cursors:
                raise
            continue
        if chosen.key == EARLIER:
            cursors.append(page.next_cursor)
            continue
        case = next(one for one in page.cases if one.case_no == chosen.key)
        try:
            return await see_to(desk, case)
        except Back:
            continue


def _purpose(session: Session) -> Purpose:
    what = _("查您在一网通办平台上的办件，办理您对它们的请求")
    return Purpose("progress", _("查进度"), session.services.settings.terminal.site_name, what)


async def _page(session: Session, cursor: str | None) -> CaseList:
    async def fetch(token: str) -> CaseList:
        return await session.services.backend.cases.of_citizen(token, cursor=cursor)

    return await reach_as_citizen(session, _("查进度"), fetch, kept=safe())


def _listing(session: Session, page: CaseList, *, first: bool) -> Choose:
    return Choose(
        title=_("我的办件"),
        line=_("最近办的在最前面。") if first else _("更早的办件。"),
        entries=tuple(_entry(session, case) for case in page.cases),
        empty=_("没有查到您的办件。刚刚提交的，请过几分钟再查。"),
        second=Option(EARLIER, _("看更早的")) if page.next_cursor else None,
    )


def _entry(session: Session, case: Case) -> Entry:
    item = session.services.catalogue.item(case.item_code)
    word, kind = chip(case, date.today())
    icon = item.topic if item else ""
    return Entry(case.case_no, case.item_name, in_a_line(case), icon, word, kind)
