"""Keys of a real keyboard or a tactile keypad: those of reading aloud, then those of the keypad."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from screens.speech.keys import heed

if TYPE_CHECKING:
    from screens.app import KioskApp
    from screens.keypad.keypad import Keypad


class Keys:
    """Hands the window's keys on; `touched` is called after each, which is as good as a touch.

    The keypad is loaded with its first key: most terminals have none.
    """

    def __init__(self, app: KioskApp, touched: Callable[[], None]) -> None:
        self._app, self._touched = app, touched
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
        if not heed(self._app.reader, code):
            self.keypad.down(code, text, modifiers)
        self._touched()

    def up(self, _window: object, code: int, *_rest: object) -> None:
        """A key came up."""
        if self._keypad is not None:
            self._keypad.up(code)

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
