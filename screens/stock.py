"""The screens built so far, used again and again; more are built while nobody is here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

from kivy.clock import Clock

from kiosk.conversation import questions as q
from screens.host import Host
from screens.kit.damage import damage
from screens.kit.screen import Screen
from screens.table import SCREENS

WARM_UP_PAUSE = 0.4
"""Seconds between two screens that are built beforehand."""

Kind = type[q.Question[Any]]


class Stock:
    """`equip` gives a new screen what every screen needs of the app."""

    def __init__(self, equip: Callable[[Screen], None]) -> None:
        self._equip = equip
        self._built: dict[str, Screen] = {}
        self._warm_up: Any = None
        self._settled = False
        self.when_settled: Callable[[], None] = lambda: None
        """Called once all are built, and again after every citizen, while nobody is here."""

    def screen(self, kind: Kind) -> Screen:
        """The screen that answers this type of question."""
        return self._named(kind.__name__)

    def _named(self, question: str) -> Screen:
        if question not in self._built:
            module, name = SCREENS[question]
            screen: Screen = getattr(import_module(module), name)()
            self._equip(screen)
            self._built[question] = screen
        return self._built[question]

    def __iter__(self) -> Iterator[Screen]:
        return iter(self._built.values())

    def __len__(self) -> int:
        return len(self._built)

    def drop(self) -> None:
        """All are built anew, in the look then in force."""
        for screen in self:
            screen.hide()
        self._built.clear()

    def warm_up_during(self, question: q.Question[Any]) -> None:
        """While nobody is here, build the other screens, one at a time."""
        if self._warm_up is not None:
            self._warm_up.cancel()
            self._warm_up = None
        if not isinstance(question, q.Attract):
            self._settled = False
        else:
            rest = iter([name for name in SCREENS if name not in self._built])
            self._warm_up = Clock.schedule_once(lambda *_: self._build_next(rest), WARM_UP_PAUSE)

    def lay_out_during(self, question: q.Question[Any], host: Host) -> None:
        """While the citizen looks for the card, lay out the screen that shows what it tells."""
        # To name it loads its area, for which the resting screen has no time.
        if not isinstance(question, q.Attract) and isinstance(question, q.PlaceCard):
            Clock.schedule_once(lambda *_: self._lay_out(q.FillForm, host), WARM_UP_PAUSE)

    def _lay_out(self, kind: Kind, host: Host) -> None:
        screen = self.screen(kind)
        if screen is not host.screen:
            with damage.unseen():
                screen.place(*host.pos, *host.size)

    def _build_next(self, rest: Iterator[str]) -> None:
        name = next(rest, None)
        if name is not None:
            self._named(name)
            self._warm_up = Clock.schedule_once(lambda *_: self._build_next(rest), WARM_UP_PAUSE)
        elif not self._settled:
            self._settled = True
            self.when_settled()
