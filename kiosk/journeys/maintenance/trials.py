"""Trying a device out, with the technician before it. Nothing of a card or code that is read is
shown or kept: only that it was read, and what kind it is."""

from __future__ import annotations

import asyncio
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from drivers.code_reader.contract import Code, CodeReader, Symbology
from drivers.id_card.contract import CardKind, IdCard, IdCardReader
from drivers.io_board.contract import Done, IoBoard, Lamp, Light, NotFitted
from drivers.page_printer.contract import PagePrinter
from drivers.page_printer.contract import Printed as PagesPrinted
from drivers.rating_pad.contract import KeyPressed, RatingPad
from drivers.receipt_printer.contract import Printed, ReceiptPrinter
from drivers.scanner.contract import Scanned, Scanner, ScanRequest
from drivers.smart_card.contract import (
    NotThisCard,
    PinNeeded,
    SmartCardReader,
    SocialSecurityCard,
)
from kiosk.devices.device import Device, Unavailable
from kiosk.papers import test_page
from kiosk.papers.pieces import Imprint
from kiosk.papers.typeset import NotTypesetError
from kiosk.session import Services
from kiosk.text import Words, _, counted, listed

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

WAIT = 15.0
"""Seconds for a card, a code, a key."""
SLACK = 5.0
PRINT_DEADLINE = 60.0
LIGHTS_ON = 3.0


@dataclass(frozen=True)
class Trial:
    """What it came to, in words."""

    said: str
    ok: bool


def what_to_do(device: Device[Any]) -> Words:
    """What the technician is asked to do meanwhile."""
    match device.name:
        case "id_card":
            return _("请把一张测试卡放在读卡区。")
        case "smart_card":
            return _("请插入一张卡，工作人员卡也行。")
        case "code_reader":
            return _("请把一个二维码对准扫码窗口。")
        case "rating_pad":
            return _("请按评价器上的任意一个键。")
        case "receipt_printer" | "page_printer":
            return _("正在打印，请看纸。")
        case "io_board":
            return _("请看各处的指示灯。")
        case _:
            return _("请在扫描仪上放一页纸。")


async def tried(services: Services, device: Device[Any]) -> Trial:
    """Try a device out that is no camera; ends by itself."""
    return await _TRIALS[device.name](services, device)


async def _receipt(services: Services, device: Device[ReceiptPrinter]) -> Trial:
    imprint = _imprint(services)
    paper = test_page.receipt(imprint)
    outcome = await device.call(
        ReceiptPrinter.print, imprint.serial, paper, deadline=PRINT_DEADLINE
    )
    match outcome:
        case Printed(confirmed=True):
            return Trial(_("测试页印好了，请看浓淡、列数和切口。"), ok=True)
        case Printed():
            return Trial(_("已经送去打印；这台打印机不能自己报告，请看纸。"), ok=True)
        case _:
            return failed(outcome)


async def _page(services: Services, device: Device[PagePrinter]) -> Trial:
    imprint = _imprint(services)
    try:
        document = await test_page.page(imprint)
    except NotTypesetError as error:
        return Trial(_("没有成功：{why}").format(why=str(error)), ok=False)
    outcome = await device.call(
        PagePrinter.print, imprint.serial, document, deadline=PRINT_DEADLINE
    )
    if isinstance(outcome, PagesPrinted):
        return Trial(_("测试页印好了，请看灰阶、尺子和字。"), ok=True)
    return failed(outcome)


async def _id_card(_services: Services, device: Device[IdCardReader]) -> Trial:
    outcome = await device.call(IdCardReader.read, WAIT, deadline=WAIT + SLACK)
    if isinstance(outcome, IdCard):
        kinds = {
            CardKind.CITIZEN: _("居民身份证"),
            CardKind.RESIDENCE_PERMIT: _("港澳台居民居住证"),
        }
        kind = kinds.get(outcome.kind, _("外国人永久居留身份证"))
        return Trial(_("读到了：{kind}。").format(kind=kind), ok=True)
    return failed(outcome)


async def _smart_card(_services: Services, device: Device[SmartCardReader]) -> Trial:
    outcome = await device.call(SmartCardReader.read, WAIT, None, deadline=WAIT + SLACK)
    match outcome:
        case SocialSecurityCard():
            return Trial(_("读到了：社保卡。"), ok=True)
        case PinNeeded():
            return Trial(_("读到了：社保卡，要密码。"), ok=True)
        case NotThisCard():
            return Trial(_("读到了：别的卡。"), ok=True)
        case _:
            return failed(outcome)


async def _code(_services: Services, device: Device[CodeReader]) -> Trial:
    outcome = await device.call(CodeReader.read, WAIT, deadline=WAIT + SLACK)
    if isinstance(outcome, Code):
        kind = _("二维码") if outcome.symbology is Symbology.QR else _("一维码")
        said = counted("读到了：{kind}，{n} 个字符。", len(outcome.text), kind=kind)
        return Trial(said, ok=True)
    return failed(outcome)


async def _pad(_services: Services, device: Device[RatingPad]) -> Trial:
    outcome = await device.call(RatingPad.ask, WAIT, deadline=WAIT + SLACK)
    if isinstance(outcome, KeyPressed):
        return Trial(counted("按的是 {n} 星。", outcome.stars), ok=True)
    return failed(outcome)


async def _scan(_services: Services, device: Device[Scanner]) -> Trial:
    outcome = await device.call(Scanner.scan, ScanRequest(dpi=75), deadline=PRINT_DEADLINE)
    if isinstance(outcome, Scanned):
        return Trial(counted("扫到了 {n} 页。", len(outcome.pages)), ok=True)
    return failed(outcome)


async def _lights(services: Services, device: Device[IoBoard]) -> Trial:
    every = {light: Lamp(blinks=True) for light in Light}
    outcome = await device.call(IoBoard.set_lights, every, deadline=SLACK)
    if isinstance(outcome, Unavailable):
        return failed(outcome)
    await asyncio.sleep(LIGHTS_ON)
    await device.call(IoBoard.set_lights, {}, deadline=SLACK)
    services.guide.rest()
    match outcome:
        case NotFitted(parts=parts) if parts:
            return Trial(_("灯亮过了；没有装的：{parts}。").format(parts=listed(parts)), ok=True)
        case Done() | NotFitted():
            return Trial(_("灯都亮过了。"), ok=True)


def failed(outcome: object) -> Trial:
    """In words, why nothing came of it."""
    if isinstance(outcome, Unavailable):
        return Trial(_("没有成功：{why}").format(why=outcome.detail or outcome.health), ok=False)
    why = type(outcome).__name__
    hindrance = getattr(outcome, "hindrance", None)
    more = f"{why}: {hindrance}" if hindrance else why
    return Trial(_("没有成功：{why}").format(why=more), ok=False)


def _imprint(services: Services) -> Imprint:
    terminal = services.settings.terminal
    return Imprint(
        site=terminal.site_name,
        terminal=terminal.id,
        serial=f"TEST{uuid.uuid4().hex[:8].upper()}",
        printed_at=datetime.now().astimezone(),
    )


_TRIALS: dict[str, Callable[[Services, Device[Any]], Awaitable[Trial]]] = {
    "receipt_printer": _receipt,
    "page_printer": _page,
    "id_card": _id_card,
    "smart_card": _smart_card,
    "code_reader": _code,
    "rating_pad": _pad,
    "scanner": _scan,
    "io_board": _lights,
}
