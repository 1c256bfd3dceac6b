"""What the terminal does besides taking applications, in words: from home and from a search."""

from __future__ import annotations

from typing import Final

from kiosk.conversation.questions import Function
from kiosk.session import Session
from kiosk.text import _

HOME: Final = ("progress", "booking", "queue", "prints", "report", "copy")


def offered(session: Session, key: str) -> bool:
    """Whether this terminal does that; copying needs devices that not every one has."""
    if key != "copy":
        return key in words()
    hub = session.services.hub
    sees = hub.scanner.configured or hub.document_camera.configured
    return sees and hub.page_printer.configured


def home_functions(session: Session) -> tuple[Function, ...]:
    """The row under the columns of the home page."""
    return tuple(function(key) for key in HOME if offered(session, key))


def function(key: str) -> Function:
    """A function in words, by its key."""
    name, line = words()[key]
    return Function(key, name, line, here=True)


def words() -> dict[str, tuple[str, str]]:
    """Key of each function → its name and a line about it, in the language that is read now."""
    return {
        "progress": (_("查进度"), _("看您办的事到了哪一步。")),
        "booking": (_("预约"), _("约好时间再去窗口，或者改时间。")),
        "queue": (_("取号"), _("取一个号，看前面还有几个人。")),
        "prints": (_("证照打印"), _("打印办好的证明和通知书。")),
        "report": (_("反映问题"), _("投诉、提意见，办不成的事也可以说。")),
        "complaint": (_("投诉、提意见"), _("说给我们听，有人答复您。")),
        "fault": (_("机器坏了"), _("告诉我们哪里坏了，马上有人修。")),
        "copy": (_("复印"), _("身份证和一般的纸都可以，不收费。")),
    }
