"""What a search may show instead of services: whom to call, a function, where else to look."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kiosk.conversation.questions import Category, Function
from kiosk.text import _
from screens.kit.box import Column, Grid, Panel, Row
from screens.kit.cards import Tile
from screens.kit.icon import Icon
from screens.kit.press import PushButton
from screens.kit.text import Text
from screens.kit.theme import theme
from screens.topics import topic_icon

NUMBERS = ("110", "119", "120")


class AlarmPanel(Panel):
    """有危险: three numbers to call, the one that is needed first and in red."""

    def __init__(self) -> None:
        super().__init__()
        self._plates = [_Plate() for _number in NUMBERS]
        head = Row(spacing=2, align="middle")
        head.add(
            Icon("warning-octagon-bold", size_u=6, color="bad"),
            Text(_("有危险，马上打电话"), step="h2", bold=True, lines=2, shrink=1, grow=1),
        )
        words = _("用手机打，不要钱。")
        plates = Grid(columns=len(NUMBERS), spacing=2).add(*self._plates)
        pad = 2 if theme.landscape else 3
        self.add(Column(spacing=2, padding=[pad, pad]).add(head, plates, Text(words, step="body")))

    def show(self, first: str) -> None:
        """The number to call first, then the others."""
        order = [first, *(number for number in NUMBERS if number != first)]
        for plate, number in zip(self._plates, order, strict=True):
            plate.show(number, first=number == first)


class _Plate(Panel):
    """A number and who answers there."""

    def __init__(self) -> None:
        super().__init__()
        self._number = Text(step="h1", bold=True, align="center", lines=1)
        self._who = Text(step="body", align="center", lines=2, shrink=1)
        self.add(Column(spacing=0.25, padding=[1, 1.5]).add(self._number, self._who))

    def show(self, number: str, *, first: bool) -> None:
        """This number; the first wears red."""
        who = {"110": _("警察"), "119": _("火警、救援"), "120": _("救护车")}
        self._number.text, self._who.text = number, who[number]
        self.ground, self.frame = ("badtint", "bad") if first else ("surface", "edge")
        self._number.color = "bad" if first else "ink"


class FunctionPanel(Panel):
    """Something other than a service that was asked for, and the way to it."""

    def __init__(self, act: Callable[[Function], object]) -> None:
        super().__init__()
        self._shown: Function | None = None
        self._name = Text(step="name", bold=True, lines=2, shrink=1)
        self._line = Text(step="body", color="ink2", lines=3)
        self._icon = Icon(size_u=6, disc=11)
        self._button = PushButton(kind="secondary", action=lambda: self._shown and act(self._shown))
        words = Column(spacing=0.5, grow=1).add(self._name, self._line)
        row = Row(spacing=3, padding=[3, 2.5], align="middle")
        self.add(row.add(self._icon, words, self._button))

    def show(self, function: Function) -> None:
        """This function; in the largest letters already, there is nothing to press for them."""
        self._shown = function
        self._name.text, self._line.text = function.name, function.line
        elder = function.key == "elder"
        self._icon.icon = topic_icon("larger" if elder else function.key)
        words = _("打开") if function.here else _("请工作人员来")
        self._button.text = _("换大字") if elder else words
        self._button.gone = elder and theme.double


class Elsewhere(Column):
    """Columns of the home page, where nothing was found."""

    def __init__(self, opened: Callable[[str], object]) -> None:
        super().__init__(spacing=2)
        self._opened = opened
        self._shown: Sequence[Category] = ()
        self._tiles = Grid(columns=4, spacing=2)
        self.add(Text(_("也可以按类别找"), step="button", bold=True, lines=2), self._tiles)

    def show(self, categories: Sequence[Category]) -> None:
        """These columns; none, and it is gone."""
        self.gone = not categories
        if categories == self._shown:
            return
        self._shown = categories
        self._tiles.clear_widgets()
        narrow = theme.elder or theme.landscape
        self._tiles.columns = max(1, min(2 if narrow else 4, len(categories)))
        self._tiles.add(*(self._tile(one) for one in categories))

    def _tile(self, one: Category) -> Tile:
        return Tile(icon=topic_icon(one.icon), text=one.name, action=lambda: self._opened(one.key))
