"""The search box: what the keyboard types into, with a button that empties it."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.text import _
from screens.kit.icon import draw_icon
from screens.kit.input_box import InputBox
from screens.kit.press import Pressable
from screens.kit.theme import theme
from screens.kit.untyped import Untyped
from screens.writing.caret import cut_at
from screens.writing.composer import CUT

MAX_LENGTH = 40


class ClearButton(Pressable):
    """清空 at the end of the box: a cross on a disc, no sill; 7 u (15 mm) for the finger."""

    def __init__(self, action: Callable[[], object]) -> None:
        self.spoken = _("清空")
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
    """Holds the words typed; `changed_by_hand` is called with them once for each key. Letters that
    are to become Chinese are searched for as they are."""

    def __init__(
        self,
        changed_by_hand: Callable[[str], None],
        open_keys: Callable[[], None],
        drop_letters: Callable[[], None],
    ) -> None:
        self._tell, self._letters_typed = changed_by_hand, ""
        self._drop_letters = drop_letters
        self.clear_button = ClearButton(self._clear_all)
        brief = theme.landscape or theme.double
        super().__init__(
            icon="magnifying-glass-bold",
            step="typed",
            box_high=12,
            placeholder=_("汉字、拼音都行") if brief else _("写汉字或拼音，比如 sbk"),
            action=open_keys,
        )
        self.add(self.clear_button)
        self.fbind("text", self._show_clear)
        self.fbind("composing", self._show_clear)
        self._show_clear()

    def _show_clear(self, *_: object) -> None:
        empty = not self.text and not self.composing
        self.clear_button.gone = empty
        # The box keeps room for its own icon there, so a long text ends before the button.
        self.suffix_icon = "" if empty else "x-circle-fill"

    @property
    def wish(self) -> str:
        """What is searched for: the words, and the letters at the caret."""
        before, after = cut_at(self.text, self.behind)
        return f"{before}{self._letters_typed}{after}"[:MAX_LENGTH]

    def write(self, wish: str) -> None:
        """What was searched for, from the core; told to nobody."""
        self.behind = 0
        self.text, self.composing, self._letters_typed = wish, "", ""

    # -- what a keyboard does ---------------------------------------------------------------

    def type(self, text: str) -> None:
        """At the caret, as far as there is room."""
        self._set(self._with(text))

    def erase(self) -> None:
        """退格."""
        before, after = cut_at(self.text, self.behind)
        self._set(before[:-1] + after)

    def clear(self) -> None:
        """清空."""
        self.behind = 0
        self._set("")

    def _clear_all(self) -> None:
        self.clear()
        self._drop_letters()

    def compose(self, letters: str, shown: str, text: str = "", shown_behind: int = 0) -> None:
        """`text`, and letters behind it that are to become Chinese."""
        self.composing_behind = shown_behind
        self._set(self._with(text), letters, shown)

    def _with(self, text: str) -> str:
        before, after = cut_at(self.text, self.behind)
        return before + text[: MAX_LENGTH - len(self.text)] + after

    def _set(self, text: str, letters: str = "", shown: str = "") -> None:
        before = self.wish
        self.text, self.composing = text, shown
        self._letters_typed = letters.replace(CUT, "")
        if self.wish != before:
            self._tell(self.wish)

    def forget(self) -> None:
        """No words, no letters."""
        self._letters_typed = ""
        super().forget()

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
