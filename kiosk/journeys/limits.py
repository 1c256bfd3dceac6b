"""What the terminal cannot do at present, said with what it still can (离线, 缺纸, 读卡器坏)."""

from __future__ import annotations

from drivers.driver import Health, Supply
from kiosk.journeys.hand_over import hindrance_in
from kiosk.journeys.page_troubles import page_hindrance
from kiosk.session import Services
from kiosk.text import _

WORKING = (Health.ONLINE, Health.BUSY, Health.STARTING)


def limits(services: Services) -> tuple[str, ...]:
    """One sentence for each thing that does not work; empty when all does."""
    found = []
    if services.outbox.platform_away:
        found.append(_("网络断了：指南照常看，申请存好以后自动送；查进度要等网络恢复。"))
    if services.hub.id_card.status.health not in WORKING:
        found.append(_("读卡器坏了：指南照常看；要刷身份证的事，请到窗口办。"))
    printer = services.hub.receipt_printer.status
    if hindrance_in(printer) is not None:
        found.append(_("现在印不出回执：照常能办，凭查询码查进度，回执到窗口补印。"))
    elif printer.supply("paper") is Supply.LOW:
        found.append(_("打印纸不多了：照常能办，也可以不要回执，只记查询码。"))
    pages = services.hub.page_printer
    if pages.configured and page_hindrance(pages.status) is not None:
        found.append(_("现在印不出 A4 纸：照常能查能办，证明可以拿取件码，以后打印。"))
    return tuple(found)
