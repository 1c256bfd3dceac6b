"""求助: call somebody, ring 12345, or go to the window. Stands over any screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from kiosk.conversation.notices import (
    Aside,
    CallHelp,
    HelpNews,
    JoinVideo,
    Notice,
    WithdrawHelp,
)
from kiosk.text import _
from screens.kit.box import Column, Row
from screens.kit.dialog import Dialog
from screens.kit.icon import Icon
from screens.kit.piece import Piece
from screens.kit.press import PushButton
from screens.kit.qr import QrCode
from screens.kit.rings import WaitRing
from screens.kit.text import Text
from screens.kit.theme import theme

LOW_GLASS_WIDE = 205
"""Width in u where the other ways stand beside the calls."""
STAFF, ASSIST, VIDEO = "staff", "assist", "video"


class Places(NamedTuple):
    """Where else there is help: a number to ring, a window and its hours."""

    phone: str
    window: str = ""
    hours: str = ""


class HelpDialog(Dialog):
    """Ways to a person. What became of a call is said here for as long as it is open.

    With large letters 帮办 stands first. `video`: whether this terminal has help by video.
    """

    def __init__(
        self, places: Places, ask_aside: Callable[[Aside], None], *, video: bool = False
    ) -> None:
        self._ask_aside = ask_aside
        super().__init__(centred=False, main_text=_("知道了"))
        self.content.spacing = 0
        self.call_buttons: dict[str, PushButton] = {}
        self._called = _CalledBox(
            lambda: self._ask_aside(WithdrawHelp()), lambda: self._ask_aside(JoinVideo())
        )
        title = Text(_("找人帮忙"), step="h1", bold=True, lines=2)
        self._note = Text(color="ink2", gone=True)
        self._offers = Column().add(*(self._offer(kind) for kind in _order(video=video)))
        self.add_content(Column(padding=[0, 0, 0, 2], spacing=1).add(title, self._note))
        elsewhere = self._elsewhere(places)
        if not theme.landscape:
            self.add_content(self._offers, self._called, *elsewhere)
            return
        self.panel_wide = LOW_GLASS_WIDE
        calls = Column(grow=1).add(self._offers, self._called)
        beside = Column(grow=1).add(*elsewhere)
        self.add_content(Row(spacing=6, align="top").add(calls, beside))

    def _elsewhere(self, places: Places) -> list[Piece]:
        self._code = Text(_("说一声您在这台机器前。"), rich=True)
        phone = _("打 {phone}").format(phone=places.phone)
        rows: list[Piece] = [_row("phone-duotone", phone, self._code)]
        if not (theme.landscape and theme.elder):
            later = Text(_("首页按“预约”，再按“约人帮办”。"))
            rows.append(_row("calendar-check-duotone", _("改天来，也能约人帮办"), later))
        if places.window:
            window = _("到窗口：{window}").format(window=places.window)
            rows.append(_row("map-pin-duotone", window, Text(places.hours)))
        return rows

    def _offer(self, kind: str) -> Row:
        name, line = _said(kind)
        button = PushButton(
            _("现在就叫") if kind == STAFF else _("请人帮办") if kind == ASSIST else _("视频接通"),
            kind="secondary",
            action=lambda: self.call(kind),
        )
        self.call_buttons[kind] = button
        return _row(ICONS[kind], name, Text(line), button)

    @property
    def called(self) -> bool:
        """Whether somebody waits to hear of a call made from here."""
        return not self._called.gone

    def call(self, kind: str = STAFF) -> None:
        """Tell the core; the ways to call give way to the waiting ring."""
        self._show_call(True)
        self._called.begin(kind)
        self._ask_aside(CallHelp(kind))

    def news(self, notice: Notice) -> None:
        """What became of the call."""
        if not isinstance(notice, HelpNews):
            return
        self._show_call(notice.open)
        if notice.open:
            self._called.show(notice)
        else:
            self._note.text, self._note.gone = notice.line, False
            self._note.color = "ink2" if notice.ok else "bad"
        if notice.help_code:
            words = _("报求助码 [b]{code}[/b]，就知道您办到哪一步。")
            self._code.text = words.format(code=notice.help_code)

    def _show_call(self, called: bool) -> None:
        self._called.gone, self._offers.gone = not called, called
        self._note.gone = True
        self.changed()


class _CalledBox(Column):
    """Who was called, how it stands, and what can be done about it."""

    def __init__(self, withdraw: Callable[[], None], join: Callable[[], None]) -> None:
        super().__init__(spacing=1.5, padding=[0, 2.5], gone=True)
        self._tile = Icon("headset-duotone", size_u=6.5, disc=11)
        self._name = Text(step="name", bold=True, lines=2)
        self._state = Text(color="ink2")
        self._ring = WaitRing(size_u=6)
        self._done = Icon("check-circle-fill", size_u=6, color="ok", gone=True)
        self._qr = QrCode(side=26 if theme.landscape else 34)
        scan = Text(_("用手机扫这个码，就接通视频。"))
        self._consent = Text(_("在本机接通，要用本机的摄像头和话筒。"), color="ink2")
        beside = Column(spacing=1, grow=1).add(scan, self._consent)
        self._scan = Row(spacing=3, gone=True).add(self._qr, beside)
        self._drop = PushButton(_("不用来了"), kind="small", action=withdraw)
        self._join = PushButton(_("在本机接通"), kind="small", action=join)
        words = Column(spacing=0.25, grow=1).add(self._name, self._state)
        self.add(Row(spacing=3).add(self._tile, words, self._ring, self._done), self._scan)
        self.add(Row(spacing=2).add(self._drop, self._join))

    def begin(self, kind: str) -> None:
        """Somebody is being called."""
        self._tile.icon, self._name.text = ICONS[kind], _said(kind)[0]
        self._state.text, self._state.color = _("正在通知工作人员…"), "ink2"
        self._ring.gone, self._done.gone = False, True
        self._scan.gone = self._drop.gone = self._join.gone = True

    def show(self, news: HelpNews) -> None:
        """How the call stands."""
        self._tile.icon, self._name.text = ICONS[news.kind], _said(news.kind)[0]
        self._state.text, self._state.color = news.line, "ok"
        self._ring.gone, self._done.gone, self._drop.gone = True, False, False
        self._drop.text = _("不用了") if news.kind == VIDEO else _("不用来了")
        self._qr.text, self._scan.gone = news.qr, not news.qr
        self._join.gone = self._consent.gone = not news.joins_here

    def forget(self) -> None:
        """The address of a call opens it."""
        self._qr.forget()
        super().forget()


ICONS = {
    STAFF: "headset-duotone",
    ASSIST: "hand-waving-duotone",
    VIDEO: "device-mobile-duotone",
}


def _order(*, video: bool) -> list[str]:
    """The ways to call somebody."""
    kinds = [ASSIST, STAFF] if theme.elder else [STAFF, ASSIST]
    return [*kinds, VIDEO] if video else kinds


def _said(kind: str) -> tuple[str, str]:
    """Name and line of a way."""
    return {
        STAFF: (_("请工作人员来"), _("就在这里等，不用离开。")),
        ASSIST: (_("请人帮我办"), _("陪您一步一步办；密码和刷脸只由您自己来。")),
        VIDEO: (_("视频帮办"), _("用手机和工作人员视频通话。")),
    }[kind]


def _row(icon: str, name: str, line: Text, *after: Piece) -> Row:
    line.color = "ink2"
    words = Column(spacing=0.25, grow=1).add(Text(name, step="name", bold=True, lines=2, shrink=1))
    scarce = theme.landscape and theme.elder
    if line.text and not (scarce and after):
        words.add(line)
    tile = Icon(icon, size_u=6.5, disc=11)
    row = Row(spacing=3, padding=[0, 1.5 if scarce else 2.5])
    return row.add(tile, words, *after)
