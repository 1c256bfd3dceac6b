"""The search box: what the keyboard types into, with a button that empties it."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.text import _
from screens.kit.field import InputBox
from screens.kit.icon import draw_icon
from screens.kit.press import Pressable
from screens.kit.theme import theme
from screens.kit.untyped import Untyped

MAX_LENGTH = 40


class ClearButton(Pressable):
    """清空 at the end of the box: a cross on a disc, no sill; 7 u (15 mm) for the finger."""

    def __init__(self, action: Callable[[], object]) -> None:
        self.text = _("清空")  # for whoever cannot see the cross
        super().__init__(action=action, depth=0, frame="", radius=1.5)

    def measure(self, width: float) -> float:
        """Square."""
        return float(theme.pick(7, elder=8))

    def natural(self) -> float:
        """Square."""
        return self.measure(0)

    def paint(self) -> None:
        """A ground of its own, over the end of the box, then the cross."""
        super().paint()
        side = theme.u(4.5)
        x, y = self.center_x - side / 2, self.center_y - side / 2
        draw_icon("x-circle-fill", x, y, side, "ink2")


class SearchBox(InputBox):
    """Holds the words typed; `changed_by_hand` is called with them once for each key."""

    def __init__(
        self, changed_by_hand: Callable[[str], None], open_keys: Callable[[], None]
    ) -> None:
        self._tell = changed_by_hand
        self.clear_button = ClearButton(self.clear)
        super().__init__(
            icon="magnifying-glass-bold",
            step="key",
            box_high=12,
            placeholder=_("拼音或首字母") if theme.landscape else _("写拼音或首字母，比如 sbk"),
            action=open_keys,
        )
        self.add(self.clear_button)
        self.fbind("text", self._show_clear)
        self._show_clear()

    def _show_clear(self, *_: object) -> None:
        self.clear_button.gone = not self.text
        # The box keeps room for its own icon there, so a long text ends before the button.
        self.suffix_icon = "x-circle-fill" if self.text else ""

    # -- what a keyboard does ---------------------------------------------------------------

    def type(self, text: str) -> None:
        """One more character."""
        self._set((self.text + text)[:MAX_LENGTH])

    def erase(self) -> None:
        """退格."""
        self._set(self.text[:-1])

    def clear(self) -> None:
        """清空."""
        self._set("")

    def _set(self, text: str) -> None:
        if text != self.text:
            self.text = text
            self._tell(text)

    # -- layout -----------------------------------------------------------------------------

    def arrange(self) -> None:
        """The clear button lies in the end of the box."""
        super().arrange()
        side = self.clear_button.measure(0)
        if not self.clear_button.gone:
            x = self.right - theme.u(1.25) - side
            self.clear_button.place(x, self.center_y - side / 2, side, side)

    def on_touch_down(self, touch: Untyped) -> bool:
        """The clear button first."""
        return self.clear_button.on_touch_down(touch) or super().on_touch_down(touch)
