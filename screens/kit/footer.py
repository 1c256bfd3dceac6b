"""The footer: ways out, time left, and the one primary button; the same on every screen."""

from kivy.properties import ListProperty, NumericProperty, StringProperty

from kiosk.text import _
from screens.kit import reflow, shape
from screens.kit.box import Row
from screens.kit.icon import Icon
from screens.kit.piece import Piece
from screens.kit.press import PushButton
from screens.kit.rings import WaitRing
from screens.kit.text import Text
from screens.kit.theme import theme
from screens.kit.untyped import Untyped


class TimeLeft(Row):
    """The clock with 剩余 m:ss, or a sentence such as 读卡时不计时."""

    left = NumericProperty(-1)
    """Seconds; -1 shows nothing."""
    note = StringProperty("")
    brief = NumericProperty(0)
    """1 drops the word 剩余 (three big buttons beside it)."""

    def __init__(self, **options: Untyped) -> None:
        self._icon = Icon("clock-bold", size_u=4, color="ink2")
        self._words = Text(step="cap", color="ink2", rich=True)
        super().__init__(spacing=1, **options)
        self.add(self._icon, self._words)
        for name in ("left", "note", "brief"):
            self.fbind(name, self._write)
        self._write()

    def _write(self, *_args: object) -> None:
        if self.note:
            words = self.note
        elif self.left >= 0:
            minutes, seconds = divmod(int(self.left), 60)
            pattern = "{time}" if self.brief else _("剩余 {time}")
            words = pattern.format(time=f"[b]{minutes}:{seconds:02d}[/b]")
        else:
            words = ""
        self._icon.gone = self.gone = not words
        self._words.text = words


ROWS_PAD_U = 2
"""Above and below the rows of double letters: clear of what is pressed in the content."""


class Footer(Piece):
    """返回, 退出, time left; at most one secondary; the primary always in the right corner."""

    ground = "surface"
    __events__ = ("on_back", "on_leave", "on_main", "on_second", "on_refused")

    main_text = StringProperty("")
    main_icon = StringProperty("arrow-right-bold")
    second_text = StringProperty("")
    second_icon = StringProperty("")
    wait_text = StringProperty("")
    """Shown with the waiting ring in the corner instead of a primary button."""
    tools = ListProperty([])
    """Tools (see header.Tool) beside the ways out."""

    def __init__(self, **options: Untyped) -> None:
        self.back = self._nav(_("返回"), "arrow-left-bold", "on_back")
        self.leave = self._nav(_("退出"), "sign-out-bold", "on_leave")
        self.time = TimeLeft()
        self.second = PushButton(icon_first=True)
        self.main = PushButton(kind="main")
        self.ring = WaitRing()
        self.words = Text(step="lead", color="blue", bold=True, lines=2, shrink=1)
        super().__init__(**options)
        self.main.bind(
            on_release=lambda *_: self.dispatch("on_main"),
            on_refused=lambda *_: self.dispatch("on_refused"),
        )
        self.second.bind(on_release=lambda *_: self.dispatch("on_second"))
        self.add(self.back, self.leave, self.time, self.second, self.ring, self.words, self.main)
        for name in ("main_text", "main_icon", "second_text", "second_icon", "wait_text"):
            self.fbind(name, self._fill)
        self._tools: list[PushButton] = []
        self.fbind("tools", self._set_tools)
        self._fill()

    def _set_tools(self, *_: object) -> None:
        for button in self._tools:
            self.remove_widget(button)
        self._tools = [
            PushButton(word, kind="nav", icon=icon, icon_first=True, action=action)
            for icon, word, action in self.tools
        ]
        self.add(*self._tools)

    def _nav(self, word: str, icon: str, event: str) -> PushButton:
        return PushButton(
            word, kind="nav", icon=icon, icon_first=True, action=lambda: self.dispatch(event)
        )

    def _fill(self, *_: object) -> None:
        self.main.text, self.main.icon = self.main_text, self.main_icon
        self.second.text, self.second.icon = self.second_text, self.second_icon
        self.words.text = self.wait_text
        self.main.gone = not self.main_text
        self.second.gone = not self.second_text
        self.ring.gone = self.words.gone = not self.wait_text
        self.changed()

    def in_order(self) -> list[Piece]:
        """The way on before the ways out."""
        shown = self.shown()
        first = [button for button in (self.main, self.second) if button in shown]
        return first + [piece for piece in shown if piece not in first]

    def measure(self, width: float) -> float:
        """17 u; tight and landscape 14.5; elder 20; with double letters as many rows as needed."""
        if theme.double:
            return reflow.height(self._rows(width), self._gap()) + 2 * theme.u(ROWS_PAD_U)
        if theme.landscape:
            return float(theme.u(17 if theme.elder else 14.5))
        if theme.elder and theme.tight:
            return float(theme.u(17.5))
        return float(theme.pick(17, tight=14.5, elder=20))

    def _rows(self, width: float) -> reflow.Rows:
        """Ways out and time, then the ways on: beside them if there is room, else below."""
        inner, gap = width - 2 * theme.pad, self._gap()
        on = self._ways_on(inner, gap)
        for brief in (0, 1):
            out = self._ways_out(brief, inner, gap)
            joined = [*out[-1], *on[0]] if out and len(on) == 1 else []
            if joined and reflow.used(joined, gap) <= inner:
                # What waits stands in the corner, a way on reaches into it.
                spare_at = -1 if self.words.gone else len(out[-1]) - 1
                return [*out[:-1], reflow.stretched(joined, inner, gap, spare_at)]
        out = self._ways_out(0, inner, gap)
        return [*out, *(reflow.stretched(row, inner, gap) for row in on)]

    def lend_time(self) -> TimeLeft:
        """The time left, to stand elsewhere: double letters within a seated reach."""
        self.remove_widget(self.time)
        return self.time

    def _ways_out(self, brief: int, inner: float, gap: float) -> reflow.Rows:
        time = [self.time] if self.time.parent is self else []
        if time:
            self.time.brief = brief
        return reflow.flow((self.back, self.leave, *self._tools, *time), inner, gap)

    def _ways_on(self, inner: float, gap: float) -> reflow.Rows:
        ways = reflow.flow((self.second, self.main), inner, gap)
        if self.words.gone:
            return ways
        ring = reflow.Place(self.ring, self.ring.natural())
        wide = min(self.words.natural(), inner - ring.wide - gap)
        waiting = [ring, reflow.Place(self.words, wide)]
        if ways and reflow.used([*ways[-1], *waiting], gap) <= inner:
            return [*ways[:-1], [*ways[-1], *waiting]]
        return [*ways, waiting]

    @staticmethod
    def _gap() -> int:
        return theme.pick(2, tight=1.5, elder=2)

    def _middle(self, piece: Piece, x: float, wide: float) -> None:
        high = min(piece.wanted_height(wide), self.height)
        piece.place(x, self.y + (self.height - high) / 2, wide, high)

    def arrange(self) -> None:
        """Left group, right group, time between."""
        gap = self._gap()
        x, right = self.x + theme.pad, self.right - theme.pad
        if theme.double:
            top = self.top - theme.u(ROWS_PAD_U)
            reflow.place_rows(self._rows(self.width), x, top, gap)
            return
        for button in (self.back, self.leave, *self._tools):
            if button.gone:
                button.place(x, self.y, 0, 0)
                continue
            wide = button.natural()
            self._middle(button, x, wide)
            x += wide + gap
        right = self._arrange_right(x, right, gap)
        self._arrange_time(x, right, gap)

    def _arrange_right(self, x: float, right: float, gap: int) -> float:
        room = right - x
        if not self.main.gone:
            least = theme.u(30 if theme.tight else 34)
            wide = min(max(self.main.natural(), least), room)
            if not self.second.gone:
                wide = min(wide, room - theme.u(20) - gap)
            right -= wide
            self._middle(self.main, right, wide)
            right -= gap
        if not self.second.gone:
            wide = min(self.second.natural(), right - x)
            right -= wide
            self._middle(self.second, right, wide)
            right -= gap
        if not self.words.gone:
            ring = self.ring.natural()
            wide = min(self.words.natural(), room - ring - gap)
            right -= wide
            self._middle(self.words, right, wide)
            right -= ring + gap
            self._middle(self.ring, right, ring)
        return right

    def _arrange_time(self, x: float, right: float, gap: int) -> None:
        # Beside ways out alone it stands in the corner; beside nothing, where it stands else.
        alone = self.main.gone and self.second.gone and self.words.gone and x > self.x + theme.pad
        room = right - x - theme.u(1)
        self.time.brief = 0
        if self.time.natural() > room:
            self.time.brief = 1
        wide = self.time.natural()
        if wide > room:
            self.time.place(x, self.y, 0, 0)
            return
        left = right - wide if alone else x + theme.u(1)
        self._middle(self.time, left, wide)

    def paint(self) -> None:
        """Surface with a hairline above it."""
        shape.flat(*self.pos, *self.size, theme.color.named(self.ground))
        thin = theme.u(0.25)
        shape.flat(self.x, self.top - thin, self.width, thin, theme.color.line)

    def on_back(self) -> None:
        """Event."""

    def on_leave(self) -> None:
        """Event."""

    def on_main(self) -> None:
        """Event."""

    def on_second(self) -> None:
        """Event."""

    def on_refused(self) -> None:
        """Event: the primary was pressed while it is off."""
