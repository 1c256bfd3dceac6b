"""Keys of a real keyboard or a tactile keypad: those of reading aloud, then those of the keypad."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from kivy.clock import Clock

if TYPE_CHECKING:
    from screens.keypad.keypad import Keypad, Operated


class Keys:
    """Hands the window's keys on; `touched` is called after each, which is as good as a touch.

    One held down is one press, and so is one pressed twice within `same_key` seconds: for hands
    that tremble (EN 301 549, 5.7 and 5.8). What a key does is loaded with the first: most terminals
    have none.
    """

    def __init__(
        self, app: Operated, touched: Callable[[], None], *, same_key: float = 0.0
    ) -> None:
        self._app, self._touched, self._same_key = app, touched, same_key
        self._held: set[int] = set()
        self._last = (0, 0.0)
        """The key pressed last, and when it came up."""
        self._keypad: Keypad | None = None

    def down(
        self,
        _window: object,
        code: int,
        _scan: int = 0,
        text: str | None = None,
        modifiers: Sequence[str] = (),
    ) -> None:
        """A key went down, or is told again because it is held."""
        last, since = self._last
        from screens.speech.keys import heed

        if code in self._held or (code == last and Clock.time() - since < self._same_key):
            return
        self._held.add(code)
        if not heed(self._app.reader, code):
            self.keypad.down(code, text, modifiers)
        self._touched()

    def up(self, _window: object, code: int, *_rest: object) -> None:
        """A key came up."""
        if code in self._held:
            self._held.discard(code)
            self._last = (code, Clock.time())

    @property
    def keypad(self) -> Keypad:
        """The keypad; made when it is first wanted."""
        if self._keypad is None:
            from screens.keypad.keypad import Keypad

            self._keypad = Keypad(self._app)
        return self._keypad

    def look(self, *, fresh: bool) -> None:
        """The glass may have changed; `fresh`: another question is asked."""
        if self._keypad is not None:
            self._keypad.focus.look(fresh=fresh)

    def rest(self) -> None:
        """Nobody works with the keypad."""
        if self._keypad is not None:
            self._keypad.focus.rest()
