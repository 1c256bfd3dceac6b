"""求助: call the staff, ring 12345, or go to the window. Stands over any screen."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.conversation.notices import Aside, CallStaff, HelpNews, Notice
from kiosk.text import _
from screens.kit.box import Column, Row
from screens.kit.dialog import Dialog
from screens.kit.icon import Icon
from screens.kit.press import PushButton
from screens.kit.rings import WaitRing
from screens.kit.text import Text


class HelpDialog(Dialog):
    """Three ways to a person. 请工作人员来 is pressed once; what became of it is then said here."""

    def __init__(
        self, phone: str, ask_aside: Callable[[Aside], None], *, window: str = "", hours: str = ""
    ) -> None:
        self._ask_aside = ask_aside
        super().__init__(centred=False, main_text=_("知道了"))
        self.content.spacing = 0
        self.add_content(self._head(), self._staff_row())
        self.add_content(
            _row("phone-duotone", _("打 {phone}").format(phone=phone), self._phone_line())
        )
        if window:
            self.add_content(
                _row("map-pin-duotone", _("到窗口：{window}").format(window=window), Text(hours))
            )

    def _head(self) -> Column:
        title = Text(_("找人帮忙"), step="h1", bold=True, lines=2)
        return Column(padding=[0, 0, 0, 2]).add(title)

    def _phone_line(self) -> Text:
        self._code = Text(_("说一声您在这台机器前。"), rich=True)
        return self._code

    def _staff_row(self) -> Row:
        self._state = Text(_("就在这里等，不用离开。"), color="ink2")
        self._ring = WaitRing(size_u=6, gone=True)
        self._done = Icon("check-circle-fill", size_u=6, gone=True)
        self.call_button = PushButton(_("现在就叫"), kind="secondary", action=self.call)
        name = Text(_("请工作人员来"), step="name", bold=True, lines=2)
        self._staff_words = Column(spacing=0.25, grow=1).add(name, self._state)
        row = Row(spacing=3, padding=[0, 2.5])
        tile = Icon("headset-duotone", size_u=6.5, disc=11)
        return row.add(tile, self._staff_words, self._ring, self._done, self.call_button)

    def call(self) -> None:
        """Tell the core; the button gives way to the waiting ring."""
        self.call_button.gone, self._ring.gone = True, False
        self._state.text = _("正在通知工作人员…")
        self._ask_aside(CallStaff())

    def news(self, notice: Notice) -> None:
        """What became of the call."""
        if not isinstance(notice, HelpNews):
            return
        self._ring.gone, self.call_button.gone = True, True
        self._done.gone = False
        self._done.icon = "check-circle-fill" if notice.ok else "warning-circle-fill"
        self._done.color = self._state.color = "ok" if notice.ok else "bad"
        self._state.text = notice.line
        if notice.help_code:
            words = _("报求助码 [b]{code}[/b]，就知道您办到哪一步。")
            self._code.text = words.format(code=notice.help_code)


def _row(icon: str, name: str, line: Text) -> Row:
    line.color = "ink2"
    words = Column(spacing=0.25, grow=1).add(Text(name, step="name", bold=True, lines=2, shrink=1))
    if line.text:
        words.add(line)
    return Row(spacing=3, padding=[0, 2.5]).add(Icon(icon, size_u=6.5, disc=11), words)
