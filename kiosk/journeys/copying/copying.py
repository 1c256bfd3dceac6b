"""Copy (复印): what, lay it there, look at it, how many, out of the A4 printer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from drivers.scanner.contract import A4_MM, ScanRequest, Source
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
from kiosk.journeys.copying.photographing import photographed
from kiosk.journeys.copying.scanning import scanned
from kiosk.journeys.paper import PaperOutcome
from kiosk.journeys.paper_out import print_document, printer_check
from kiosk.session import Session
from kiosk.text import Words, _, counted

if TYPE_CHECKING:
    from PIL.Image import Image

CARD, PAGE, FEEDER = "card", "page", "feeder"
ONE, SEVERAL, DONE = "one", "several", "done"
CARD_MM = (100.0, 70.0)
"""What is scanned of the glass for a card of 85.6 × 54 mm laid into its corner."""
CARD_WIDE = 85.6
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
    pile = Entry(FEEDER, _("印几页"), _("一叠纸放进进纸口，一次扫完"), "bundle")
    return Choose(
        service=_("复印"),
        title=_("复印什么？"),
        line=counted("不收费。您还能印 {n} 页。", _left(session)),
        entries=(
            Entry(CARD, _("身份证"), _("正反两面，印在一张纸上"), "card"),
            Entry(PAGE, _("印一页"), _("证明、合同、户口簿的一页"), "copy"),
            *((pile,) if session.services.hub.scanner.configured else ()),
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
        sheets = await _laid_out(session, kind)
        try:
            count = await _how_many(session, sheets)
        except Back:
            continue
        return (await _print(session, sheets, count)).after


async def _laid_out(session: Session, kind: str) -> list[Image]:
    """The sheets of one copy. Raises Back, Leave, TimedOut, ToWindow."""
    if kind == CARD:
        front, back = await _card(session)
        return [await _off_loop(copies.both_sides, front, back)]
    sides = await (_pile(session) if kind == FEEDER else _page(session))
    return [await _off_loop(copies.whole_page, side) for side in sides]


async def _page(session: Session) -> tuple[Side, ...]:
    if not session.services.hub.scanner.configured:
        return (await photographed(session, _("把这一页放到拍摄台上"), A4_MM[0]),)
    request = ScanRequest(dpi=PAGE_DPI, colour=False)
    how = (_("有字的一面朝下，放在玻璃上"), _("对齐角上的箭头，盖好盖子"))
    return await scanned(session, _("把这一页放到扫描仪上"), how, request)


async def _pile(session: Session) -> tuple[Side, ...]:
    most = _left(session)
    request = ScanRequest(Source.FEEDER, PAGE_DPI, False, most_pages=most)
    how = (_("订书钉取掉，纸边理齐"), counted("放进进纸口，最多 {n} 张", most))
    return await scanned(session, _("把这些纸放进进纸口"), how, request)


async def _card(session: Session) -> tuple[Side, Side]:
    """Front, then back; back from the back is the front again."""
    while True:
        front = await _card_side(session, _("有照片的一面"))
        try:
            return front, await _card_side(session, _("翻过来，有国徽的一面"))
        except Back:
            continue


async def _card_side(session: Session, side: Words) -> Side:
    if not session.services.hub.scanner.configured:
        title = _("{side}朝上，放在拍摄台上").format(side=side)
        return await photographed(session, title, CARD_WIDE)
    request = ScanRequest(dpi=CARD_DPI, colour=False, page_mm=CARD_MM)
    how = (_("贴着玻璃有箭头的那个角放"), _("盖好盖子，手拿开"))
    (scan, *_more) = await scanned(session, _("{side}朝下").format(side=side), how, request)
    return scan


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


async def _print(session: Session, sheets: list[Image], count: int) -> PaperOutcome:
    document = await asyncio.to_thread(copies.as_pdf, sheets, count)
    title = _("复印件，别忘了拿原件")
    outcome = await print_document(session, title, document, len(sheets) * count)
    session.copied += outcome.pages
    await session.record("copy.printed")
    return outcome
