"""Everything on one screen, to check and sign (看一看，对了就签名)."""

from __future__ import annotations

from typing import Any

from kiosk.conversation.questions import Edit, Review
from kiosk.conversation.questions import Row as ReviewRow
from kiosk.text import _
from screens.kit.banner import Banner
from screens.kit.box import Column, Row
from screens.kit.read_list import ReadList, ReadRow, edit_button
from screens.kit.screen import Screen
from screens.kit.theme import theme
from screens.parts import Pane
from screens.signing import Signing


class ReviewScreen(Screen):
    """提交 waits for a signature; pressing it before says so above the pad."""

    question = Review

    def build(self) -> None:
        """Rows, statement, pad."""
        self.rows = ReadList()
        self._statement = Banner(
            icon="seal-check-duotone", step="cap" if theme.landscape else "body"
        )
        # Large letters need the whole width for what is read.
        beside = theme.landscape and not theme.elder
        self._signing = Signing(self._signed, beside=beside)
        self.pad, self.wipe = self._signing.pad, self._signing.wipe
        if beside:
            read = Pane(Column(spacing=2.5).add(self.rows, self._statement), grow=1)
            self.add_content(Row(spacing=4, align="fill", grow=1).add(read, self._signing))
        else:
            self.add_content(self.rows, self._statement, self._signing)

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
        key_wide = 16 if theme.landscape and not theme.elder else 22
        side = 2 if theme.landscape else 3
        line = ReadRow(row.label, row.value, note=row.note, key_wide=key_wide, padding=[side, 0.75])
        if row.key:
            line.add(edit_button(_("改"), action=lambda: self.answer(Edit(row.key))))
        return line

    def _signed(self) -> None:
        self.footer.main.off = not self.pad.signed

    def on_refused(self) -> None:
        """Say what is missing."""
        self._signing.refuse(_("请先在框里签上名字，再提交。"))

    def on_main(self) -> None:
        """提交."""
        self.answer(self._signing.signed)

    def draft(self) -> dict[str, Any]:
        """What was signed so far."""
        return self._signing.draft()

    def restore(self, draft: dict[str, Any]) -> None:
        """Put it back."""
        self._signing.restore(draft)

    def forget(self) -> None:
        """No rows, no ink."""
        super().forget()
        self.rows.clear_widgets()
        self._statement.text = ""
