"""The tools that stand on every screen: how it looks and speaks, and help.

Header: language, reading aloud (while it reads, the dark glass as well), text size and help. Footer
of home, within a seated reach: height and colours; of the resting screen, which has no header:
language, reading aloud, text size and height. In the low layout the header's tools come down,
正常高度 first.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from kiosk.conversation.questions import Attract
from kiosk.text import _
from screens.curtain import Curtain
from screens.kit.header import Tool
from screens.kit.screen import Screen
from screens.kit.theme import theme
from screens.look import Look
from screens.speech.reader import Reader

OTHER_LANGUAGE = {"en": "中文"}


class Switches(Protocol):
    """What the tools need of the app."""

    look: Look
    reader: Reader
    curtain: Curtain

    def restyle(self, look: Look) -> None:
        """Show the same question in another look."""

    def ask_language(self) -> None:
        """Open the dialog of languages."""

    def help(self) -> object:
        """Open the help dialog."""


def put_tools(screen: Screen, app: Switches, phone: str) -> None:
    """Give a screen its tools."""
    above = [*_how_it_speaks(app), *_dark(app), _size(app), _help(app, phone)]
    screen.header.toolbar.tools = [_height(app), *above] if theme.low else above
    if screen.at_home:
        screen.footer.tools = _at_home(app, resting=screen.question is Attract)


def _at_home(app: Switches, *, resting: bool) -> list[Tool]:
    # On the resting screen nothing else stands that could take the low layout away again.
    height = [] if theme.landscape or (theme.low and not resting) else [_height(app)]
    if resting:
        return [*_how_it_speaks(app), _size(app), *height]
    return [*height, _colors(app)]


def _how_it_speaks(app: Switches) -> list[Tool]:
    return [_language(app), *([_speech(app)] if app.reader.fitted else [])]


def _switch(app: Switches, change: Callable[[], Look]) -> Callable[[], None]:
    return lambda: app.restyle(change())


def _language(app: Switches) -> Tool:
    # In the other language: whoever needs it cannot read this one.
    word = OTHER_LANGUAGE.get(app.look.language, "English")
    return Tool("translate-bold", word, lambda: app.ask_language())


def _speech(app: Switches) -> Tool:
    word = _("停止朗读") if app.reader.on else _("朗读")
    return Tool("speaker-high-bold", word, lambda: app.reader.switch())


def _dark(app: Switches) -> list[Tool]:
    # Only for whoever listens: all others would stand before a dark glass.
    if not app.reader.on:
        return []
    return [Tool("prohibit-bold", _("关屏"), lambda: app.curtain.switch())]


def _size(app: Switches) -> Tool:
    # What the press brings, as everywhere; the largest letters lead back to the standard.
    words = {"standard": _("标准字号"), "elder": _("长辈模式"), "double": _("特大字号")}
    word = words[app.look.next_size().letters]
    return Tool("text-aa-bold", word, _switch(app, lambda: app.look.next_size()))


def _help(app: Switches, phone: str) -> Tool:
    # The number has no room beside larger letters; the dialog says it.
    word = _("求助") if theme.elder or theme.low else _("求助 {phone}").format(phone=phone)
    return Tool("headset-bold", word, lambda: app.help())


def _height(app: Switches) -> Tool:
    icon, word = (
        ("arrow-line-up-bold", _("正常高度")) if theme.low else ("wheelchair-bold", _("低位操作"))
    )
    return Tool(icon, word, _switch(app, lambda: app.look.other_height()))


def _colors(app: Switches) -> Tool:
    return Tool("circle-half-bold", _("颜色"), _switch(app, lambda: app.look.next_mode()))
