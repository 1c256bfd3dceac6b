"""Goodbye (谢谢使用): a moment, or a touch."""

from __future__ import annotations

from kiosk.conversation.questions import Thanks
from kiosk.text import _
from screens.kit.box import Column, Row, Spacer
from screens.kit.icon import Icon
from screens.kit.screen import Screen
from screens.kit.text import SecretText, Text
from screens.kit.untyped import Untyped


class ThanksScreen(Screen):
    """Nothing to press: any touch ends it, and so does the core after a moment."""

    question = Thanks

    def build(self) -> None:
        """A wave, a word, a line; how to go on."""
        wave = Icon("hand-waving-duotone", size_u=20, disc=34)
        self._word = Text(step="hero", bold=True, align="center")
        self._line = SecretText(step="lead", color="ink2", align="center")
        self._hint = Text(color="blue")
        hint = Row(spacing=1.5).add(
            Spacer(grow=1), Icon("hand-tap-duotone", size_u=5), self._hint, Spacer(grow=1)
        )
        middle = Column(spacing=3.5, grow=1)
        middle.parts = True
        middle.add(
            Spacer(grow=1), wave, self._word, self._line, Spacer(high=1), hint, Spacer(grow=1.2)
        )
        self.bare = True
        self.add_content(middle)

    def show(self, question: Thanks) -> None:
        """The farewell."""
        self._word.text = _("谢谢，请慢走")
        self._line.text = question.line
        self._hint.text = _("点一下屏幕，回到首页")

    def stirred(self) -> bool:
        """Any key as well."""
        self.answer(None)
        return True

    def on_touch_down(self, touch: Untyped) -> bool:
        """Anywhere."""
        self.answer(None)
        return True
