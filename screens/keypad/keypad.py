"""What the keys do: the same as a finger, and nothing that a finger cannot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from kiosk.text import _
from screens.curtain import Curtain
from screens.host import Host
from screens.keypad.focus import Focus
from screens.keypad.keys import Key, meant, written
from screens.keypad.stops import keyboard_on
from screens.kit.dialog import Dialog
from screens.kit.input_box import InputBox
from screens.kit.press import Pressable
from screens.kit.screen import Screen
from screens.kit.sign import SignaturePad
from screens.speech.reader import Reader


class Operated(Protocol):
    """What the keys need of the app."""

    host: Host
    reader: Reader
    curtain: Curtain

    @property
    def screen(self) -> Screen | None:
        """The screen that is shown."""

    def help(self) -> object:
        """Open the help dialog."""


class Keypad:
    """The keys of one terminal."""

    def __init__(self, app: Operated) -> None:
        self._app = app
        self.focus = Focus(app.host, app.reader)

    def down(self, code: int, text: str | None, modifiers: Sequence[str]) -> None:
        """A key went down."""
        key, screen = meant(code, frozenset(modifiers)), self._app.screen
        sign = "" if key else written(code, text)
        # Not what belongs to others: volume, the keys of reading aloud, a lone Shift.
        if not (key or sign) or (screen is not None and screen.stirred()):
            return
        if key is None:
            self._write(sign)
        else:
            self._do(key)

    def _do(self, key: Key) -> None:
        focus = self.focus
        match key:
            case Key.HELP:
                self._app.help()
            case Key.DARK:
                self._app.curtain.switch()
            case Key.BACK:
                self._back()
            case Key.ERASE:
                self._erase()
            case _ if not focus.shown:
                focus.begin()
            case Key.OK:
                self._ok()
            case Key.ON | Key.BACKWARD:
                focus.step(1 if key is Key.ON else -1)
            case Key.RIGHT | Key.LEFT:
                self._across(1 if key is Key.RIGHT else -1)
            case Key.ROW_DOWN | Key.ROW_UP:
                focus.row(1 if key is Key.ROW_DOWN else -1)

    def _across(self, by: int) -> None:
        """In an open field the caret goes first; from its ends, and elsewhere, the focus."""
        top, piece = self.focus.top, self.focus.piece
        keyboard = keyboard_on(top) if isinstance(piece, InputBox) and piece.on and top else None
        if keyboard is None or not keyboard.move(by):
            self.focus.step(by)

    def _ok(self) -> None:
        piece: Any = self.focus.piece
        # The rest of a double press must not press what came.
        if self._app.host.deaf:
            return
        if isinstance(piece, InputBox):
            piece.press()
            self.focus.into_keys()
        elif isinstance(piece, Pressable):
            piece.press()
            self.focus.show_field()
        elif isinstance(piece, SignaturePad):
            piece.confirm()
        self.focus.look()

    def _back(self) -> None:
        top = self.focus.top
        if isinstance(top, Dialog):
            top.dispatch("on_outside")
        elif self.focus.shown and self.focus.out_of_keys():
            return
        elif isinstance(top, Screen) and not top.bare and not top.footer.back.gone:
            if not self._app.host.deaf:
                top.footer.back.press()
        else:
            self._app.reader.say(_("这里没有上一步。"))

    def _erase(self) -> None:
        if not self._write("<erase>"):
            self._back()

    def _write(self, sign: str) -> bool:
        """Into the field that is open, or has the focus; False where nothing is written."""
        top, piece = self.focus.top, self.focus.piece
        if isinstance(piece, InputBox) and not piece.on and not self._app.host.deaf:
            piece.press()
            self.focus.field = piece
        keyboard = keyboard_on(top) if top is not None else None
        if keyboard is None:
            return False
        keyboard.hit(sign)
        self.focus.look()
        return True
