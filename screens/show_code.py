"""Hold a code up to the reader (请把二维码对着扫码口)."""

from __future__ import annotations

from kiosk.conversation.questions import Chosen, ShowCode
from kiosk.text import _
from screens.kit.banner import Banner
from screens.kit.box import Column, Row, Spacer
from screens.kit.cards import ListRow
from screens.kit.scan_art import ScanArt
from screens.kit.screen import Screen
from screens.kit.theme import theme
from screens.parts import numbered


class ShowCodeScreen(Screen):
    """Ends by itself; below it the way without a code."""

    question = ShowCode

    def build(self) -> None:
        """Trouble of the last try, picture, hints."""
        self._problem = Banner(kind="warn", gone=True)
        self.art = ScanArt(grow=1)
        self._hints = Column(spacing=2)
        self._other = ListRow(icon="password-duotone", action=self._without)
        if theme.landscape:
            beside = Column(grow=1, spacing=3)
            beside.add(Spacer(grow=1), self._hints, self._other, Spacer(grow=1))
            pair = Row(spacing=4, align="fill", grow=1).add(self.art, beside)
            self.add_content(self._problem, pair)
        else:
            self.add_content(self._problem, self.art, self._hints, self._other)

    def show(self, question: ShowCode) -> None:
        """What to hold up, and how."""
        self.title = question.title
        self._problem.text, self._problem.gone = question.problem, not question.problem
        self._hints.clear_widgets()
        self._hints.add(*(numbered(n, words) for n, words in enumerate(question.hints, start=1)))
        other = question.other
        self._other.gone, self._other.text = other is None, other.name if other else ""
        self.footer.time.note = _("扫码时不计时")
        self.footer.wait_text = _("正在等您扫码")
        self.footer.ring.turning = True
        self.art.play()

    def _without(self) -> None:
        if isinstance(self.asked, ShowCode) and self.asked.other is not None:
            self.answer(Chosen(self.asked.other.key))

    def hide(self) -> None:
        """Stop what moves."""
        self.footer.ring.turning = False
        self.art.stop()

    def forget(self) -> None:
        """No words of the last try."""
        self.hide()
        self._problem.text, self._problem.gone = "", True
        self._hints.clear_widgets()
        super().forget()
