"""Copy (复印): what, lay it there, look at it, how many, out of the A4 printer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from drivers.scanner.contract import ScanRequest, Source
from kiosk.conversation import Back
from kiosk.conversation.questions import (
    After,
    Choose,
    Entry,
    Option,
    Picture,
    PreviewPaper,
    ShowMatter,
)
from kiosk.documents import copies
from kiosk.documents.copies import Side
from kiosk.journeys import page_troubles, troubles
from kiosk.journeys.copying.scanning import scanned
from kiosk.journeys.page_job import PaperOutcome
from kiosk.journeys.paper_out import print_document, printer_check
from kiosk.session import Session
from kiosk.text import _, counted

if TYPE_CHECKING:
    from PIL.Image import Image

CARD, PAGE, FEEDER = "card", "page", "feeder"
ONE, SEVERAL, DONE = "one", "several", "done"
CARD_MM = (100.0, 70.0)
"""What is scanned of the glass for a card of 85.6 × 54 mm laid into its corner."""
CARD_DPI, PAGE_DPI = 300, 200
SHOWN_LONG_SIDE = 700
PREVIEWS = 3
MOST_COPIES = 5


async def copy(session: Session) -> After:
    """复印.

    Raises:
        Back: home.
        Leave, TimedOut, ToWindow: as the citizen chose.
    """
    while (hindrance := printer_check(session)) is not None:
        trouble = page_troubles.page_printer_not_ready(session, _("复印"), hindrance)
        if await troubles.ask(session, trouble) == troubles.GO_ON:
            raise Back
    while True:
        if _left(session) <= 0:
            await session.conversation.ask(_used_up(session))
            return After.ANOTHER
        kind = (await session.conversation.ask(_kinds(session))).key
        try:
            return await _copied(session, kind)
        except Back:
            continue


def _left(session: Session) -> int:
    """Pages this citizen may still copy."""
    return session.services.settings.copy.pages - session.copied


def _kinds(session: Session) -> Choose:
    return Choose(
        service=_("复印"),
        title=_("复印什么？"),
        line=counted("不收费。您还能印 {n} 页。", _left(session)),
        entries=(
            Entry(CARD, _("身份证"), _("正反两面，印在一张纸上"), "card"),
            Entry(PAGE, _("印一页"), _("放在扫描仪的玻璃上"), "copy"),
            Entry(FEEDER, _("印几页"), _("一叠纸放进进纸口，一次扫完"), "bundle"),
        ),
    )


def _used_up(session: Session) -> ShowMatter:
    return ShowMatter(
        service=_("复印"),
        title=_("这次能印的页数用完了"),
        line=counted(
            "每人每次最多 {n} 页，好让后面的人也能印。还要印，请到窗口。",
            session.services.settings.copy.pages,
        ),
        icon="copy",
        main=Option(DONE, _("知道了")),
    )


async def _copied(session: Session, kind: str) -> After:
    """Raises Back, Leave, TimedOut, ToWindow."""
    while True:
        sheets, dpi = await _laid_out(session, kind)
        try:
            count = await _how_many(session, sheets)
        except Back:
            continue
        return (await _print(session, sheets, count, dpi)).after


async def _laid_out(session: Session, kind: str) -> tuple[list[Image], int]:
    """The sheets of one copy, and their resolution. Raises Back, Leave, TimedOut, ToWindow."""
    if kind == CARD:
        front, back = await _card(session)
        return [await _off_loop(copies.both_sides, front, back)], front.dpi
    if kind == PAGE:
        request = ScanRequest(dpi=PAGE_DPI, colour=False)
        how = (_("有字的一面朝下，放在玻璃上"), _("对齐角上的箭头，盖好盖子"))
        sides = await scanned(session, _("把这一页放到扫描仪上"), how, request)
    else:
        request = ScanRequest(Source.FEEDER, PAGE_DPI, False, most_pages=_left(session))
        how = (
            _("订书钉取掉，纸边理齐"),
            counted("放进进纸口，最多 {n} 张", _left(session)),
        )
        sides = await scanned(session, _("把这些纸放进进纸口"), how, request)
    return [await _off_loop(copies.whole_page, side) for side in sides], sides[0].dpi


async def _card(session: Session) -> tuple[Side, Side]:
    """Front, then back; back from the back is the front again."""
    request = ScanRequest(dpi=CARD_DPI, colour=False, page_mm=CARD_MM)
    how = (_("贴着玻璃有箭头的那个角放"), _("盖好盖子，手拿开"))
    while True:
        front = await scanned(session, _("有照片的一面朝下"), how, request)
        try:
            back = await scanned(session, _("翻过来，有国徽的一面朝下"), how, request)
        except Back:
            continue
        return front[0], back[0]


async def _off_loop(act: Callable[..., Image], *sides: Side) -> Image:
    return await asyncio.to_thread(act, *sides)


async def _how_many(session: Session, sheets: list[Image]) -> int:
    """A look at the copy, and how many of it. Raises Back, Leave, TimedOut, ToWindow."""
    most = min(MOST_COPIES, _left(session) // len(sheets))
    small = [
        await asyncio.to_thread(copies.shown, sheet, SHOWN_LONG_SIDE) for sheet in sheets[:PREVIEWS]
    ]
    preview = PreviewPaper(
        service=_("复印"),
        title=_("看一看，清楚吗？"),
        line=_("不清楚就按返回，放好再扫。"),
        pages=tuple(Picture(*one) for one in small),
        of=len(sheets),
        main=Option(ONE, _("印 1 份")),
        second=Option(SEVERAL, _("多印几份")) if most > 1 else None,
    )
    while True:
        if (await session.conversation.ask(preview)).key == ONE:
            return 1
        try:
            return int((await session.conversation.ask(_counts(most))).key)
        except Back:
            continue


def _counts(most: int) -> Choose:
    return Choose(
        service=_("复印"),
        title=_("印几份？"),
        entries=tuple(
            Entry(str(count), counted("{n} 份", count), "", "copy") for count in range(1, most + 1)
        ),
    )


async def _print(session: Session, sheets: list[Image], count: int, dpi: int) -> PaperOutcome:
    document = await asyncio.to_thread(copies.as_pdf, sheets, count, dpi)
    title = _("复印件，别忘了拿原件")
    outcome = await print_document(session, title, document, len(sheets) * count)
    session.copied += outcome.pages
    await session.record("copy.printed")
    return outcome
