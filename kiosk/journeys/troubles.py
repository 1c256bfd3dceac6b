"""Every error a citizen sees: what happened, what to do now, another way, a help code.

The operator is told at the same time; the journey goes on from the answer.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Awaitable
from datetime import datetime
from typing import TypeVar

from drivers.driver import Health
from drivers.receipt_printer.contract import Hindrance
from kiosk.conversation import ToWindow
from kiosk.conversation.questions import Chosen, Option, Row, Trouble
from kiosk.identity.person import CardProblem
from kiosk.onenetwork.models import DeviceFaultReport
from kiosk.onenetwork.problem import BackendError
from kiosk.session import Services, Session
from kiosk.text import _

T = TypeVar("T")

WINDOW = "window"
RETRY = "retry"
GO_ON = "go_on"

log = logging.getLogger(__name__)


def help_code(letter: str) -> str:
    """A code to name on the phone: the device's letter and six digits, e.g. P 204 178."""
    digits = f"{secrets.randbelow(1_000_000):06}"
    return f"{letter} {digits[:3]} {digits[3:]}"


async def ask(session: Session, trouble: Trouble) -> str:
    """Show the trouble and return the key chosen.

    Raises:
        ToWindow: the citizen goes on at the window.
    """
    return _way(await session.conversation.ask(trouble))


async def ask_until(session: Session, trouble: Trouble, mended: Awaitable[T]) -> str | T:
    """The same, but ends by itself when `mended` ends.

    Raises:
        ToWindow: the citizen goes on at the window.
    """
    outcome = await session.conversation.during(trouble, mended)
    return _way(outcome) if isinstance(outcome, Chosen) else outcome


def _way(chosen: Chosen) -> str:
    if chosen.key == WINDOW:
        raise ToWindow
    return chosen.key


def page_operator(session: Session, device: str, health: Health, detail: str, code: str) -> None:
    """Tell the operator of the fault, without making the citizen wait."""
    report_fault(session.services, device, health, detail, code)


def report_fault(services: Services, device: str, health: Health, detail: str, code: str) -> None:
    """Tell the platform of a fault; returns at once."""
    report = DeviceFaultReport(
        device=device,
        health=health.value,
        detail=detail,
        help_code=code,
        occurred_at=datetime.now().astimezone(),
    )

    async def send() -> None:
        try:
            await services.backend.fault(report)
        except BackendError as error:
            log.warning("%s fault not reported: %s", device, type(error).__name__)

    services.background(send())


def window_option() -> Option:
    """改到窗口办."""
    return Option(WINDOW, _("改到窗口办"), _("不用重填，报求助码就行"), "user")


def reader_down(session: Session, service: str, detail: str) -> Trouble:
    """The card reader does not answer."""
    code = help_code("C")
    page_operator(session, "id_card", Health.OFFLINE, detail, code)
    return Trouble(
        service=service,
        icon="card_reader",
        title=_("读卡器没有反应"),
        line=_("不是您的证件有问题。"),
        happened=(_("本机的读卡器现在读不了身份证。"), _("正在通知工作人员。")),
        todo=(
            Row(_("等一会儿再试"), _("读卡器常常会自己恢复")),
            Row(_("还是不行，就到窗口办"), session.services.settings.places.window),
        ),
        options=(window_option(), Option(RETRY, _("再试一次"))),
        help_code=code,
    )


def card_unreadable(session: Session, service: str) -> Trouble:
    """A card lies there that cannot be read."""
    return Trouble(
        service=service,
        icon="card",
        title=_("这张卡读不出来"),
        line=_("请看一看放的是不是身份证。"),
        happened=(
            _("读卡器看到了卡，但是读不出内容。"),
            _("卡坏了、弯了，或者不是身份证，都会这样。"),
        ),
        todo=(
            Row(_("拿开别的卡，只放身份证"), _("手机、公交卡也请拿远一点")),
            Row(_("平放，等到“嘀”一声"), _("放下以后不要移动")),
        ),
        options=(window_option(), Option(RETRY, _("重新放卡"))),
        help_code=help_code("C"),
    )


def card_left(session: Session) -> None:
    """Call the operator: somebody went away without the card."""
    page_operator(
        session, "id_card", Health.USER_ERROR, "a card was left on the reader", help_code("C")
    )


def card_refused(session: Session, service: str, problems: tuple[CardProblem, ...]) -> Trouble:
    """The card was read, but cannot be used (expired, wrong number)."""
    return Trouble(
        service=service,
        icon="card",
        title=_("这张身份证不能用来办理"),
        line=_("您可以换一张证件，或者到窗口办。"),
        happened=tuple(problem.sentence for problem in problems),
        todo=(
            Row(_("手边有别的有效证件，换一张再试"), problems[0].next_step),
            Row(_("没有的话，请到窗口办"), session.services.settings.places.window),
        ),
        options=(window_option(), Option(RETRY, _("换一张再试"))),
        help_code=help_code("C"),
    )


def backend_trouble(session: Session, service: str, error: BackendError, kept: str) -> Trouble:
    """The platform is away or says no; `kept` tells what is safe."""
    return Trouble(
        service=service,
        icon="network",
        title=_("暂时连不上办事平台") if error.worth_retrying else _("办事平台没有通过"),
        line=kept,
        happened=(error.user_message,),
        todo=(
            Row(_("过一会儿再试"), error.next_step),
            Row(_("不想等，就到窗口办"), session.services.settings.places.window),
        ),
        options=(window_option(), Option(RETRY, _("再试一次"))),
        help_code=error.help_code or help_code("N"),
    )


def platform_away(session: Session, service: str, error: BackendError | None, kept: str) -> Trouble:
    """The platform is away, and this service may not be kept here until it is back."""
    code = help_code("N")
    return Trouble(
        service=service,
        icon="network",
        title=_("暂时连不上办事平台"),
        line=kept,
        happened=(
            error.user_message if error else _("现在连不上一网通办平台。"),
            _("这件事要当场送到平台，不能先存在本机。"),
        ),
        todo=(
            Row(_("过一会儿再试"), _("平台一恢复就能办")),
            Row(_("不想等，就到窗口办"), session.services.settings.places.window),
        ),
        options=(
            Option(WINDOW, _("改到窗口办"), _("报求助码，工作人员知道怎么回事"), "user"),
            Option(RETRY, _("再试一次")),
        ),
        help_code=code,
        can_back=True,
    )


def refused(session: Session, service: str, defects: tuple[str, ...]) -> Trouble:
    """The platform wants something corrected: every defect at once (一次性告知)."""
    return Trouble(
        service=service,
        icon="service",
        title=_("有几处要改一改"),
        line=_("还没有提交成功，您填的内容都还在。"),
        happened=defects,
        todo=(
            Row(_("回去改好，再提交"), _("改好以后，再签一次名")),
            Row(_("不清楚怎么改，就到窗口办"), session.services.settings.places.window),
        ),
        options=(window_option(), Option(RETRY, _("回去修改"))),
        help_code=help_code("S"),
    )


def sign_again(session: Session, service: str, error: BackendError) -> Trouble:
    """It took so long that the platform no longer knows the citizen."""
    return Trouble(
        service=service,
        icon="service",
        title=_("时间有点久，要再签一次名"),
        line=_("还没有提交成功，您填的内容都还在。"),
        happened=(error.user_message,),
        todo=(
            Row(_("回去再核对一遍，签名提交"), _("不用重填，也不用重拍")),
            Row(_("不想等，就到窗口办"), session.services.settings.places.window),
        ),
        options=(window_option(), Option(RETRY, _("回去签名"))),
        help_code=error.help_code or help_code("S"),
    )


def not_taken(session: Session, service: str, error: BackendError) -> Trouble:
    """The platform does not take the application, and nothing here would change that."""
    return Trouble(
        service=service,
        icon="service",
        title=_("办事平台没有收这件申请"),
        line=_("没有提交，也没有扣过费用。"),
        happened=(error.user_message,),
        todo=(
            Row(_("到窗口问一问"), session.services.settings.places.window),
            Row(_("回首页找别的事项"), error.next_step),
        ),
        options=(window_option(), Option(GO_ON, _("回首页"))),
        help_code=error.help_code or help_code("S"),
    )


def camera_down(session: Session, service: str, detail: str) -> Trouble:
    """The document camera gives no picture."""
    code = help_code("K")
    page_operator(session, "document_camera", Health.OFFLINE, detail, code)
    return Trouble(
        service=service,
        icon="camera",
        title=_("拍摄台没有画面"),
        line=_("您填的内容都还在。"),
        happened=(_("本机的拍摄台现在拍不了照。"), _("正在通知工作人员。")),
        todo=(
            Row(_("等一会儿再试"), _("拍摄台常常会自己恢复")),
            Row(_("还是不行，就到窗口办"), session.services.settings.places.window),
        ),
        options=(window_option(), Option(RETRY, _("再试一次"))),
        help_code=code,
    )


def _printer_words(hindrance: Hindrance) -> tuple[str, str]:
    """What the printer lacks, as a title and as a sentence."""
    return {
        Hindrance.PAPER_OUT: (_("打印纸用完了"), _("打印机里没有纸了，回执印不出来。")),
        Hindrance.COVER_OPEN: (_("打印机的盖子开着"), _("打印机的盖子没有关好，印不了。")),
        Hindrance.CUTTER: (_("打印机卡住了"), _("打印机的切纸刀卡住了。")),
        Hindrance.OFFLINE: (_("打印机没有反应"), _("本机的打印机现在不工作。")),
    }[hindrance]


def printer_down(
    session: Session,
    service: str,
    hindrance: Hindrance,
    *,
    sent: bool,
    begun: bool | None,
    detail: str,
) -> Trouble:
    """The receipt did not come out, after the case was taken (`sent`) or stored to be sent."""
    code = help_code("P")
    page_operator(session, "receipt_printer", Health.HARDWARE_ERROR, detail, code)
    title, what = _printer_words(hindrance)
    half = _("没有印完的半张作废，请留在原处。") if begun else _("回执还没有开始印。")
    return Trouble(
        service=service,
        icon="printer",
        title=title,
        line=_("申请已经提交，不用重新办。") if sent else _("申请已经存好，不用重新办。"),
        happened=(what,) if begun is None else (what, half),
        todo=(
            Row(_("请等工作人员来"), _("正在通知，修好以后自动接着印")),
            Row(_("也可以不要回执"), _("记下查询码就行，随时可以查")),
        ),
        options=(window_option(), Option(GO_ON, _("不要回执，看查询码"))),
        help_code=code,
        clock_stopped=_("等打印机时不计时"),
    )


def printer_not_ready(session: Session, service: str, hindrance: Hindrance) -> Trouble:
    """Before the journey: the receipt will not come out."""
    code = help_code("P")
    page_operator(session, "receipt_printer", Health.HARDWARE_ERROR, hindrance.value, code)
    title, _what = _printer_words(hindrance)
    return Trouble(
        service=service,
        icon="printer",
        title=title,
        line=_("还能办，只是现在印不出回执。"),
        happened=(_("正在通知工作人员。"),),
        todo=(
            Row(_("照常办理"), _("办好以后给您查询码，随时可以查")),
            Row(_("要纸质回执"), _("凭查询码到窗口补印")),
        ),
        options=(window_option(), Option(GO_ON, _("照常办理"))),
        help_code=code,
        can_back=True,
    )


def withdrawn(session: Session) -> Trouble:
    """The service was taken off the catalogue while the citizen looked at it."""
    return Trouble(
        icon="service",
        title=_("这件事刚刚停办了"),
        line=_("您没有填过的内容，也没有扣过费用。"),
        happened=(_("办事平台刚刚更新了事项目录，这件事不在里面了。"),),
        todo=(
            Row(_("回首页找别的事项"), _("可能换了名字，可以再搜一下")),
            Row(_("问一问窗口"), session.services.settings.places.window),
        ),
        options=(window_option(), Option(GO_ON, _("回首页"))),
        help_code=help_code("S"),
    )


def terminal_broke(session: Session, error: str) -> Trouble:
    """A mistake of this program; nothing can be said but where to go on."""
    code = help_code("T")
    page_operator(session, "terminal", Health.HARDWARE_ERROR, f"a journey broke: {error}", code)
    return Trouble(
        icon="service",
        title=_("本机出了点问题"),
        line=_("对不起，这次没有办完。您填的内容会从本机清除。"),
        happened=(_("本机的程序出错了，不是您的操作有问题。"), _("正在通知工作人员。")),
        todo=(
            Row(_("已经提交的，不会丢"), _("凭身份证在窗口或本机可以查到")),
            Row(_("还没提交的，请重新办，或者到窗口"), session.services.settings.places.window),
        ),
        options=(Option(GO_ON, _("知道了")),),
        help_code=code,
    )
