"""Home: what would you like to do? Search, hot services, the columns that hold something."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.conversation.questions import (
    Category,
    Function,
    Home,
    Opened,
    PublicNotice,
    Selected,
    ServiceCard,
    Typed,
)
from kiosk.text import _, counted
from screens.banded import BandedScreen
from screens.home_fold import Fold
from screens.kit.banner import Banner
from screens.kit.box import Column, Grid, Spacer
from screens.kit.cards import Card, Tile
from screens.kit.input_box import InputBox
from screens.kit.page import LEFT_PANEL_U
from screens.kit.press import PushButton
from screens.kit.scroll import Scroll
from screens.kit.text import Text
from screens.kit.theme import theme
from screens.sections import Heading
from screens.short_page import Nothing
from screens.topics import topic_icon

BESIDE_U = LEFT_PANEL_U + 9
"""Of landscape glass, what is not for the content: the panel and the padding."""
MANY = 6
"""More hot services than this stand in three columns on landscape glass."""


class HomeScreen(BandedScreen):
    """Portrait: blue block, cards, columns. Landscape: the columns stand in the blue panel.

    With large letters the columns fold into 全部事项; 返回 leads back from them.
    """

    question = Home
    at_home = True

    def build(self) -> None:
        """Limits, blue block, hot services, columns, notice."""
        # What does not work now is said first: nothing pushes it below the fold.
        self._limits = Banner(step="cap", kind="warn", icon="warning-fill")
        self.add_content(self._limits)
        # What stands there is kept from citizen to citizen as long as it stays the same.
        self._hot_shown: Sequence[ServiceCard] | None = None
        self._columns_shown: Sequence[Category] | None = None
        self._functions_shown: Sequence[Function] | None = None
        self._hot_head, self._hot_head.gone = Heading(), theme.elder
        self._hot = Grid(columns=2, spacing=theme_gap(), grow=1, even=not _in_panel())
        self._hot_block = Column(spacing=1.75, grow=3).add(self._hot_head, self._hot)
        self._column_head = Heading()
        self._fold = Fold(self._open_all, lambda: self.call_staff())
        self._columns = Grid(spacing=2 if theme.landscape else theme_gap(), grow=1)
        self._column_block = Column(spacing=1.75, grow=1)
        self._functions = Grid(spacing=theme_gap())
        if _in_panel():
            self.set_band(Scroll(self._left_band()))
            self.apart = 2
            self.add_content(self._hot_block, self._functions)
        else:
            self._column_block.add(self._column_head, self._columns)
            self.set_band(self._folded_band() if theme.landscape else self._top_band())
            self.add_content(self._hot_block, self._column_block, self._functions)
        if theme.elder and not theme.landscape:
            self.apart = 3
            self._hot_block.spacing = 0
            self.add_content(self._fold)
        self._notice = Banner(step="cap")
        self._rest = Spacer(grow=1)
        self._nothing = Nothing()
        self.add_content(self._nothing, self._rest, self._notice)

    def _greeting_and_search(self) -> tuple[Text, InputBox]:
        words = _("比如“社保卡丢了”")
        if theme.elder:
            words = _("写出要办的事")
        elif not theme.landscape:
            words = _("写出要办的事，比如“社保卡丢了”")
        step = "h2" if theme.landscape else "hero"
        self._greeting = Text(step=step, bold=True, color="onhero", lines=2, shrink=2)
        self.search = InputBox(
            icon="magnifying-glass-bold",
            suffix_icon="keyboard",
            placeholder=words,
            box_high=12 if theme.landscape else 13.5,
            action=lambda: self.answer(Typed("")),
        )
        return self._greeting, self.search

    def _top_band(self) -> Column:
        # The spacer above the words counts one gap.
        side, top, low = (4, 0.75, 3.25) if theme.tight else (5, 1.5, 5)
        band = Column(spacing=2 if theme.tight else 3, padding=[side, top, side, low])
        band.ground = "hero"
        greeting, search = self._greeting_and_search()
        if theme.low:
            # The page's own title greets, above the line.
            band.padding, band.ground = [side, 0, side, 1], "bg"
            return band.add(search)
        return band.add(Spacer(grow=1), greeting, search)

    def _folded_band(self) -> Scroll:
        band = Column(spacing=3, padding=[5, 4, 4, 4], ground="hero")
        return Scroll(band.add(*self._greeting_and_search(), Spacer(grow=1), self._fold))

    def _left_band(self) -> Column:
        band = Column(spacing=2.25, padding=[5, 4, 4, 4], ground="hero")
        self._column_title = Text(_("按类别找"), step="button", bold=True, color="onhero")
        band.add(*self._greeting_and_search(), Spacer(high=0.75))
        band.add(self._column_title, self._columns)
        return band

    def show(self, question: Home) -> None:
        """What is there, and nothing that is not."""
        self.eyebrow = ""
        self.title = question.greeting if theme.low else ""
        self._greeting.text = question.greeting
        self._show_functions(question.functions)
        self._show_hot(question.hot)
        self._show_columns(question.categories)
        self._show_notice(question.notice)
        self._limits.text, self._limits.gone = "\n".join(question.limits), not question.limits
        count = counted("本机可办 {n} 项", question.service_count)
        note = count if question.service_count else ""
        beside_hot = theme.landscape or not question.categories
        self._hot_head.write(_("大家常办"), note if beside_hot else "")
        self._column_head.write(_("按类别找"), note)
        self._show_nothing(question)
        if theme.elder:
            self._unfold(False)

    def _show_nothing(self, question: Home) -> None:
        """Where the page would be empty: all stands in the panel, or the catalogue is to come."""
        if question.hot or question.functions or (question.categories and not _in_panel()):
            self._nothing.say("")
        elif question.categories:
            self._nothing.say(_("请在左边选一类"), _("能办的事项都在里面。"))
        else:
            self._nothing.say(
                _("这里还没有能办的事项"), _("请过一会儿再来，|或者打 12345 问一问。")
            )

    def _open_all(self) -> None:
        self._unfold(True)

    def _unfold(self, whole: bool) -> None:
        """With large letters: the columns, or what is asked for most where there is such."""
        hot, columns = bool(self._hot.children), bool(self._columns.children)
        opened = whole or not hot
        self._column_block.gone = not (opened and columns)
        self._hot_block.gone = opened
        self._functions.gone = not opened or not self._functions.children
        self._fold.all.gone = opened or not columns
        if not theme.landscape:
            self._fold.gone = whole
        self.footer.back.gone = not whole
        self.scroll.scroll_to(0)
        self.changed()

    def back(self) -> None:
        """From the columns to what is asked for most."""
        if theme.elder:
            self._unfold(False)
        else:
            super().back()

    def _show_hot(self, hot: Sequence[ServiceCard]) -> None:
        if hot == self._hot_shown:
            return
        self._hot_shown = hot
        self._hot.clear_widgets()
        self._hot.columns = 3 if theme.landscape and len(hot) > MANY else 2
        self._hot.add(*(self._card(card) for card in hot))
        self._hot_block.gone = not hot
        self._rest.gone = bool(hot)
        if not _in_panel():
            self._column_block.grow = 1 if hot or theme.elder else 0

    def _card(self, card: ServiceCard) -> Card:
        return Card(
            icon=topic_icon(card.icon),
            name=card.name,
            meta=card.line,
            # In landscape the row of functions stands under them, in sight.
            face_high=14 if _in_panel() else 0,
            action=lambda: self.answer(Selected(card.code)),
        )

    def _show_columns(self, categories: Sequence[Category]) -> None:
        if categories == self._columns_shown:
            return
        self._columns_shown = categories
        self._columns.clear_widgets()
        if _in_panel():
            self._column_title.gone = not categories
        else:
            self._column_block.gone = not categories
        count = len(categories)
        # In the landscape panel four stand two by two and fill it; fewer keep their own height.
        square = count == 4 and (theme.landscape or theme.elder)
        most = 2 if square or _in_panel() else 4
        self._columns.columns = max(1, min(most, count))
        self._columns.grow = 1 if not _in_panel() or count == 4 else 0
        self._columns.add(*(self._column(category) for category in categories))

    def _column(self, category: Category) -> Tile:
        return Tile(
            icon=topic_icon(category.icon),
            text=category.name,
            line=category.line or counted("{n} 项", category.count),
            action=lambda: self.answer(Opened(category.key)),
        )

    def _show_functions(self, functions: Sequence[Function]) -> None:
        if functions == self._functions_shown:
            return
        self._functions_shown = functions
        self._functions.clear_widgets()
        self._functions.columns = max(1, min(3 if theme.elder else 6, len(functions)))
        keys = [self._function(one) for one in functions]
        cell = self._functions.cell(theme.width - theme.u(BESIDE_U))
        if _in_panel() and any(key.wanted_width() > cell for key in keys):
            for key in keys:
                key.icon = ""  # words go before pictures in narrow keys
        self._functions.add(*keys)
        self._functions.gone = not functions

    def _function(self, one: Function) -> Tile | PushButton:
        icon, name = topic_icon(one.key), one.name

        def act() -> None:
            self.answer(Opened(one.key))

        if _in_panel():
            return PushButton(name, kind="small", icon=icon, icon_first=True, action=act)
        return Tile(icon=icon, text=name, action=act)

    def _show_notice(self, notice: PublicNotice | None) -> None:
        self._notice.gone = notice is None or (theme.elder and theme.tight)
        if notice is None:
            return
        demo = notice.text.startswith(_("演示数据"))
        self._notice.kind = "info" if demo else "warn"
        self._notice.icon = "info-bold" if demo else "megaphone-bold"
        self._notice.text = notice.text


def theme_gap() -> float:
    """Between cards, in u."""
    if theme.elder:
        return 3
    return 2.1 if theme.tight or theme.landscape else 2.5


def _in_panel() -> bool:
    """Whether the columns stand in the blue panel at the left."""
    return theme.landscape and not theme.elder
