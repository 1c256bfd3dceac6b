"""Papers of a service to take along, for anybody: guide, list of materials, blank form, sample."""

from __future__ import annotations

from typing import Literal

from kiosk.catalogue.model import Item
from kiosk.conversation import Back
from kiosk.conversation.questions import After, Choose, Entry
from kiosk.journeys.checklist import checklist
from kiosk.journeys.look_at import look_and_print
from kiosk.journeys.print_guide import print_guide
from kiosk.journeys.reaching import reach
from kiosk.onenetwork.prints import Print
from kiosk.session import Session
from kiosk.text import _

CHECKLIST, GUIDE, FORM, SAMPLE = "checklist", "guide", "form", "sample"


async def take_papers(session: Session, item: Item) -> After:
    """Which paper, and out it comes; then perhaps another.

    Raises:
        Back: back to the guide.
        Leave, TimedOut, ToWindow: as the citizen chose.
    """
    while True:
        chosen = await session.conversation.ask(_choice(session, item))
        try:
            match chosen.key:
                case "checklist":
                    after = await checklist(session, item)
                case "guide":
                    after = await print_guide(session, item)
                case "form":
                    after = await _blank(session, item, "form")
                case _:
                    after = await _blank(session, item, "sample")
        except Back:
            continue
        if after is After.DONE:
            return after


def _choice(session: Session, item: Item) -> Choose:
    """What there is: A4 needs a printer, a form something to fill in."""
    entries = []
    if item.materials:
        line = _("按您的情况，一次说清要带什么")
        entries.append(Entry(CHECKLIST, _("一次性告知书"), line, "receipt"))
    if session.services.hub.page_printer.configured:
        entries.append(Entry(GUIDE, _("办事指南"), _("A4 纸，和屏幕上的一样"), "print"))
        if item.can_apply and item.form.fields:
            entries.append(Entry(FORM, _("空白表格"), _("A4 纸，带回去填"), "print"))
            entries.append(Entry(SAMPLE, _("填好的样表"), _("A4 纸，照着填"), "print"))
    return Choose(
        service=item.short_name,
        title=_("打印带走"),
        line=_("不用刷身份证，不收费。"),
        entries=tuple(entries),
    )


async def _blank(session: Session, item: Item, kind: Literal["form", "sample"]) -> After:
    prints, service = session.services.backend.prints, item.short_name

    async def listed() -> tuple[Print, ...]:
        return await prints.blank(item.code, kind)

    for paper in await reach(session, service, listed):
        printed = await look_and_print(session, paper, service=service)
        return printed.after if printed is not None else After.ANOTHER
    return After.ANOTHER
