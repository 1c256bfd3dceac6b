"""Everything on one screen, to check and sign (看一看，对了就签名)."""

from __future__ import annotations

from typing import Any

from kiosk.conversation.questions import Edit, Review, Signed
from kiosk.conversation.questions import Row as ReviewRow
from kiosk.text import _
from screens.kit.banner import Banner
from screens.kit.box import Column, Row
from screens.kit.cards import ReadList, ReadRow, edit_button
from screens.kit.press import PushButton
from screens.kit.screen import Screen
from screens.kit.sign import SignaturePad
from screens.kit.text import Text
from screens.kit.theme import theme
from screens.parts import Pane, Refusal
from screens.sections import Heading


class ReviewScreen(Screen):
    """提交 waits for a signature; pressing it before says so above the pad."""

    question = Review

    def build(self) -> None:
        """Rows, statement, pad."""
        self.rows = ReadList()
        self._statement = Banner(
            icon="seal-check-duotone", step="cap" if theme.landscape else "body"
        )
        self.pad = SignaturePad(grow=1)
        self.pad.bind(on_change=lambda *_: self._signed())
        self.wipe = PushButton(
            _("擦掉重写"),
            kind="small",
            icon="eraser-bold",
            icon_first=True,
            action=lambda: self.pad.clear(),
        )
        self._refusal = Refusal()
        if theme.landscape:
            read = Pane(Column(spacing=2.5).add(self.rows, self._statement), grow=1)
            self.add_content(Row(spacing=4, align="fill", grow=1).add(read, self._signing(62)))
        else:
            self.add_content(self.rows, self._statement, self._signing(0))

    def _signing(self, wide: float) -> Column:
        head = Row(spacing=2)
        note = _("和身份证上的名字一样")
        heading = Heading(_("用手指签名"), "" if wide else note, close=True)
        heading.grow = 1
        head.add(heading, self.wipe)
        help_words = _("不方便签名，可以按右上角“求助 12345”。")
        where = _("签在线上方。")
        self.pad.note = (
            where if wide else _("{first}{second}").format(first=where, second=help_words)
        )
        box = Column(spacing=1.5, grow=0 if wide else 1, wide=wide)
        box.add(head, self._refusal, self.pad)
        if wide:
            words = _("{note}。{help}").format(note=note, help=help_words)
            box.add(Text(words, step="cap", color="ink2"))
        return box

    def show(self, question: Review) -> None:
        """The rows as they will be sent; nothing signed yet."""
        self.title = _("看一看，|对了就签名")
        self.rows.clear_widgets()
        self.rows.add(*(self._row(row) for row in question.rows))
        self._statement.text = question.statement
        self._statement.gone = not question.statement
        self.footer.main_text, self.footer.main_icon = _("提交"), "paper-plane-tilt-bold"
        self.pad.clear()

    def _row(self, row: ReviewRow) -> ReadRow:
        key_wide = 16 if theme.landscape else 22
        side = 2 if theme.landscape else 3
        line = ReadRow(row.label, row.value, key_wide=key_wide, padding=[side, 0.75])
        if row.key:
            line.add(edit_button(_("改"), action=lambda: self.answer(Edit(row.key))))
        return line

    def _signed(self) -> None:
        self.footer.main.off = not self.pad.signed
        self.wipe.off = not self.pad.strokes()
        self._refusal.say("")

    def on_refused(self) -> None:
        """Say what is missing."""
        self._refusal.say(_("请先在框里签上名字，再提交。"))

    def on_main(self) -> None:
        """提交."""
        self.answer(Signed(self.pad.strokes(), self.pad.aspect))

    def draft(self) -> dict[str, Any]:
        """What was signed so far."""
        return {"strokes": self.pad.strokes()}

    def restore(self, draft: dict[str, Any]) -> None:
        """Put it back."""
        self.pad.set_strokes(draft.get("strokes", ()))

    def forget(self) -> None:
        """No rows, no ink."""
        super().forget()
        self.rows.clear_widgets()
        self._statement.text = ""
