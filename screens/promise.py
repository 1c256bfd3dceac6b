"""A promise in writing (告知承诺书, 容缺受理承诺书): the whole text, and the pad below its end."""

from __future__ import annotations

from typing import Any

from kiosk.conversation.questions import Clause, Promise
from kiosk.text import _
from screens.kit.banner import Banner
from screens.kit.box import Column, Panel
from screens.kit.screen import Screen
from screens.kit.text import Text
from screens.kit.theme import theme
from screens.signing import Signing


class PromiseScreen(Screen):
    """In every layout the pad follows the text: nobody signs what was not before their eyes."""

    question = Promise

    def build(self) -> None:
        """Text, statement, pad."""
        side = 3 if theme.tight or theme.landscape else 4
        self._text = Column(spacing=2.5, padding=[side, side])
        self._statement = Banner(
            icon="seal-check-duotone", step="cap" if theme.landscape else "body"
        )
        self._signing = Signing(self._signed, beside=False)
        self.pad = self._signing.pad
        self.add_content(Panel().add(self._text), self._statement, self._signing)
        self.footer.main_text, self.footer.main_icon = _("签好了"), "check-bold"

    def show(self, question: Promise) -> None:
        """Everything from the question; nothing signed yet."""
        self.title, self.sub = question.title, question.line
        self._text.clear_widgets()
        self._text.add(*(_clause(clause) for clause in question.clauses))
        self._statement.text = question.statement
        self.pad.clear()

    def _signed(self) -> None:
        self.footer.main.off = not self.pad.signed

    def on_refused(self) -> None:
        """Say what is missing, where it is missing."""
        self._signing.refuse(_("读完以后，请在框里签上名字。"))
        self.reveal(self.pad)

    def on_main(self) -> None:
        """签好了."""
        self.answer(self._signing.signed)

    def draft(self) -> dict[str, Any]:
        """What was signed so far."""
        return self._signing.draft()

    def restore(self, draft: dict[str, Any]) -> None:
        """Put it back."""
        self._signing.restore(draft)

    def forget(self) -> None:
        """No text, no ink."""
        super().forget()
        self._text.clear_widgets()
        self._statement.text = ""


def _clause(clause: Clause) -> Column:
    """Its heading, and the text line by line; it names nobody."""
    part = Column(spacing=0.75)
    part.add(Text(clause.heading, step="button", bold=True))
    return part.add(*(Text(line, step="lead") for line in clause.lines))
