"""Some of a list, at least one: the parts of a bundle (勾选要办的几件)."""

from __future__ import annotations

from typing import Any

from kiosk.conversation.questions import ChooseSome, Entry
from kiosk.text import _, counted
from screens.kit.box import Grid, Spacer
from screens.kit.cards import CheckRow
from screens.kit.theme import theme
from screens.parts import Refusal
from screens.short_page import ShortScreen

FEW = 4
"""Up to so many rows stand one below the other in landscape as well, and grow."""
REST = 12
"""Of the spare height, by what one row takes."""


class ChooseSomeScreen(ShortScreen):
    """Rows to tick; 下一步 tells how many are ticked, the other button ticks them all."""

    question = ChooseSome

    def build(self) -> None:
        """A list under what is missing."""
        self._refusal = Refusal()
        self._list = Grid(columns=1, spacing=2, row_spacing=2)
        self.rows: dict[str, CheckRow] = {}
        self.add_content(self._refusal, self._list, Spacer(grow=REST))
        self.put_foot()

    def show(self, question: ChooseSome) -> None:
        """These rows, ticked as they were."""
        self.title, self.sub = question.title, question.line
        self._refusal.say("")
        self.rows = {entry.key: self._row(entry) for entry in question.entries}
        wide = theme.landscape and not theme.elder and len(self.rows) > FEW
        self._list.columns = 2 if wide else 1
        self._list.grow = len(self.rows) / self._list.columns
        self._list.clear_widgets()
        self._list.add(*self.rows.values())
        self.footer.main_icon = "arrow-right-bold"
        self._tick(question.chosen)

    def _row(self, entry: Entry) -> CheckRow:
        row = CheckRow(entry.name, entry.line, entry.chip)
        row.bind(chosen=lambda *_: self._changed())
        return row

    def _tick(self, keys: tuple[str, ...]) -> None:
        for key, row in self.rows.items():
            row.chosen = key in keys
        self._changed()

    def _ticked(self) -> tuple[str, ...]:
        return tuple(key for key, row in self.rows.items() if row.chosen)

    def _changed(self) -> None:
        count = len(self._ticked())
        if count:
            self._refusal.say("")
        self.footer.main.off = not count
        self.footer.main_text = counted("下一步，办 {n} 件", count) if count else _("下一步")
        every = count == len(self.rows)
        self.footer.second_text = _("都不选") if every else _("全选")

    def on_main(self) -> None:
        """下一步."""
        self.answer(self._ticked())

    def on_second(self) -> None:
        """全选, or 都不选 once they are."""
        every = len(self._ticked()) == len(self.rows)
        self._tick(() if every else tuple(self.rows))

    def on_refused(self) -> None:
        """Nothing is ticked: say so where the list begins."""
        if isinstance(self.asked, ChooseSome):
            self._refusal.say(self.asked.too_few)
            self.reveal(self._refusal)

    def draft(self) -> dict[str, Any]:
        """What is ticked."""
        return {"ticked": self._ticked()}

    def restore(self, draft: dict[str, Any]) -> None:
        """Put it back."""
        self._tick(tuple(draft.get("ticked", ())))

    def forget(self) -> None:
        """No rows."""
        super().forget()
        self.rows = {}
        self._list.clear_widgets()
