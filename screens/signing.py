"""Signing with a finger: heading, wiper, what is missing, the pad."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kiosk.conversation.questions import Signed
from kiosk.text import _
from screens.kit.box import Column, Row
from screens.kit.press import PushButton
from screens.kit.sign import SignaturePad
from screens.kit.text import Text
from screens.parts import Refusal
from screens.sections import Heading


class Signing(Column):
    """A pad with its words; `changed` is called at every stroke. `beside` more, its help stands
    below it and not on it."""

    def __init__(self, changed: Callable[[], None], *, beside: bool) -> None:
        super().__init__(spacing=1.5, grow=0 if beside else 1, wide=62 if beside else 0)
        self._told = changed
        self.pad = SignaturePad(grow=1)
        self.pad.bind(on_change=lambda *_: self._changed())
        self.wipe = PushButton(
            _("擦掉重写"),
            kind="small",
            icon="eraser-bold",
            icon_first=True,
            action=lambda: self.pad.clear(),
        )
        self._refusal = Refusal()
        note = _("和身份证上的名字一样")
        heading = Heading(_("用手指签名"), "" if beside else note, close=True)
        heading.grow = 1
        help_words = _("不方便签名，可以按右上角“求助 12345”。")
        where = _("签在线上方。")
        self.pad.note = (
            where if beside else _("{first}{second}").format(first=where, second=help_words)
        )
        self.add(Row(spacing=2).add(heading, self.wipe), self._refusal, self.pad)
        if beside:
            words = _("{note}。{help}").format(note=note, help=help_words)
            self.add(Text(words, step="cap", color="ink2"))

    def _changed(self) -> None:
        self.wipe.off = not (self.pad.strokes() or self.pad.confirmed)
        self._refusal.say("")
        self._told()

    def refuse(self, words: str) -> None:
        """Say what is missing."""
        self._refusal.say(words)

    @property
    def signed(self) -> Signed:
        """The signature, or that it was confirmed with the keypad instead."""
        return Signed(self.pad.strokes(), self.pad.aspect, by_key=self.pad.confirmed)

    def draft(self) -> dict[str, Any]:
        """What was signed so far."""
        return {"strokes": self.pad.strokes(), "confirmed": self.pad.confirmed}

    def restore(self, draft: dict[str, Any]) -> None:
        """Put it back."""
        self.pad.set_strokes(draft.get("strokes", ()))
        if draft.get("confirmed"):
            self.pad.confirm()
