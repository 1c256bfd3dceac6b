"""On-screen keyboard: pinyin with candidates, handwriting, letters, symbols, regions, and pads for
numbers, ID numbers, phones and dates. The field it types into decides which.

A key changes the field and the candidate bar and nothing else. All layouts with tabs are as high
as each other, so changing between them moves nothing on the page either.
"""

import logging
from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from kiosk.text import _
from screens.kit import shape
from screens.kit.candidates import CandidateBar
from screens.kit.ink_pad import InkDeck
from screens.kit.keys import COMPOSING, DIGITS, LAYOUTS, PADS, Key, KeyRows
from screens.kit.pen import Pen
from screens.kit.piece import Piece
from screens.kit.region_keys import RegionKeys
from screens.kit.target import Target
from screens.kit.theme import theme
from screens.kit.untyped import Untyped
from screens.writing.candidate import Candidate, Purpose
from screens.writing.composer import CUT
from screens.writing.ink import InkMissingError

log = logging.getLogger(__name__)


TABS = 6
"""In one row at most."""

Deck = KeyRows | InkDeck | RegionKeys


class Keyboard(Piece):
    """Call `use`. Fires on_next and on_close; what was being composed is settled before."""

    __events__ = ("on_next", "on_close")
    LAYOUT: ClassVar[tuple[str, ...]] = ()

    def __init__(self, **options: Untyped) -> None:
        self._pen = Pen()
        self._composer = self._pen.composer
        self._decks: dict[str, Deck] = {}
        self._deck: Deck | None = None
        self._tabs: list[Key] = []
        self._made_tabs: dict[str, Key] = {}
        self._switchable = False
        self._home = "pinyin"
        self.layout = "number"
        super().__init__(**options)
        self._bar = CandidateBar(self._chose)
        self._go("number")

    @property
    def target(self) -> Target | None:
        """What it types into."""
        return self._pen.target

    # -- what a screen says -----------------------------------------------------------------

    def use(
        self,
        layout: str,
        target: Target,
        *,
        purpose: Purpose = Purpose.TEXT,
        switchable: bool | None = None,
    ) -> None:
        """Type into `target`, beginning with that layout; tabs lead to the others if switchable
        (pads are not, unless said so). `purpose` decides which Chinese comes first."""
        self.settle()
        if layout == "pinyin" and not theme.short:
            layout = "pinyin+"
        self._pen.target, self._composer.purpose = target, purpose
        target.in_letters = self._pen.place
        if layout in COMPOSING:
            self._home = layout
        self._switchable = layout not in PADS if switchable is None else switchable
        self._go(layout)

    def warm(self, *layouts: str) -> None:
        """Make these layouts now, so that the first press of their tab need not."""
        for layout in layouts:
            self._deck_of(layout)

    def settle(self) -> None:
        """Write out what is being composed: in a search the letters, elsewhere the likeliest."""
        if self._pen.settle():
            self._offer()
        self._wipe()

    def drop(self) -> None:
        """Forget what is being composed without writing it."""
        self._composer.clear()
        self._wipe()
        self._composed()

    # -- layouts ------------------------------------------------------------------------------

    def _go(self, layout: str) -> None:
        """Show the deck of this layout, its tabs and its candidate bar."""
        self.layout, self._pen.keeps_letters = layout, layout == "search"
        for child in list(self.children):
            self.remove_widget(child)
        self._deck = self._deck_of(self.layout)
        self._tabs = self._mode_tabs() if self._switchable else []
        self.add(*self._tabs, self._deck)
        if self._has_bar:
            self.add(self._bar)
        self._offer()

    @property
    def _has_bar(self) -> bool:
        return self.layout in COMPOSING or self.layout == "ink"

    def _deck_of(self, layout: str) -> Deck:
        if layout not in self._decks:
            self._decks[layout] = self._make(layout)
        return self._decks[layout]

    def _make(self, layout: str) -> Deck:
        if layout == "ink":
            return InkDeck(self._show, self._type, self._act)
        if layout == "regions":
            return RegionKeys(self._type, self._act)
        return KeyRows(layout, self._type, self._act)

    def _modes(self) -> dict[str, str]:
        """Layouts the tabs lead to, with their words; the empty one is the pinyin in use."""
        first = {"regions": _("省市区")} if self._composer.purpose is Purpose.ADDRESS else {}
        return {
            "": _("拼音"),
            "ink": _("手写"),
            **first,
            "number": _("数字"),
            "symbols": _("符号"),
            "letters": _("英文"),
        }

    def _mode_tabs(self) -> list[Key]:
        """The tabs, made once, with the one of the layout shown pressed in."""
        current = {"capitals": "letters", self._home: ""}.get(self.layout, self.layout)
        tabs = []
        for layout, word in self._modes().items():
            if layout not in self._made_tabs:
                self._made_tabs[layout] = self._tab(layout, word)
            self._made_tabs[layout].chosen = layout == current
            tabs.append(self._made_tabs[layout])
        return tabs

    def _tab(self, layout: str, word: str) -> Key:
        return Key(
            word,
            function=True,
            depth=0.4,
            action=lambda: self._switch(layout or self._home),
        )

    def _switch(self, layout: str) -> None:
        self.settle()
        try:
            self._deck_of(layout)
        except InkMissingError as error:
            log.warning("no handwriting: %s", error)
            return
        self._go(layout)

    # -- keys -------------------------------------------------------------------------------

    def _type(self, text: str) -> None:
        if self.target is None:
            return
        if self.layout in COMPOSING and text not in DIGITS and text.isascii():
            self._pen.add(text)
            self._offer()
            return
        self._take_first()
        self.settle()
        self.target.type(text)
        self._offer()

    def _act(self, name: str) -> None:
        if self.target is not None:
            getattr(self, f"_{name.strip('<>')}")()

    def hit(self, name: str) -> None:
        """A key of a real keyboard or keypad: what its like does in the layout shown, if any."""
        names = [key for row in LAYOUTS.get(self.layout, ()) for key, _wide in row]
        wanted = {" ": "<space>"}.get(name, name).lower()
        like = next((key for key in names if key.lower() == wanted), "")
        if like.startswith("<"):
            self._act(like)
        elif like or (name in DIGITS and self.layout in COMPOSING):
            self._type(like or name)

    def move(self, by: int) -> bool:
        """The caret one sign on (1) or back (-1); False at the beginning and the end."""
        moved = self._pen.move(by)
        self._offer()
        return moved

    def _take_first(self) -> bool:
        """The framed candidate, if there is one: what 空格 and punctuation do."""
        waiting = bool(self._composer.letters or self._written())
        if waiting and self._bar.first is not None:
            self._chose(self._bar.first)
        return waiting

    def _written(self) -> bool:
        return isinstance(self._deck, InkDeck) and self._deck.written

    def _chose(self, candidate: Candidate) -> None:
        if self.target is None:
            return
        text = self._composer.choose(candidate) if candidate.letters else candidate.text
        self._wipe()
        self._composed(text)

    def _composed(self, text: str = "") -> None:
        """A word and the letters behind it into the field, the candidates onto the bar."""
        self._pen.compose(text)
        self._offer()

    def _offer(self) -> None:
        if self._has_bar:
            self._show(self._composer.candidates)

    def _show(self, candidates: Sequence[Candidate]) -> None:
        was = bool(self._bar.first)
        self._bar.show(candidates, self._hint())
        if self._one_strip and was != bool(candidates):
            self.rearrange()

    def _hint(self) -> str:
        if self.layout == "ink":
            return _("一次写一个字，写好在这里选")
        return _("打拼音，字在这里选")

    def _wipe(self) -> None:
        if self._written() and isinstance(self._deck, InkDeck):
            self._deck.wipe()

    def _erase(self) -> None:
        if self._written():
            self._wipe()
        elif self._pen.erase():
            self._offer()

    def _clear(self) -> None:
        self._composer.clear()
        self._wipe()
        self._offer()
        if self.target is not None:
            self.target.clear()

    def _space(self) -> None:
        if not self._take_first() and self.target is not None:
            self.target.type(" ")

    def _cut(self) -> None:
        self._composer.add(CUT)
        self._composed()

    def _upper(self) -> None:
        self._go("capitals")

    def _lower(self) -> None:
        self._go("letters")

    def _today(self) -> None:
        if self.target is not None:
            self.target.clear()
            self.target.type(f"{date.today():%Y%m%d}")

    def _close(self) -> None:
        self.settle()
        self.dispatch("on_close")

    def _next(self) -> None:
        self.settle()
        self.dispatch("on_next")

    def in_order(self) -> list[Piece]:
        """As it stands: candidates, tabs, keys."""
        shown = self.shown()
        first = [self._bar] if self._bar in shown else []
        return [*first, *(piece for piece in shown if piece is not self._bar)]

    # -- layout -----------------------------------------------------------------------------

    @property
    def _one_strip(self) -> bool:
        """On low glass candidates stand where the tabs do, for as long as there are any."""
        return theme.short and bool(self._tabs) and self._has_bar

    def _heights(self) -> tuple[int, int]:
        """Of the tabs with the gap below them, and of the candidate bar; 0 for what is not."""
        below = theme.pick(1.5, elder=1.9)
        rows = -(-len(self._tabs) // self._tabs_a_row)
        tabs = rows * (self._tab_high() + below)
        return tabs, round(self._bar.measure(self.width)) if self._tabs else 0

    @property
    def _tabs_a_row(self) -> int:
        """Six of them in double letters beside the content need two rows."""
        crowded = theme.double and theme.landscape and len(self._tabs) == TABS
        return TABS // 2 if crowded else TABS

    @staticmethod
    def _tab_high() -> int:
        return theme.pick(7, elder=8 if theme.short else 9)

    @staticmethod
    def _padding() -> int:
        return theme.u(1.75 if theme.short else 2.25)

    def measure(self, width: float) -> float:
        """Bar, tabs, keys, padding; with tabs as high as for pinyin, whatever the layout."""
        tabs, bar = self._heights()
        around = self._padding() + theme.u(2)
        deck = self._deck_of(self._home if self._tabs else self.layout)
        above = max(bar, tabs) if theme.short else bar + tabs
        return float(above + around + deck.measure(width))

    def arrange(self) -> None:
        """The bar over the whole width, then tabs, then the keys in what is left."""
        tabs, bar = self._heights()
        pad = theme.u(2.5)
        left, inner, top = self.x + pad, self.width - 2 * pad, self.top
        one, writing = self._one_strip, bool(self._bar.first)
        if self._has_bar:
            self._bar.gone = one and not writing
            self._bar.place(self.x, top - bar, self.width, bar)
        top -= self._padding() + (bar if self._has_bar and not one else 0)
        self._place_tabs(left, top, inner, gone=one and writing)
        top -= max(bar, tabs) if one else tabs
        low = self.y + theme.u(2)
        if self._deck is not None:
            self._deck.place(left, low, inner, top - low)

    def _place_tabs(self, left: float, top: float, inner: float, *, gone: bool) -> None:
        between, below = theme.pick(1.15, elder=1.9), theme.pick(1.5, elder=1.9)
        count, tall = min(len(self._tabs), self._tabs_a_row), self._tab_high()
        wide = (inner - between * (count - 1)) / max(1, count)
        for index, tab in enumerate(self._tabs):
            row, column = divmod(index, max(1, count))
            tab.gone = gone
            x, y = left + column * (wide + between), top - tall - row * (tall + below)
            tab.place(x, y, wide, tall)

    def paint(self) -> None:
        """The tray."""
        shape.flat(*self.pos, *self.size, theme.color.tray)
        thin = theme.u(0.25)
        shape.flat(self.x, self.top - thin, self.width, thin, theme.color.edge)

    def on_touch_down(self, touch: Untyped) -> bool:
        """The tray swallows touches that fall between keys."""
        return super().on_touch_down(touch) or self.collide_point(*touch.pos)

    def on_next(self) -> None:
        """Event: 下一格."""

    def on_close(self) -> None:
        """Event: 收起键盘."""

    def forget(self) -> None:
        """No target, no letters, no candidates, no ink; of the layouts not shown neither."""
        self.drop()
        self._pen.target = None
        self._bar.forget()
        for deck in self._decks.values():
            deck.forget()
        super().forget()
