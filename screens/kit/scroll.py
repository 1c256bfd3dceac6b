"""Scroll: what may be higher than its room, with a cue that there is more."""

from collections.abc import Callable

from kivy.graphics import PopMatrix, PushMatrix, ScissorPop, ScissorPush, Translate

from kiosk.text import _
from screens.kit import shape
from screens.kit.piece import Piece
from screens.kit.press import PushButton
from screens.kit.theme import theme
from screens.kit.untyped import Untyped

STRIP_GAP_U = 1
"""Above and below 往下看."""
LINE_U = 0.25
STRIP_SHARE = {False: 1 / 3, True: 0.4}
"""Of the room, usually and where it is crowded: a strip for 往下看 may take so much and no more,
else it lies over what scrolls."""


class Scroll(Piece):
    """Holds one piece. A press inside shows at once; a finger that moves 3 u scrolls instead.

    While there is more below, 往下看 stands at the lower edge, in a strip of its own where the room
    has one to spare, else as a mere arrow over what scrolls, or beside it if that `yields`;
    pressing it turns one page.
    """

    def __init__(self, inside: Piece, **options: Untyped) -> None:
        self.inside = inside
        self.offset = 0.0
        self.fit: Callable[[float, float], float] = lambda wanted, _room: wanted
        """May make the inside, which wants so many pixels, lower for its room: the new wish."""
        self.most = 0.0
        """Never wants to be higher, pixels; 0 = as high as the inside."""
        self.yields = False
        """Whether the inside gives up width for an arrow that would lie over its buttons."""
        self._many: Piece | None = None
        self._sought: Piece | None = None
        """Brought into view; it stays there when room or contents change, until they scroll."""
        self._fitted = (0.0, 0.0)
        self._more = PushButton(
            _("往下看"), kind="small", icon="arrow-down-bold", action=self.page_down
        )
        super().__init__(**options)
        self._clip = ScissorPush()
        self._shift = Translate(0, 0)
        super().add_widget(inside)
        super().add_widget(self._more)
        self._wrap(inside)

    def holds_many(self, rows: Piece) -> None:
        """Of the children of `rows`, somewhere inside, only those in sight are drawn: all others of
        a thousand would cost more than the frame itself."""
        self._many = rows

    def _wrap(self, inside: Piece) -> None:
        self.canvas.remove(inside.canvas)
        self.canvas.remove(self._more.canvas)
        for item in (self._clip, PushMatrix(), self._shift, inside.canvas, PopMatrix()):
            self.canvas.add(item)
        self.canvas.add(ScissorPop())
        self.canvas.add(self._more.canvas)

    @property
    def hidden(self) -> float:
        """Pixels of the inside that do not fit."""
        return max(0.0, float(self.inside.height - self.height))

    @property
    def floor(self) -> float:
        """Where what is in sight ends below: above the strip of 往下看, or at the lower edge."""
        spared = not self._more.gone and self._spares_a_strip()
        return float(self.y + (self._strip() if spared else 0))

    def _strip(self) -> float:
        return self._more.measure(0) + 2 * theme.u(STRIP_GAP_U)

    def _spares_a_strip(self) -> bool:
        return bool(self._strip() <= self.height * STRIP_SHARE[theme.crowded])

    def measure(self, width: float) -> float:
        """As the inside, up to `most`."""
        wanted = self.inside.wanted_height(width)
        return min(wanted, self.most) if self.most else wanted

    def natural(self) -> float:
        """As the inside."""
        return self.inside.wanted_width()

    def arrange(self) -> None:
        """The inside as high as it wants, at least as high as the room."""
        words = _("往下看")
        self._more.text, self._more.spoken = (words, "") if self._spares_a_strip() else ("", words)
        wide = self.width
        wanted = self.fit(self.inside.wanted_height(wide), self.height)
        if self.yields and wanted > self.height and not self._spares_a_strip():
            wide -= self._more.natural() + theme.u(STRIP_GAP_U)
            wanted = self.fit(self.inside.wanted_height(wide), self.height)
        high = max(wanted, self.height)
        self.inside.place(self.x, self.top - high, wide, high)
        self._move(self.offset)
        if self._fitted != (high, self.height):
            self._fitted = (high, self.height)
            self._seek()

    def paint(self) -> None:
        """A hairline over the strip of 往下看: what is read goes on below it."""
        if self.floor > self.y:
            shape.flat(self.x, self.floor, self.width, theme.u(LINE_U), theme.color.line)

    def scroll_to(self, offset: float) -> None:
        """Show the inside from `offset` pixels below its top."""
        self._sought = None
        self._move(offset)

    def _move(self, offset: float) -> None:
        self.offset = min(max(0.0, offset), self.hidden)
        self._shift.xy = (0, round(self.offset))
        before = self.floor
        self._place_cue()
        floor = self.floor
        # Nothing that scrolls lies on the hairline.
        low = int(floor) + (theme.u(LINE_U) if floor > self.y else 0)
        self._clip.pos = (int(self.x), low)
        self._clip.size = (int(self.width), int(self.top) - low)
        self._leave_out()
        if floor == before:
            self.stain()
        else:
            self.repaint()

    def _place_cue(self) -> None:
        wide, high = self._more.natural(), self._more.measure(0)
        self._more.gone = self.offset >= self.hidden - theme.u(2)
        x, y = self.right - wide - theme.pad, self.y + theme.u(STRIP_GAP_U)
        self._more.place(x, y, wide, 0 if self._more.gone else high)

    def _leave_out(self) -> None:
        if self._many is None:
            return
        low, high = self.y - self.offset, self.top - self.offset
        canvas = self._many.canvas
        drawn = set(canvas.children)
        for row in self._many.children:
            seen = row.top > low and row.y < high
            if seen and row.canvas not in drawn:
                canvas.add(row.canvas)
            elif not seen and row.canvas in drawn:
                canvas.remove(row.canvas)

    def page_down(self) -> None:
        """One screen further, keeping a little of what was read."""
        self.scroll_to(self.offset + (self.top - self.floor) * 0.8)

    def show(self, piece: Piece) -> None:
        """Bring a piece inside into view, clear of the cue if there is room, and keep it there; of
        what is too high its end."""
        self._sought = piece
        self._seek()

    def _seek(self) -> None:
        piece = self._sought
        if piece is None or not self._holds(piece):
            return
        margin = theme.u(3)
        cue = self._strip()
        fits = piece.height + margin + cue <= self.height
        below = cue if fits or self._spares_a_strip() else margin
        low, high = piece.y - below, piece.top + margin
        bottom = self.y - self.offset
        if low < bottom:
            self._move(self.offset + bottom - low)
        elif high > bottom + self.height:
            # Of what is higher than the room the lower end stays: the box under its words.
            self._move(self.offset - min(high - bottom - self.height, low - bottom))

    def _holds(self, piece: Piece) -> bool:
        """Whether it still stands inside, and shows."""
        while isinstance(piece, Piece) and not piece.gone:
            if piece is self.inside:
                return True
            piece = piece.parent
        return False

    # -- touch: the inside is drawn `offset` higher than it stands -----------------------------

    def to_local(self, x: float, y: float, **_: Untyped) -> tuple[float, float]:
        """Into the inside's coordinates."""
        return x, y - self.offset

    def to_parent(self, x: float, y: float, **_: Untyped) -> tuple[float, float]:
        """Out of the inside's coordinates."""
        return x, y + self.offset

    def on_touch_down(self, touch: Untyped) -> bool:
        """The cue first, then the inside; the finger is watched for scrolling."""
        if self.gone or not self.collide_point(*touch.pos):
            return False
        if touch.is_mouse_scrolling:
            self.scroll_to(self.offset + theme.u(8) * (1 if touch.button == "scrollup" else -1))
            return True
        if self._more.on_touch_down(touch):
            return True
        touch.ud["scroll_from"] = (touch.y, self.offset)
        touch.grab(self)
        if touch.y < self.floor:
            return True
        touch.push()
        touch.apply_transform_2d(self.to_local)
        self.inside.on_touch_down(touch)
        touch.pop()
        return True

    def on_touch_move(self, touch: Untyped) -> bool:
        """Scrolls once the finger has gone 3 u."""
        if touch.grab_current is not self or not self.hidden:
            return touch.grab_current is self
        start, offset = touch.ud["scroll_from"]
        if abs(touch.y - start) > theme.u(3) and not touch.ud.get("holding"):
            touch.ud["scrolling"] = True
        if touch.ud.get("scrolling"):
            self.scroll_to(offset + touch.y - start)
        return True

    def on_touch_up(self, touch: Untyped) -> bool:
        """Lets the finger go."""
        if touch.grab_current is self:
            touch.ungrab(self)
            return True
        return False
