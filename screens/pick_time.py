"""When to come: days as large keys, the times of the day chosen as tiles, the full ones off."""

from __future__ import annotations

from functools import partial
from typing import Any

from kiosk.conversation.questions import BookableDay, Chosen, FreeTime, PickTime, TimesOfDay
from kiosk.conversation.questions.hall import LATER
from kiosk.text import _
from screens.kit.banner import Banner
from screens.kit.box import Column, Grid, Spacer
from screens.kit.cards import Tile
from screens.kit.piece import Piece
from screens.kit.theme import theme
from screens.parts import Refusal, Section
from screens.short_page import Nothing, ShortScreen

DAY_COLUMNS = (5, 3, 5, 4)
TIME_COLUMNS = (3, 2, 6, 4)
"""Keys side by side: portrait, portrait with large letters, landscape, and so."""

DAY_U, TIME_U = 14, 11
"""Least height of a day's and a time's key; a quarter more where the glass is high."""


class PickTimeScreen(ShortScreen):
    """The first day with a free time is open. A free time answers at once; a full one says so."""

    question = PickTime

    def build(self) -> None:
        """The days over the times; an estimate is told in the left panel of landscape."""
        self._at = 0
        self._tabs: list[Tile] = []
        self._banner = Banner(kind="info", gone=True)
        self._refusal = Refusal()
        self._empty = Nothing("calendar")
        self._rest = Spacer(grow=1)
        self._days = Grid(columns=_columns(DAY_COLUMNS), spacing=2)
        self._day_part = Section(_("哪一天"), self._days)
        self._times = Column(spacing=2 if theme.landscape else 3)
        if theme.landscape:
            self.add_aside(self._banner)
        else:
            self.add_content(self._banner)
        self.add_content(self._day_part, self._empty, self._refusal, self._times, self._rest)
        self.put_foot()

    # -- showing ----------------------------------------------------------------------------

    def show(self, question: PickTime) -> None:
        """The days; the first one that has room is open."""
        self.title, self.sub = question.title, question.line
        self._banner.text, self._banner.gone = question.estimate, not question.estimate
        self._empty.say("" if question.days else question.empty)
        self._rest.gone = not self._empty.gone
        self._day_part.gone = not question.days
        self._days.clear_widgets()
        self._tabs = [self._tab(at, day) for at, day in enumerate(question.days)]
        self._days.add(*self._tabs)
        self.footer.second_text = question.later
        free = (at for at, day in enumerate(question.days) if day.free)
        self._open(next(free, 0))

    def _tab(self, at: int, day: BookableDay) -> Tile:
        words = "\n".join((day.name, day.line))
        if theme.landscape:
            words = _("{weekday}，{left}").format(weekday=day.name, left=day.line)
        return Tile(
            text=day.day, line=words, face_high=_high(DAY_U), action=partial(self._open, at)
        )

    def _open(self, at: int) -> None:
        """Show the times of this day."""
        self._at = at
        self._refusal.say("")
        for number, tab in enumerate(self._tabs):
            tab.chosen = number == at
        self._times.clear_widgets()
        days = self.asked.days if isinstance(self.asked, PickTime) else ()
        if days:
            self._times.add(*(self._part(part) for part in days[at].parts))
        self.fit_foot()

    def _part(self, part: TimesOfDay) -> Piece:
        tiles = Grid(columns=_columns(TIME_COLUMNS), spacing=2)
        tiles.add(*(self._tile(time) for time in part.times))
        return Section(part.name, tiles)

    def _tile(self, time: FreeTime) -> Tile:
        tile = Tile(text=time.name, line=time.line, face_high=_high(TIME_U), off=not time.free)
        tile.bind(
            on_release=lambda *_: self.answer(Chosen(time.key)),
            on_refused=lambda *_: self._refuse(time),
        )
        return tile

    def _refuse(self, time: FreeTime) -> None:
        self._refusal.say(_("{time} 约满了，请换一个时间。").format(time=time.name))
        self.reveal(self._refusal)

    # -- answering --------------------------------------------------------------------------

    def on_second(self) -> None:
        """Later days."""
        self.answer(Chosen(LATER))

    def draft(self) -> dict[str, Any]:
        """Which day is open."""
        return {"day": self._at}

    def restore(self, draft: dict[str, Any]) -> None:
        """Open it again."""
        if 0 <= draft.get("day", 0) < len(self._tabs):
            self._open(draft.get("day", 0))

    def forget(self) -> None:
        """No days."""
        super().forget()
        self._days.clear_widgets()
        self._times.clear_widgets()
        self._tabs = []


def _columns(counts: tuple[int, int, int, int]) -> int:
    """Keys side by side for the glass and the letters in force."""
    return counts[2 * theme.landscape + theme.elder]


def _high(standard: float) -> float:
    """Least height of a key, u."""
    if theme.elder:
        return standard * 1.3
    return standard if theme.landscape or theme.tight else standard * 1.25
