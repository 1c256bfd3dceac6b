"""The guide of a service on A4 (打印指南), for anybody, without saying who one is."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any

import segno

from kiosk.catalogue.model import Item
from kiosk.conversation.questions import After, Group, Row, Working
from kiosk.journeys import page_troubles, troubles
from kiosk.journeys.more import the_rest
from kiosk.journeys.paper_out import print_document, printer_check
from kiosk.journeys.visit import guide
from kiosk.papers.pictures import page_count
from kiosk.papers.pieces import moment
from kiosk.papers.typeset import NotTypesetError, typeset
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
    working = Working(
        service=item.short_name, title=_("正在排版"), line=_("请稍等。"), can_back=True
    )
    try:
        made = await session.conversation.during(working, typeset("guide", paper(session, item)))
    except NotTypesetError as error:
        trouble = page_troubles.not_made(session, item.short_name, str(error))
        await troubles.ask(session, trouble)
        return After.ANOTHER
    assert made is not None, "Working is never answered"
    title = _("{name}办事指南").format(name=item.short_name)
    await print_document(session, title, made, await page_count(made))
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
    parts = (
        facts,
        Group(_("什么情况能办"), lines=shown.conditions),
        materials,
        Group(_("办理步骤"), lines=shown.steps),
        where,
        *rest.groups,
    )
    return {
        "site": terminal.site_name,
        "kind": _("办事指南（演示数据）") if terminal.demo_data else _("办事指南"),
        "title": item.plain_name,
        "line": item.department,
        "qr": _svg(item.guide_url),
        "qr_line": rest.qr_line,
        "source": _("来源：{department}，{updated}").format(
            department=item.department, updated=shown.updated
        ),
        "printed": _("{moment}　终端 {terminal}").format(
            moment=moment(datetime.now().astimezone()), terminal=terminal.id
        ),
        "page": _("第 {page} 页，共 {of} 页"),
        "parts": [_part(one, numbered=one.lines == shown.steps) for one in parts if _says(one)],
    }


def _says(group: Group) -> bool:
    return bool(group.rows or group.lines)


def _part(group: Group, *, numbered: bool) -> dict[str, Any]:
    return {
        "title": group.title,
        "rows": [[row.label, row.value.replace("|", "")] for row in group.rows],
        "lines": [line.replace("|", "") for line in group.lines],
        "numbered": numbered,
    }


def _svg(text: str) -> str:
    """A QR code, or nothing for nothing."""
    if not text:
        return ""
    drawn = BytesIO()
    segno.make(text, error="m").save(drawn, kind="svg", border=2, scale=4)
    return drawn.getvalue().decode()
