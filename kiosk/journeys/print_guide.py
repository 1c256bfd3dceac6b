"""The guide of a service on A4 (打印指南), for anybody, without saying who one is."""

from __future__ import annotations

from typing import Any

from kiosk.catalogue.model import Item
from kiosk.conversation.questions import After, Group, Row
from kiosk.journeys import page_troubles, troubles
from kiosk.journeys.case_paper import imprint
from kiosk.journeys.guide import guide
from kiosk.journeys.more import the_rest
from kiosk.journeys.paper_out import printer_check
from kiosk.journeys.print_sheet import print_sheet
from kiosk.papers.sheet import sheet
from kiosk.session import Session
from kiosk.text import _


async def print_guide(session: Session, item: Item) -> After:
    """Make it and print it.

    Raises:
        Back, Leave, TimedOut, ToWindow: as the citizen chose.
    """
    if (hindrance := printer_check(session)) is not None:
        trouble = page_troubles.page_printer_not_ready(session, item.short_name, hindrance)
        await troubles.ask(session, trouble)
        return After.ANOTHER
    title = _("{name}办事指南").format(name=item.short_name)
    await print_sheet(session, item.short_name, title, paper(session, item))
    return After.ANOTHER


def paper(session: Session, item: Item) -> dict[str, Any]:
    """What stands on it: the guide as on the screen, then its fold, source and date."""
    shown, rest = guide(session, item), the_rest(item)
    terminal = session.services.settings.terminal
    facts = Group(_("概要"), rows=tuple(Row(one.label, one.text) for one in shown.facts))
    materials = Group(
        _("要带的材料"),
        rows=tuple(Row(one.name, one.line or one.chip or "—") for one in shown.materials),
    )
    where = Group(
        _("地点和电话"),
        rows=(
            Row(_("窗口"), shown.place),
            Row(_("地址"), item.place.address),
            Row(_("咨询"), shown.consult_phone),
            Row(_("监督"), shown.supervise_phone),
        ),
    )
    steps = Group(_("办理步骤"), lines=shown.steps)
    parts = (
        facts,
        Group(_("什么情况能办"), lines=shown.conditions),
        materials,
        steps,
        where,
        *rest.groups,
    )
    return sheet(
        imprint(session, ""),
        kind=_("办事指南（演示数据）") if terminal.demo_data else _("办事指南"),
        title=item.plain_name,
        line=item.department,
        qr=item.guide_url,
        qr_line=rest.qr_line,
        source=_("来源：{department}，{updated}").format(
            department=item.department, updated=shown.updated
        ),
        parts=parts,
        numbered=steps.title,
    )
