"""The trouble of a terminal that cannot keep an application: it would not be safe here."""

from __future__ import annotations

from drivers.driver import Health
from kiosk.conversation.questions import Option, Row, Trouble
from kiosk.journeys import troubles
from kiosk.onenetwork.outcomes import FullReason
from kiosk.session import Session
from kiosk.text import _, retold

FULL_WORDS = {
    FullReason.DISK_FULL: ("service", _("本机存满了，存不下您的申请。")),
    FullReason.UNWRITABLE: ("service", _("本机的存储出了故障，存不了您的申请。")),
    FullReason.TOO_MANY: ("network", _("网络断了很久，等着送的申请太多了。")),
    FullReason.TOO_LARGE: ("network", _("网络断了很久，等着送的申请太多了。")),
    FullReason.TOO_OLD: ("network", _("网络断了很久，以前收的申请还没有送出去。")),
}
"""Picture, and what happened."""


def terminal_full(session: Session, service: str, reason: FullReason, kept: str) -> Trouble:
    """Told before anything is typed, or with all of it still there: `kept` says which."""
    code = troubles.help_code("Q")
    detail = f"outbox refuses new cases: {reason}"
    troubles.page_operator(session, "outbox", Health.HARDWARE_ERROR, detail, code)
    icon, what = FULL_WORDS[reason]
    return Trouble(
        service=service,
        icon=icon,
        title=_("本机现在不能收新的申请"),
        line=kept,
        happened=(retold(what), _("正在通知工作人员。")),
        todo=(
            Row(_("等一会儿再试"), _("修好以后就能收")),
            Row(_("不想等，就到窗口办"), session.services.settings.places.window),
        ),
        options=(
            troubles.window_option(),
            Option(troubles.RETRY, _("再试一次")),
        ),
        help_code=code,
        can_back=True,
    )
