"""What the hall refuses, told kindly and with what to do instead."""

from __future__ import annotations

from datetime import datetime

from kiosk.conversation.questions import Option, Row, Trouble
from kiosk.journeys.hall.words import day_and_time
from kiosk.journeys.troubles import GO_ON, help_code, window_option
from kiosk.onenetwork.hall import opens_at
from kiosk.onenetwork.problem import BackendProblem, ProblemCode
from kiosk.session import Session
from kiosk.text import Words, _

BOOK = "book"
CHECK_IN_REFUSED = (
    ProblemCode.CLOSED,
    ProblemCode.CODE_EXPIRED,
    ProblemCode.NOT_FOUND,
    ProblemCode.WRONG_STATE,
    ProblemCode.TOO_MANY_REQUESTS,
)


def not_checked_in(session: Session, service: str, problem: BackendProblem) -> Trouble:
    """Too early, too late, given back, not known; `problem` is one of CHECK_IN_REFUSED."""
    opens = opens_at(problem)
    title, happened, todo = _check_in_words(problem, opens)
    return Trouble(
        service=service,
        icon="service",
        title=title,
        line=_("没有改动您的预约。"),
        happened=(happened,),
        todo=(todo, Row(_("急着办，就到窗口问一问"), session.services.settings.places.window)),
        options=(window_option(), Option(GO_ON, _("知道了"))),
        help_code=problem.help_code or help_code("S"),
        can_back=True,
    )


def _check_in_words(problem: BackendProblem, opens: datetime | None) -> tuple[Words, Words, Row]:
    """What it is, what happened, what to do."""
    match problem.code:
        case ProblemCode.CLOSED:
            when = day_and_time(opens) if opens else _("预约的时间之前半小时")
            return (
                _("还没到签到的时间"),
                _("从 {when} 起可以签到。").format(when=when),
                Row(_("到时候再来签到"), _("签到以后直接有号，不用再取")),
            )
        case ProblemCode.CODE_EXPIRED:
            return (
                _("预约的时间过了"),
                _("这个预约的时间已经过去，签不了到了。"),
                Row(_("取一个号，或者另约时间"), _("都可以在本机办")),
            )
        case ProblemCode.WRONG_STATE:
            return (
                _("这个预约已经取消"),
                _("位子已经给了别人。"),
                Row(_("取一个号，或者另约时间"), _("都可以在本机办")),
            )
        case ProblemCode.TOO_MANY_REQUESTS:
            return (
                _("试的次数太多了"),
                _("为了保护别人的预约，先停一会儿。"),
                Row(_("过几分钟再试"), _("或者刷身份证签到")),
            )
        case _:
            return (
                _("没有找到这个预约"),
                _("预约号和签到码对不上。"),
                Row(_("看一看预约单，再输一次"), _("或者刷身份证签到")),
            )


def closed(session: Session, service: str, problem: BackendProblem, *, bookable: bool) -> Trouble:
    """No numbers are given now: when they are again, and an appointment instead of waiting."""
    opens = opens_at(problem)
    again = day_and_time(opens) if opens else session.services.settings.places.window_hours
    book = (Option(BOOK, _("约个时间再来"), _("选好日子和钟点"), "calendar"),)
    return Trouble(
        service=service,
        icon="service",
        title=_("现在不取号"),
        line=_("没有取号，也没有占位子。"),
        happened=(problem.user_message,),
        todo=(
            Row(_("到时候再来取号"), _("{when} 起取号").format(when=again)),
            Row(_("先看看要带什么"), _("办事指南里都有")),
        ),
        options=(
            *(book if bookable else ()),
            window_option(),
            Option(GO_ON, _("知道了")),
        ),
        help_code=problem.help_code or help_code("S"),
        can_back=True,
    )


def ticket_unknown(session: Session, problem: BackendProblem | None) -> Trouble:
    """No ticket of that code; `problem` None: it is no code of a ticket at all."""
    return Trouble(
        icon="service",
        title=_("没有找到这个号"),
        line=_("您的号没有作废。"),
        happened=(_("没有查到这个号码的排队号，可能输错了，也可能是前几天的。"),),
        todo=(
            Row(_("看一看号单，再输一次"), _("或者把号单上的码对准扫码口")),
            Row(_("还是不行，就问导办台"), session.services.settings.places.window),
        ),
        options=(window_option(), Option(GO_ON, _("再输一次"))),
        help_code=(problem.help_code if problem else "") or help_code("S"),
        can_back=True,
    )
