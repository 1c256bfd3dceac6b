"""Every error a citizen sees: what happened, what to do now, another way, a help code.

The operator is told at the same time; the journey goes on from the answer. Here is how a trouble is
put, and those that no device is to blame for.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Awaitable
from datetime import datetime
from typing import TypeVar

from drivers.driver import Health
from kiosk.conversation import ToWindow
from kiosk.conversation.questions import Chosen, Option, Row, Trouble
from kiosk.onenetwork.models import DeviceFaultReport
from kiosk.onenetwork.problem import BackendError
from kiosk.session import Services, Session
from kiosk.text import Words, _

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
    if trouble.help_code:
        log.info("%s: a citizen is told of trouble with %s", trouble.help_code, trouble.icon)
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
    return Option(WINDOW, _("改到窗口办"), _("看地方、时间和要带什么"), "user")


def backend_trouble(session: Session, service: str, error: BackendError, kept: str) -> Trouble:
    """The platform is away or says no; `kept` tells what is safe."""
    window = session.services.settings.places.window
    if error.worth_retrying:
        title = _("暂时连不上办事平台")
        todo = (
            Row(_("过一会儿再试"), error.next_step),
            Row(_("不想等，就到窗口办"), window),
        )
    else:
        # To wait would be in vain: what the platform says to do comes first.
        title = _("办事平台没有通过")
        todo = (Row(error.next_step, ""), Row(_("还是不行，就到窗口办"), window))
    return Trouble(
        service=service,
        icon="network",
        title=title,
        line=kept,
        happened=(error.user_message,),
        todo=todo,
        options=(window_option(), Option(RETRY, _("再试一次"))),
        help_code=error.help_code or help_code("N"),
    )


def library_away(
    session: Session, service: str, error: BackendError, title: Words, kept: str
) -> Trouble:
    """What would save a paper is not to be had now: a photograph does as well."""
    return Trouble(
        service=service,
        icon="network",
        title=title,
        line=kept,
        happened=(error.user_message,),
        todo=(
            Row(_("拍照交材料"), _("带了原件，现在就能拍")),
            Row(_("没带原件，就再试一次"), error.next_step),
        ),
        options=(
            window_option(),
            Option(RETRY, _("再试一次"), "", "retry"),
            Option(GO_ON, _("去拍照")),
        ),
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
            window_option(),
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


def prove_again(session: Session, service: str) -> Trouble:
    """It took so long that the platform wants to know once more who it is."""
    return Trouble(
        service=service,
        icon="service",
        title=_("时间有点久，要再核对一次身份"),
        line=_("您填的内容都还在，不用重填。"),
        happened=(_("手机上的身份码只管一段时间，为了您的安全，要再核对一次。"),),
        todo=(
            Row(_("在手机上刷新身份码，再亮一次"), _("也可以用身份证、社保卡")),
            Row(_("不想等，就到窗口办"), session.services.settings.places.window),
        ),
        options=(window_option(), Option(GO_ON, _("再核对一次"))),
        help_code=help_code("S"),
        can_back=True,
    )


def another_person(session: Session, service: str) -> Trouble:
    """Somebody else than before said who they are: what was filled in is not theirs."""
    return Trouble(
        service=service,
        icon="card",
        title=_("和刚才不是同一个人"),
        line=_("您填的内容都还在，要由刚才那位本人接着办。"),
        happened=(_("这次核对的身份，和开始办的时候不一样。"),),
        todo=(
            Row(_("请刚才那位本人再核对一次"), _("亮码、刷身份证都可以")),
            Row(_("换人办的，请先按“退出”"), _("填过的内容会从本机清除")),
        ),
        options=(window_option(), Option(GO_ON, _("再核对一次"))),
        help_code=help_code("S"),
        can_back=True,
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


def withdrawn(session: Session, service: str = "", why: str = "") -> Trouble:
    """The service was taken off the catalogue while the citizen looked at it, or filled it in.

    Args:
        why: the platform's words, if it gave any.
    """
    return Trouble(
        service=service,
        icon="service",
        title=_("这件事|刚刚停办了"),
        line=_("还没有提交，也没有扣过费用。您填过的内容会从本机清除。"),
        happened=(why or _("办事平台刚刚更新了事项目录，这件事不在里面了。"),),
        todo=(
            Row(_("回首页找别的事项"), _("可能换了名字，可以再搜一下")),
            Row(_("问一问窗口"), session.services.settings.places.window),
        ),
        options=(window_option(), Option(GO_ON, _("回首页"))),
        help_code=help_code("S"),
    )


def part_withdrawn(session: Session, service: str, names: str, why: str, *, left: bool) -> Trouble:
    """Parts of a bundle were taken off the catalogue while it was filled in.

    Args:
        why: the platform's words, if it gave any.
        left: whether other parts are still wanted.
    """
    return Trouble(
        service=service,
        icon="service",
        title=_("“{names}”刚刚停办了").format(names=names),
        line=_("还没有提交，您填的内容都还在。"),
        happened=(why or _("办事平台刚刚更新了事项目录，这一件不在里面了。"),),
        todo=(
            Row(_("其余的接着办"), _("填过的不用再填"))
            if left
            else Row(_("重新选要办的几件"), _("填过的不用再填")),
            Row(_("停办的这一件，问一问窗口"), session.services.settings.places.window),
        ),
        options=(window_option(), Option(GO_ON, _("接着办") if left else _("重新选"))),
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
