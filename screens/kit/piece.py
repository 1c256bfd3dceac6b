"""The base of every widget here, and how a screen is laid out: in one pass, top down.

A piece says how high it wants to be at a width (`measure`) and is then placed (`place`). Nothing
is laid out through chains of property events, so a screen is right on its first frame, costs the
same every time, and a text that needs a second line pushes what stands below it.

    height = piece.wanted_height(width)
    piece.place(x, y, width, height)

Call `changed()` when the wish of a piece changes; the page is laid out again before the next frame.
"""

from collections.abc import Iterator
from typing import Any, ClassVar

from kivy.clock import Clock
from kivy.properties import BooleanProperty, NumericProperty
from kivy.uix.widget import Widget

from screens.kit.damage import damage
from screens.kit.theme import theme
from screens.kit.untyped import Untyped

CLEAN, BELOW, SELF = range(3)
"""Nothing to lay out; something inside; this piece itself."""


class Piece(Widget):  # type: ignore[misc]
    """One part of a screen. Lengths in properties are u; in methods, pixels."""

    grow = NumericProperty(0)
    """Share of the spare room along its parent's direction; 0 takes only what it wants."""
    wide = NumericProperty(0)
    """Fixed width in u; 0 = as wide as its content."""
    high = NumericProperty(0)
    """Fixed height in u; 0 = as high as its content."""
    gone = BooleanProperty(False)
    """Takes no room, is not drawn, cannot be touched."""

    LAYOUT: ClassVar[tuple[str, ...]] = ()
    """Properties whose change asks for a new layout."""
    PAINT: ClassVar[tuple[str, ...]] = ()
    """Properties whose change only asks to be painted again."""
    ringed = False
    """Whether it has the focus of the keypad."""
    is_root = False
    touchable = False
    """Whether fingers do something on it."""
    PAINTS_CHILDREN = False
    """Whether `paint` draws where its children stand (lines between rows)."""
    _quiet = 0
    """Above 0 while a layout runs: wishes that change now are met in this very pass."""

    def __init__(self, **options: Untyped) -> None:
        self._trigger: Any = None
        self._placed = False
        self._room_taken = (0, 0, 0, 0)
        self._dirty = SELF
        # The window would size a child by its hint behind the layout's back.
        super().__init__(size_hint=(None, None), **options)
        for name in ("grow", "wide", "high", "gone", *self.LAYOUT):
            self.fbind(name, self.changed)
        for name in self.PAINT:
            self.fbind(name, self.repaint)
        self.fbind("gone", self._vanish)

    # -- what a subclass says ---------------------------------------------------------------

    def measure(self, width: float) -> float:
        """Height wanted at that width, pixels."""
        return 0.0

    def natural(self) -> float:
        """Width wanted when there is room, pixels."""
        return 0.0

    def arrange(self) -> None:
        """Place the children inside `pos` and `size`."""

    def paint(self) -> None:
        """Draw into `canvas.before` (already cleared)."""

    # -- what everyone uses -----------------------------------------------------------------

    def wanted_height(self, width: float) -> float:
        """Height wanted at that width with `high` and `gone` counted in."""
        if self.gone:
            return 0.0
        if not self.high:
            return self.measure(width)
        # With double letters what was fixed is the least.
        return max(float(theme.u(self.high)), self.measure(width) if theme.double else 0.0)

    def wanted_width(self) -> float:
        """Width wanted with `wide` and `gone` counted in."""
        if self.gone:
            return 0.0
        return float(theme.u(self.wide)) if self.wide else self.natural()

    def place(self, x: float, y: float, width: float, height: float) -> None:
        """Take this room (whole pixels) and lay out what is inside, if anything changed."""
        pos, size = (round(x), round(y)), (round(width), round(height))
        room = (*pos, *size)
        moved = self._room_taken != room
        self._room_taken = room
        if not moved and self._dirty == CLEAN:
            return
        if moved:
            self.stain()
        fresh = moved or self._dirty == SELF or self.PAINTS_CHILDREN
        Piece._quiet += 1
        try:
            self.pos, self.size = pos, size
            self.opacity = 0 if self.gone else 1
            self._placed = True
            self.arrange()
            self._draw(fresh=fresh)
        finally:
            Piece._quiet -= 1
        self._dirty = CLEAN

    def rearrange(self) -> None:
        """Arrange and draw again in the same room: the wish has not changed, only what shows."""
        if not self._placed:
            return
        Piece._quiet += 1
        try:
            self.arrange()
            self._draw(fresh=True)
        finally:
            Piece._quiet -= 1

    def repaint(self, *_: object) -> None:
        """Draw again now."""
        self._draw(fresh=True)

    def _draw(self, *, fresh: bool) -> None:
        if not self._placed:
            return
        if fresh:
            self.stain()
        self.canvas.before.clear()
        if self.gone or self.width < 1 or self.height < 1:
            return
        with self.canvas.before:
            self.paint()

    def changed(self, *_: object) -> None:
        """Ask the page this stands on to lay itself out before the next frame."""
        self._dirty = SELF
        top = self
        while isinstance(top.parent, Piece):
            top = top.parent
            top._dirty = max(top._dirty, BELOW)
        # Laying out sets texts and steps of its own; those ask for nothing. What is not on the
        # glass is laid out when it is put there.
        if not top.is_root or Piece._quiet or top.parent is None:
            return
        if top._trigger is None:
            top._trigger = Clock.create_trigger(top.lay_out, -1)
        top._trigger()

    def lay_out(self, *_: object) -> None:
        """Lay out again in the same room."""
        self.place(*self.pos, *self.size)

    def stain(self) -> None:
        """The glass under this piece has to be drawn again."""
        if damage.watched and self._placed:
            x, y = self.to_window(*self.pos)
            damage.add(x, y, x + self.width, y + self.height)

    def _vanish(self, *_: object) -> None:
        self.opacity = 0 if self.gone else 1
        self.stain()

    def shown(self) -> list["Piece"]:
        """Children in the order they were added, without those that are gone."""
        return [child for child in reversed(self.children) if not child.gone]

    def in_order(self) -> list["Piece"]:
        """`shown`, as it is read and as a keypad goes through it."""
        return self.shown()

    def add(self, *pieces: "Piece") -> "Piece":
        """Add several children; returns self."""
        for piece in pieces:
            self.add_widget(piece)
        return self

    def add_widget(self, widget: Widget, *args: Untyped, **options: Untyped) -> None:
        """As Kivy's, and asks for a new layout."""
        super().add_widget(widget, *args, **options)
        self.changed()

    def remove_widget(self, widget: Widget, *args: Untyped, **options: Untyped) -> None:
        """As Kivy's, and asks for a new layout."""
        self.stain()
        super().remove_widget(widget, *args, **options)
        self.changed()

    def inc_disabled(self, count: int = 1) -> None:
        """Nothing: no piece is disabled in Kivy's way, which walks through all of a screen whenever
        it comes and goes."""

    dec_disabled = inc_disabled

    def pieces(self) -> Iterator["Piece"]:
        """This piece and every piece inside it."""
        yield self
        for child in self.children:
            if isinstance(child, Piece):
                yield from child.pieces()

    def resume(self) -> None:
        """On the glass again: start what moves. Pieces that move override this."""
        for child in self.children:
            if isinstance(child, Piece):
                child.resume()

    def forget(self) -> None:
        """Drop what a citizen may have left here. Pieces that hold such things override this."""
        for child in self.children:
            if isinstance(child, Piece):
                child.forget()

    def on_touch_down(self, touch: Untyped) -> bool:
        """Nothing that is gone answers to touch."""
        return False if self.gone else bool(super().on_touch_down(touch))
