"""What a citizen is told when an A4 paper does not come out; each tells the operator, too."""

from __future__ import annotations

from drivers.driver import Health, Status, Supply
from drivers.page_printer.contract import Hindrance
from kiosk.conversation.questions import Option, Row, Trouble
from kiosk.journeys.paper import Paper
from kiosk.journeys.troubles import GO_ON, RETRY, help_code, page_operator, window_option
from kiosk.onenetwork.problem import BackendProblem
from kiosk.session import Session
from kiosk.text import _, counted

LATER = "later"
WORKS = (Health.ONLINE, Health.BUSY, Health.STARTING)
FOR_GOOD = (Hindrance.REJECTED,)
"""To try again would be in vain."""


def page_hindrance(status: Status) -> Hindrance | None:
    """What keeps the A4 printer from printing right now; None also when it cannot tell."""
    if status.health not in WORKS:
        by_health = {
            Health.USER_ERROR: Hindrance.COVER_OPEN,
            Health.HARDWARE_ERROR: Hindrance.JAM,
        }
        return by_health.get(status.health, Hindrance.OFFLINE)
    by_paper = {Supply.OUT: Hindrance.MEDIA_EMPTY, Supply.JAMMED: Hindrance.JAM}
    paper = status.supply("paper")
    if paper in by_paper:
        return by_paper[paper]
    return Hindrance.SUPPLY_EMPTY if status.supply("toner") is Supply.OUT else None


def no_page_printer(session: Session, service: str) -> Trouble:
    """This terminal has none, or none that works: said before anything is begun."""
    code = help_code("A")
    return Trouble(
        service=service,
        icon="printer",
        title=_("这台机器打印不了 A4 纸"),
        line=_("别的事照常能办。"),
        happened=(_("这台机器没有装 A4 打印机。"),),
        todo=(
            Row(_("到有打印机的终端打印"), _("工作人员知道最近的一台在哪里")),
            Row(_("也可以到窗口打印"), session.services.settings.places.window),
        ),
        options=(window_option(), Option(GO_ON, _("知道了"))),
        help_code=code,
        can_back=True,
    )


def page_printer_not_ready(session: Session, service: str, hindrance: Hindrance) -> Trouble:
    """Before the journey: the paper will not come out now."""
    code = help_code("A")
    page_operator(session, "page_printer", Health.HARDWARE_ERROR, hindrance.value, code)
    title, what = _words(hindrance)
    return Trouble(
        service=service,
        icon="printer",
        title=title,
        line=_("还能办，只是现在印不出来。"),
        happened=(what, _("正在通知工作人员。")),
        todo=(
            Row(_("照常办，拿取件码"), _("修好以后，在任何一台终端打印")),
            Row(_("不想等，就到窗口办"), session.services.settings.places.window),
        ),
        options=(window_option(), Option(GO_ON, _("照常办，以后打印"))),
        help_code=code,
        can_back=True,
    )


def pages_stopped(
    session: Session, paper: Paper, hindrance: Hindrance, out: int, *, waits: bool, detail: str
) -> Trouble:
    """The paper broke off after `out` pages. `waits`: it goes on by itself once mended."""
    code = help_code("A")
    page_operator(session, "page_printer", Health.HARDWARE_ERROR, detail, code)
    title, what = _words(hindrance)
    return Trouble(
        service=paper.title,
        icon="printer",
        title=title,
        line=_("这份文件已经办好，不用重新办。") if paper.pick_up_code else "",
        happened=(what, *_how_far(paper, out)),
        todo=_todo(session, waits=waits),
        options=_ways_on(paper, hindrance, waits=waits),
        help_code=code,
        clock_stopped=_("等打印机时不计时") if waits else "",
    )


def _ways_on(paper: Paper, hindrance: Hindrance, *, waits: bool) -> tuple[Option, ...]:
    """Window, pick-up code, another try: what there is of them."""
    enough = Option(GO_ON, _("不打印了"))
    later = Option(LATER, _("拿取件码，改天印"), _("在任何一台终端都能印"), "receipt")
    if hindrance in FOR_GOOD:
        return window_option(), enough
    if waits:
        return window_option(), later if paper.pick_up_code else enough
    again = Option(RETRY, _("再试一次"))
    return (window_option(), later, again) if paper.pick_up_code else (window_option(), again)


def printed_before(session: Session, paper: Paper) -> Trouble:
    """The driver printed this very job before: no page moves for it a second time."""
    return Trouble(
        service=paper.title,
        icon="printer",
        title=_("这份已经在本机印过了"),
        line=_("同一份不会重复打印。"),
        happened=(_("本机的记录：这一份的每一页都印出来了。"),),
        todo=(
            Row(_("看看出纸口和旁边"), session.services.settings.places.page_slot),
            Row(_("没有找到，请到窗口补打"), session.services.settings.places.window),
        ),
        options=(window_option(), Option(GO_ON, _("知道了"))),
        help_code=help_code("A"),
    )


def no_paper_yet(session: Session, service: str, refused: tuple[str, ...]) -> Trouble:
    """The platform made no paper: it said no (`refused` tells why), or its answer is not here."""
    return Trouble(
        service=service,
        icon="service",
        title=_("这份材料没有开出来") if refused else _("材料还没有开好"),
        line=_("不用付钱，您的信息没有改动。") if refused else _("已经交给办事平台，不会丢。"),
        happened=refused or (_("平台的答复还没有回来。"),),
        todo=(
            Row(_("到窗口问一问"), session.services.settings.places.window)
            if refused
            else Row(_("过一会儿再来打印"), _("按首页的“证照打印”，刷身份证就能取")),
        ),
        options=(window_option(), Option(GO_ON, _("回首页"))),
        help_code=help_code("A"),
    )


def no_such_code(session: Session, service: str, problem: BackendProblem) -> Trouble:
    """No paper lies under this pick-up code, or none any more."""
    return Trouble(
        service=service,
        icon="receipt",
        title=_("没有找到这一份"),
        line=_("取件码可能输错了，也可能过期了。"),
        happened=(problem.user_message,),
        todo=(
            Row(_("再看一看取件单，重新输"), problem.next_step),
            Row(_("刷身份证也能打印"), _("您的证照都在里面，不用取件码")),
        ),
        options=(window_option(), Option(RETRY, _("重新输"))),
        help_code=problem.help_code or help_code("A"),
    )


def not_made(session: Session, service: str, detail: str) -> Trouble:
    """The terminal could not make a paper of its own."""
    code = help_code("A")
    page_operator(session, "page_printer", Health.HARDWARE_ERROR, detail, code)
    return Trouble(
        service=service,
        icon="printer",
        title=_("这份材料排不出来"),
        line=_("屏幕上照常能看。"),
        happened=(_("本机排版出了故障。"), _("正在通知工作人员。")),
        todo=(
            Row(_("回去看屏幕上的指南"), _("也可以扫码带走")),
            Row(_("要纸质的，到窗口拿"), session.services.settings.places.window),
        ),
        options=(window_option(), Option(GO_ON, _("知道了"))),
        help_code=code,
    )


def paper_left(session: Session) -> None:
    """Call the operator: somebody went away without their paper."""
    detail = "a paper was left in the A4 tray"
    page_operator(session, "page_printer", Health.USER_ERROR, detail, help_code("A"))


def _how_far(paper: Paper, out: int) -> tuple[str, ...]:
    if not out:
        return (_("还没有开始印。"),)
    return (
        counted("一共 {n} 页，前面 {out} 页已经印好。", paper.pages, out=out),
        _("请先留着已经印好的。"),
    )


def _todo(session: Session, *, waits: bool) -> tuple[Row, ...]:
    if waits:
        return (
            Row(_("请等工作人员来"), _("已经通知，弄好以后自动接着印")),
            Row(_("不想等，就到窗口打印"), session.services.settings.places.window),
        )
    return (
        Row(_("过一会儿再试"), _("已经印好的页不会再印一遍")),
        Row(_("还是不行，就到窗口打印"), session.services.settings.places.window),
    )


def _words(hindrance: Hindrance) -> tuple[str, str]:
    """What is the matter, as a title and as a sentence."""
    told = {
        Hindrance.MEDIA_EMPTY: (_("A4 纸用完了"), _("打印机里没有纸了。")),
        Hindrance.JAM: (_("打印机卡纸了"), _("有一张纸卡在打印机里。请不要自己拉。")),
        Hindrance.SUPPLY_EMPTY: (_("打印机没有墨粉了"), _("墨粉用完了，印不清楚。")),
        Hindrance.COVER_OPEN: (_("打印机的盖子开着"), _("打印机的盖子没有关好，印不了。")),
        Hindrance.OUTPUT_FULL: (_("出纸口放满了"), _("请把出纸口的纸拿走，才能接着印。")),
        Hindrance.REJECTED: (_("这份文件印不了"), _("打印机不认这份文件。")),
    }
    return told.get(hindrance, (_("打印机没有反应"), _("本机的打印机现在不工作。")))
