"""What can be pressed: it stands on a sill, and goes down in the frame the finger lands."""

from collections.abc import Callable
from typing import ClassVar

from kivy.clock import Clock
from kivy.properties import BooleanProperty, NumericProperty, StringProperty

from screens.kit import shape
from screens.kit.icon import draw_icon
from screens.kit.piece import Piece
from screens.kit.text import Text, extent
from screens.kit.theme import theme
from screens.kit.untyped import Untyped

Action = Callable[[], object]


class Pressable(Piece):
    """Base of everything that answers to a finger. Fires `on_release` when let go inside.

    Its height holds the face and the sill below it. `off` takes the sill away: a press then fires
    `on_refused`, where the screen says why it cannot be pressed yet.
    """

    pressed = BooleanProperty(False)
    off = BooleanProperty(False)
    chosen = BooleanProperty(False)
    fill = StringProperty("surface")
    fill_pressed = StringProperty("tint")
    frame = StringProperty("line")
    sill = StringProperty("edge")
    stroke = NumericProperty(0.25)
    radius = NumericProperty(2)
    depth = NumericProperty(0.5)

    LAYOUT: ClassVar[tuple[str, ...]] = ()
    PAINT: ClassVar[tuple[str, ...]] = ("fill", "frame", "sill", "stroke", "radius", "off")

    touchable = True
    spoken = ""
    """What it is called where no word stands on it."""
    __events__ = ("on_release", "on_refused")

    def __init__(self, *, action: Action | None = None, **options: Untyped) -> None:
        super().__init__(**options)
        if action is not None:
            self.bind(on_release=lambda *_: action())
        self.fbind("pressed", self._moved)
        self.fbind("chosen", self._moved)

    # -- touch ------------------------------------------------------------------------------

    def on_touch_down(self, touch: Untyped) -> bool:
        """Goes down at once."""
        if self.gone or not self.collide_point(*touch.pos) or touch.is_mouse_scrolling:
            return False
        touch.grab(self)
        self.pressed = not self.off
        return True

    def on_touch_move(self, touch: Untyped) -> bool:
        """Comes up while the finger is beside it, or turns out to be scrolling."""
        if touch.grab_current is not self:
            return False
        over = self.collide_point(*touch.pos) and not touch.ud.get("scrolling")
        self.pressed = over and not self.off
        return True

    def on_touch_up(self, touch: Untyped) -> bool:
        """Fires when the finger is still on it."""
        if touch.grab_current is not self:
            return False
        touch.ungrab(self)
        Clock.schedule_once(self._up, theme.motion.release)
        if self.collide_point(*touch.pos) and not touch.ud.get("scrolling"):
            self.tapped(touch)
        return True

    def tapped(self, _touch: Untyped) -> None:
        """A finger came and went here."""
        self.dispatch("on_refused" if self.off else "on_release")

    def press(self) -> None:
        """As a finger would, without one: a key of the keypad."""
        self.pressed = not self.off
        Clock.schedule_once(self._up, theme.motion.release)
        self.dispatch("on_refused" if self.off else "on_release")

    def _up(self, *_: object) -> None:
        self.pressed = False

    def dropped(self, _touch: Untyped) -> None:
        """The finger on it no longer counts."""
        self.pressed = False

    def _moved(self, *_: object) -> None:
        self.rearrange()

    def on_release(self) -> None:
        """Event: pressed and let go inside."""

    def on_refused(self) -> None:
        """Event: pressed while `off`."""

    # -- look -------------------------------------------------------------------------------

    @property
    def sill_px(self) -> int:
        """Height of the sill when it is up, pixels."""
        return theme.u(self.depth)

    def face(self) -> tuple[float, float, float, float]:
        """The face's x, y, width and height as it stands now."""
        down = theme.u(0.35) if self.pressed and self.depth else 0
        depth = self.sill_px
        return self.x, self.y + depth - down, self.width, self.height - depth

    def paint(self) -> None:
        """Sill, face, border."""
        x, y, w, h = self.face()
        radius = theme.u(self.radius)
        color = theme.color.named
        stroke = theme.u(self.stroke)
        if self.off:
            shape.box(x, y, w, h, radius, color("sunken"))
            shape.dashed_box(x, y, w, h, radius, color("edge"), theme.u(0.3))
            return
        fill, frame, sill = self.fill, self.frame, self.sill
        if self.chosen:
            fill, frame, sill, stroke = "tint", "blue", "blue", theme.u(0.5)
        elif theme.outlined:
            stroke = max(stroke, theme.u(0.35))
        if self.pressed:
            fill = self.fill_pressed
        if self.depth:
            # Only what the face leaves free: filling pixels is what a frame costs.
            shape.box(x, self.y, w, min(h, self.sill_px + 2 * radius), radius, color(sill))
        shape.box(x, y, w, h, radius, color(fill))
        if frame:
            shape.box(x, y, w, h, radius, color(frame), stroke)


# kind -> fill, pressed fill, text, border, sill
_KINDS = {
    "main": ("accent", "accentedge", "onaccent", "accent", "accentedge"),
    "secondary": ("surface", "tint", "blue", "blue", "blue"),
    "small": ("surface", "tint", "blue", "blue", "blue"),
    "danger": ("surface", "badtint", "bad", "bad", "bad"),
    "nav": ("surface", "tint", "ink", "edge", "edge"),
    "tool": ("tint", "surface", "blue", "tintline", "edge"),
}


class PushButton(Pressable):
    """A word on a sill. `kind`: main (one per screen), secondary, small, danger, nav, tool.

    The icon stands after the word, or before it with `icon_first`. A word that does not fit goes
    to smaller steps and then to two lines.
    """

    text = StringProperty("")
    icon = StringProperty("")
    icon_first = BooleanProperty(False)
    kind = StringProperty("secondary")

    LAYOUT: ClassVar[tuple[str, ...]] = ("text", "icon", "icon_first", "kind")

    def __init__(self, text: str = "", **options: Untyped) -> None:
        self._label = Text(align="center")
        self._shows_icon = False
        self.peers: list[PushButton] = [self]
        """The row of like width it stands in: words of one size, all with their icons or none."""
        super().__init__(text=text, **options)
        self.add_widget(self._label)
        self.fbind("kind", self._dress)
        self.fbind("off", self._dress)
        self.fbind("pressed", self._dress)
        self._dress()

    def _dress(self, *_: object) -> None:
        fill, pressed, ink, frame, sill = _KINDS[self.kind]
        self.fill, self.fill_pressed, self.frame, self.sill = fill, pressed, frame, sill
        small = self.kind in ("small", "tool")
        self.radius = 1.75 if small else 2
        self.depth = 0 if self.off else 0.4 if self.kind == "tool" else 0.5
        self.stroke = 0.25 if small else 0.3
        self._label.bold = self.kind not in ("nav", "tool")
        self._ink = "ink2" if self.off else ink
        if self.kind == "main" and self.pressed and theme.outlined:
            self._ink = "bg"
        self._label.color = self._ink
        self._moved()

    def _step(self) -> str:
        return {"small": "body", "tool": "body", "nav": "lead"}.get(self.kind, "button")

    def _icon_px(self) -> int:
        if not self.icon:
            return 0
        standard = {"small": 3.75, "tool": 4.0, "nav": 4.25}.get(self.kind, 4.5)
        return theme.pick(standard, elder={"tool": 6, "nav": 5.25}.get(self.kind, 5.5))

    def _pad(self) -> int:
        if self.kind == "nav":
            return theme.pick(2.25, tight=1.5, elder=2.5)
        if self.kind == "tool":
            return theme.u(1.25)
        return theme.u(2.5) if self.kind == "small" or theme.tight else theme.u(3.5)

    def _icon_gap(self) -> int:
        if not self.icon or not self.text:
            return 0
        return theme.u(1.5 if self.kind in ("main", "secondary", "danger") else 1)

    def _stacked(self) -> bool:
        return self.kind == "tool" and theme.elder and not theme.short

    def measure(self, width: float) -> float:
        """Face by kind, plus the sill; with double letters higher for words of several lines."""
        face = {
            "small": theme.pick(7, elder=9),
            "tool": theme.pick(8, elder=15.5 if self._stacked() else 9),
            "nav": theme.pick(9.5, elder=12.5),
        }.get(self.kind, theme.pick(11, elder=14))
        if theme.double or (self.kind == "nav" and width and not self._fits("body", width)):
            face = max(face, round(self._words_high(width)) + theme.u(2))
        return float(face + theme.u(0.5))

    def _words_high(self, width: float) -> float:
        """Height of the words, and of the icon above them, in a face of that width."""
        label = self._label
        label.step, label.text, label.lines = self._row_step(width), self.text, 0
        if not width:
            return label.pitch(label.step)
        icon = self._icon_px() if self._stacked() else 0
        return label.wanted_height(self._room(width)) + icon

    def _room(self, w: float) -> float:
        """Width for the word in a face of width `w`."""
        beside = 0 if self._stacked() or self._bare(w) else self._icon_px() + self._icon_gap()
        return w - theme.u(0.5 if self.kind == "tool" else 2) - beside

    def _bare(self, w: float) -> bool:
        # Five of them in the low layout, with large letters: the words alone.
        narrow = self.kind in ("tool", "nav") or theme.double
        if not narrow or self._stacked():
            return False
        return any(one.natural() > w for one in self.peers)

    def _fits(self, step: str, w: float) -> bool:
        """Whether its word stands on one line."""
        return self._word_wide(step) <= self._room(w)

    def _word_wide(self, step: str) -> float:
        """Width of its word on one line, pixels."""
        words = self.text.replace("|", "")
        return extent(words, getattr(theme.size, step), self._label.bold) + 1 if words else 0.0

    def _row_step(self, w: float) -> str:
        """The largest step in which every word of the row stands on one line, else the least."""
        steps = (self._step(), "lead", "body")[: 1 if theme.double else None]
        fitting = (step for step in steps if all(one._fits(step, w) for one in self.peers))
        return next(fitting, steps[-1])

    def natural(self) -> float:
        """Word, icon and padding."""
        word = self._word_wide(self._step())
        if self._stacked():
            return max(word, self._icon_px()) + 2 * self._pad()
        return word + self._icon_gap() + self._icon_px() + 2 * self._pad()

    def longest_word(self) -> float:
        """Width in which no word of it is torn, pixels."""
        self._label.step, self._label.text = self._step(), self.text
        return self._label.longest_word() + theme.u(1)

    def arrange(self) -> None:
        """Set the word in the largest step that fits."""
        x, y, w, h = self.face()
        icon, gap, label = self._icon_px(), self._icon_gap(), self._label
        stacked = self._stacked()
        if self._bare(w):
            icon = gap = 0
        label.step, label.text, label.lines = self._row_step(w), self.text, 0
        wide = min(self._word_wide(label.step), self._room(w))
        if stacked:
            high = label.wanted_height(wide)
            base = y + (h - high - icon) / 2
            label.place(x + (w - wide) / 2, base, wide, high)
            self._icon_at, self._shows_icon = (x + (w - icon) / 2, base + high), True
            return
        left = x + (w - wide - icon - gap) / 2
        label.place(left + (icon + gap if self.icon_first else 0), y, wide, h)
        self._icon_at = (left if self.icon_first else left + wide + gap, y + (h - icon) / 2)
        self._shows_icon = icon > 0

    def paint(self) -> None:
        """Face, then icon."""
        super().paint()
        if self.icon and self._shows_icon:
            ink = self._ink if self.kind != "nav" else "blue"
            draw_icon(self.icon, *self._icon_at, self._icon_px(), ink)
