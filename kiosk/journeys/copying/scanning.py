"""Papers become pictures on the scanner, whatever it meets; nothing of them is kept there."""

from __future__ import annotations

from drivers.driver import Health
from drivers.scanner.contract import (
    Busy,
    CoverOpen,
    Interrupted,
    Jammed,
    NoDocuments,
    NotSupported,
    Scanned,
    Scanner,
    ScanOutcome,
    ScanRequest,
)
from kiosk.conversation import Back
from kiosk.conversation.questions import Group, Option, Row, ShowMatter, Trouble, Working
from kiosk.devices.device import Unavailable
from kiosk.documents.copies import Side
from kiosk.journeys import troubles
from kiosk.session import Session
from kiosk.text import Words, _, counted

SCAN = "scan"
SECONDS_A_PAGE = 40.0
SERVICE_LETTER = "K"
USE = "use"


async def scanned(
    session: Session, title: Words, how: tuple[str, ...], request: ScanRequest
) -> tuple[Side, ...]:
    """Ask for the paper to be laid there, and scan it until there is something to use.

    Raises:
        Back, Leave, TimedOut, ToWindow: as the citizen chose.
    """
    problem = ""
    while True:
        await session.conversation.ask(_lay(title, how, problem))
        outcome = await _scan(session, request)
        match outcome:
            case Scanned(pages=pages) if pages:
                return tuple(Side(page.jpeg, page.dpi) for page in pages)
            case Scanned() | NoDocuments():
                problem = _("进纸口里没有纸，请放好再扫。")
            case Busy():
                problem = _("扫描仪还在准备，请过一会儿再按。")
            case Jammed(pages=pages) | CoverOpen(pages=pages) | Interrupted(pages=pages):
                trouble = _stopped(session, outcome, len(pages))
                if await troubles.ask(session, trouble) == USE:
                    return tuple(Side(page.jpeg, page.dpi) for page in pages)
                problem = ""
            case NotSupported() | Unavailable():
                await troubles.ask(session, _cannot(session, outcome))
                raise Back


def _lay(title: Words, how: tuple[str, ...], problem: str) -> ShowMatter:
    return ShowMatter(
        service=_("复印"),
        title=title,
        icon="copy",
        chip=problem,
        chip_kind="warn",
        groups=(Group(_("怎么放"), lines=how),),
        main=Option(SCAN, _("放好了，开始扫描")),
    )


async def _scan(session: Session, request: ScanRequest) -> ScanOutcome | Unavailable:
    working = Working(
        service=_("复印"),
        title=_("正在扫描"),
        line=_("请不要动，也不要打开盖子。"),
        can_leave=True,
    )
    deadline = SECONDS_A_PAGE * (1 + request.most_pages)
    scanner = session.services.hub.scanner
    scanning = scanner.call(Scanner.scan, request, deadline=deadline)
    outcome = await session.conversation.during(working, scanning)
    assert outcome is not None, "Working is never answered"
    return outcome


def _stopped(session: Session, outcome: Jammed | CoverOpen | Interrupted, pages: int) -> Trouble:
    """It broke off; what came out before may be used."""
    code = troubles.help_code(SERVICE_LETTER)
    jam = isinstance(outcome, Jammed)
    if not isinstance(outcome, CoverOpen):
        detail = "jammed" if jam else "broke off in the middle of a page"
        troubles.page_operator(session, "scanner", Health.HARDWARE_ERROR, detail, code)
    title, what = {
        Jammed: (_("扫描仪卡纸了"), _("有一张纸卡在进纸口里。请不要用力拉。")),
        CoverOpen: (_("扫描仪的盖子开着"), _("盖子没有关好，扫不了。")),
        Interrupted: (_("扫描中断了"), _("这一页没有扫完。")),
    }[type(outcome)]
    usable = (Option(USE, counted("用已经扫好的 {n} 页", pages), "", "copy"),) if pages else ()
    return Trouble(
        service=_("复印"),
        icon="printer",
        title=title,
        line=counted("已经扫好 {n} 页。", pages) if pages else _("还没有扫到。"),
        happened=(what, *((_("正在通知工作人员。"),) if jam else ())),
        todo=(
            Row(_("把原件理好，再扫一次"), _("一张一张分开，皱的地方压平")),
            Row(_("纸拿不出来，请等工作人员"), _("您的原件要紧，不要硬拉")),
        ),
        options=(troubles.window_option(), *usable, Option(troubles.RETRY, _("再扫一次"))),
        help_code=code,
        can_back=True,
    )


def _cannot(session: Session, outcome: NotSupported | Unavailable) -> Trouble:
    """The scanner does not do this, or does not answer."""
    code = troubles.help_code(SERVICE_LETTER)
    away = isinstance(outcome, Unavailable)
    if isinstance(outcome, Unavailable):
        troubles.page_operator(session, "scanner", outcome.health, outcome.detail, code)
    return Trouble(
        service=_("复印"),
        icon="printer",
        title=_("扫描仪没有反应") if away else _("这台扫描仪不能这样扫"),
        line=_("还没有扫到，原件请收好。"),
        happened=(_("本机的扫描仪现在不工作。") if away else _("这台扫描仪没有进纸口。"),),
        todo=(
            Row(_("过一会儿再试"), _("扫描仪常常会自己恢复"))
            if away
            else Row(_("一页一页放在玻璃上扫"), _("选“印一页”")),
            Row(_("也可以到窗口复印"), session.services.settings.places.window),
        ),
        options=(troubles.window_option(), Option(troubles.GO_ON, _("知道了"))),
        help_code=code,
        can_back=True,
    )
