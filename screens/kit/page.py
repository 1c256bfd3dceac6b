"""The scaffold of every screen: header, steps, question, content, footer, in both orientations.

A screen says what it has once; the page lays it out. Portrait: header, step bar, question, aside,
content, keyboard tray, footer, top to bottom. Landscape: the left panel (68 u) holds the question,
the steps and the aside; the right holds the content over the tray. Low: what is only read (site,
steps, question, aside) stands above the seated reach, everything to press below it, tools first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kivy.clock import Clock
from kivy.properties import BooleanProperty, StringProperty

from kiosk.text import _
from screens.kit import shape
from screens.kit.banner import Banner
from screens.kit.box import Column
from screens.kit.damage import damage
from screens.kit.footer import Footer
from screens.kit.header import Header
from screens.kit.piece import Piece
from screens.kit.scroll import Scroll
from screens.kit.steps import StepBar
from screens.kit.text import SecretText, Text
from screens.kit.theme import COLUMN_MAX_U, ROOM_MAX_U, theme
from screens.kit.untyped import Untyped

if TYPE_CHECKING:
    from screens.kit.reading import Reading

LEFT_PANEL_U, DOUBLE_PANEL_U = 68, 96
CLOSER_U = (3.75, 2.75, 2, 1.25)
"""Between blocks where there is little height."""
LINE_GAP_U = 2.25
"""Above and below the tools of the low layout."""


def left_panel() -> int:
    """Width of the left panel, pixels: double letters share the glass by halves."""
    return theme.u(DOUBLE_PANEL_U if theme.double else LEFT_PANEL_U)


class Page(Piece):
    """One screen. Give it `add_content(...)`, `add_aside(...)`, `set_tray(...)` and the strings.

    Content that is too high scrolls; spare height goes to whichever piece has `grow`.
    """

    eyebrow = StringProperty("")
    title = StringProperty("")
    sub = StringProperty("")
    bare = BooleanProperty(False)
    """No header, question or footer: the content is the whole screen (attract)."""
    is_root = True
    closest: ClassVar[float] = 2
    """How close blocks may stand before anything has to scroll, u."""

    LAYOUT: ClassVar[tuple[str, ...]] = ("bare",)

    def __init__(self, **options: Untyped) -> None:
        self.header, self.footer = Header(), Footer()
        self.steps = StepBar(gone=True)
        self._eyebrow = Text(step="cap", color="blue", bold=True, lines=2)
        self._title = Text(step="h1", bold=True, lines=3 if theme.landscape else 2, shrink=1)
        self._sub = SecretText(step="body", color="ink2")
        self.question_block = Column(spacing=0.75).add(self._eyebrow, self._title, self._sub)
        spacing = 3.25 if theme.tight or theme.landscape else 4.75
        self.aside = Column(spacing=spacing, gone=True)
        self.apart: float = spacing
        """Between the blocks of the content where there is room, u."""
        self.content = Column(spacing=spacing, grow=1)
        self.foreign = Banner(
            _("这一部分只有中文。"), step="cap", icon="translate-bold", padding=[2, 0.5], gone=True
        )
        """Shown where the platform's words are not in the citizen's language."""
        self.tray: Piece | None = None
        side, top, low = (4, 2.75, 2) if theme.tight else (5, 4, 3)
        self._reading: Reading | None = None
        if theme.landscape:
            self._left = Column(spacing=4, padding=[5, 4, 4, 3])
            self._left.add(self.question_block, self.steps, self.aside)
            self._right = Column(spacing=2.25, padding=[4, 4, 5, 3]).add(self.foreign, self.content)
            self.left_scroll: Scroll | None = Scroll(self._left)
        elif theme.low:
            # Seldom wanted: not before the first frame.
            from screens.kit.reading import Reading

            self._right = Column(spacing=spacing, padding=[side, 1, side, low])
            self._right.add(self.question_block, self.aside, self.content)
            self.left_scroll = None
            self.question_block.add(self.foreign)
            self._reading = Reading(self.question_block, (self.aside, self.content), spacing)
            if theme.crowded:
                self.header.hold(self.footer.lend_time())
        else:
            self._right = Column(spacing=spacing, padding=[side, top, side, low])
            if theme.double:
                # Upright as well their letters leave no height for what need not stand still.
                self._right.add(self.steps)
            self._right.add(self.question_block, self.aside, self.foreign, self.content)
            self.left_scroll = None
        self.scroll = Scroll(self._right)
        self.scroll.fit = self._stand_closer
        super().__init__(**options)
        self.add(self.header)
        if self.steps.parent is None:
            self.add(self.steps)
        if self.left_scroll is not None:
            self.add(self.left_scroll)
        if self._reading is not None:
            self.add(self._reading, self.header.toolbar)
        self.add(self.scroll, self.footer)
        for name in ("eyebrow", "title", "sub"):
            self.fbind(name, self._write)
        self._write()

    def _write(self, *_: object) -> None:
        parts = ((self._eyebrow, self.eyebrow), (self._title, self.title), (self._sub, self.sub))
        for part, text in parts:
            part.text, part.gone = text, not text
        self.question_block.gone = not self.question_block.shown()

    # -- what a screen gives ----------------------------------------------------------------

    def add_content(self, *pieces: Piece) -> None:
        """Below the question in portrait, right in landscape."""
        self.content.add(*pieces)

    def add_aside(self, *pieces: Piece) -> None:
        """Between question and content in portrait, in the left panel in landscape."""
        self.aside.gone = False
        self.aside.add(*pieces)

    def set_tray(self, tray: Piece | None) -> None:
        """The keyboard, above the footer; None takes it away."""
        if tray is self.tray:
            return
        if self.tray is not None:
            self.remove_widget(self.tray)
        self.tray = tray
        if tray is not None:
            self.add_widget(tray)
        if theme.double and self.left_scroll is not None:
            self._take_beside(self._left if tray is not None else self._right)
        elif theme.crowded:
            self._take_along(self._right if tray is not None else self)

    def _take_beside(self, column: Column) -> None:
        """Double letters on low glass: what is written stands beside the keyboard, not over it."""
        if self.content.parent is not column:
            self.content.parent.remove_widget(self.content)
            column.add_widget(self.content)
        self.scroll.gone = column is self._left

    def _take_along(self, home: Piece) -> None:
        """Double letters within a seated reach: beside a keyboard the tools scroll, at the end."""
        tools = self.header.toolbar
        if tools.parent is not home:
            tools.parent.remove_widget(tools)
            home.add_widget(tools)

    def set_steps(self, names: tuple[str, ...], now: int) -> None:
        """The step bar; `now` counts from 1; no names takes it away."""
        self.steps.names, self.steps.now = list(names), max(1, now)
        self.steps.gone = not names

    def sort_for_reach(self) -> None:
        """Low: what came with a question and is only read stands above the reach, if it fits."""
        if self._reading is not None:
            head = self.header.wanted_height(theme.width) + self.steps.wanted_height(theme.width)
            self._reading.fill(theme.height - head - theme.reach)

    def reveal(self, piece: Piece) -> None:
        """Scroll a piece of the content into view."""
        left = self.left_scroll
        (left if left is not None and self.scroll.gone else self.scroll).show(piece)

    def in_order(self) -> list[Piece]:
        """The content, then the keyboard that writes into it, then the ways on."""
        shown = self.shown()
        last = [piece for piece in (self.scroll, self.tray, self.footer) if piece in shown]
        return [piece for piece in shown if piece not in last] + last

    # -- layout -----------------------------------------------------------------------------

    def arrange(self) -> None:
        """Bars first, the rest shares what is left."""
        if self.bare:
            self.header.gone = self.footer.gone = True
        x, width = self.x, self.width
        top = self._bar(self.header, self.top, from_top=True)
        foot = self.y + self.footer.wanted_height(width)
        self.footer.place(x, self.y, width, foot - self.y)
        if theme.landscape and self.left_scroll is not None:
            panel = 0 if self.bare else left_panel()
            self.left_scroll.place(x, foot, panel, top - foot)
            x, width = x + panel, width - panel
        elif self.steps.parent is self:
            top = self._bar(self.steps, top, from_top=True)
        top = self._read_above(top)
        if self.tray is not None:
            high = top - foot if self.scroll.gone else self.tray.wanted_height(width)
            self.tray.place(x, foot, width, high)
            foot += high
        column = width
        if not theme.landscape and not self.bare:
            column = min(width, theme.u(COLUMN_MAX_U))
            top = min(top, self.y + self.footer.height + theme.u(ROOM_MAX_U))
        self.scroll.place(x + (width - column) / 2, foot, column, top - foot)

    def _stand_closer(self, wanted: float, room: float) -> float:
        """Blocks stand closer where that spares scrolling; what the content then wants."""
        gaps = max(0, len(self.content.shown()) - 1)
        rest = wanted - gaps * self.content.gap()
        closer = (step for step in CLOSER_U if self.closest <= step < self.apart)
        fitting = (step for step in (self.apart, *closer) if rest + gaps * theme.u(step) <= room)
        self.content.spacing = next(fitting, self.apart)
        return rest + gaps * self.content.gap()

    def _read_above(self, top: float) -> float:
        """Low: what is only read, down to the line, and the tools below it; the room's new top."""
        if self._reading is None:
            return top
        line = self.y + theme.reach
        self._reading.place(self.x, line, self.width, top - line)
        if self._reading.overflows:
            Clock.schedule_once(lambda _: self.sort_for_reach(), -1)
        tools, top = self.header.toolbar, line - theme.u(LINE_GAP_U)
        if tools.parent is not self:
            return top
        wide = self.width - 2 * theme.pad
        high = tools.wanted_height(wide)
        tools.place(self.x + theme.pad, top - high, wide, high)
        return top - high - theme.u(LINE_GAP_U)

    def _bar(self, bar: Piece, edge: float, *, from_top: bool) -> float:
        high = bar.wanted_height(self.width)
        bar.place(self.x, edge - high if from_top else edge, self.width, high)
        return edge - high

    def paint(self) -> None:
        """The page's ground, and the left panel's in landscape."""
        # Where every fill counts, the window is cleared to this colour and no page fades.
        if not damage.costly:
            shape.flat(*self.pos, *self.size, theme.color.bg)
        if theme.low:
            shape.flat(self.x, self.y + theme.reach, self.width, theme.u(0.25), theme.color.edge)
        if theme.landscape and not self.bare and self.left_scroll is not None:
            panel = self.left_scroll
            shape.flat(*panel.pos, *panel.size, theme.color.surface)
            thin = theme.u(0.25)
            shape.flat(panel.right - thin, panel.y, thin, panel.height, theme.color.line)
