"""Choose one of a list: cases, appointments, papers, kinds of complaint."""

from __future__ import annotations

from kiosk.conversation.questions import Choose, Chosen, Entry, Option
from screens.kit.box import Column, Grid, Panel, Row, Spacer
from screens.kit.cards import ListRow
from screens.kit.icon import Icon
from screens.kit.screen import Screen
from screens.kit.text import Text
from screens.kit.theme import theme
from screens.ways import way_icon

FEW = 6
"""Up to so many rows stand one below the other in landscape as well."""


class ChooseScreen(Screen):
    """Rows to press; where there are none, a sentence that says so."""

    question = Choose

    def build(self) -> None:
        """A list, and what stands there in its place."""
        self._list = Grid(columns=1, spacing=2.5, row_spacing=2.5)
        self.scroll.holds_many(self._list)
        self._sentence = Text(step="lead", grow=1)
        row = Row(spacing=3, padding=[3, 3], align="middle")
        row.add(Icon("info-bold", size_u=5, disc=10), self._sentence)
        self._nothing = Panel().add(row)
        self._rest = Spacer(grow=1)
        self.add_content(Column(spacing=2.5).add(self._list, self._nothing), self._rest)

    def show(self, question: Choose) -> None:
        """These rows."""
        self.title, self.sub = question.title, question.line
        self._list.clear_widgets()
        wide = theme.landscape and not theme.elder and len(question.entries) > FEW
        self._list.columns = 2 if wide else 1
        self._list.add(*(self._row(entry, narrow=wide) for entry in question.entries))
        self._list.gone = not question.entries
        self._sentence.text = question.empty
        self._nothing.gone = bool(question.entries) or not question.empty
        main, second = question.main, question.second
        self.footer.main_text = main.name if main else ""
        self.footer.second_text = second.name if second else ""

    def _row(self, entry: Entry, *, narrow: bool) -> ListRow:
        return ListRow(
            secret=True,
            narrow=narrow,
            icon=way_icon(entry.icon) if entry.icon else "",
            text=entry.name,
            line=entry.line,
            chip=entry.chip,
            chip_kind=entry.chip_kind,
            action=lambda: self.answer(Chosen(entry.key)),
        )

    def on_main(self) -> None:
        """Without choosing."""
        if isinstance(self.asked, Choose):
            self._take(self.asked.main)

    def on_second(self) -> None:
        """The other button."""
        if isinstance(self.asked, Choose):
            self._take(self.asked.second)

    def _take(self, option: Option | None) -> None:
        if option is not None:
            self.answer(Chosen(option.key))

    def forget(self) -> None:
        """No rows."""
        super().forget()
        self._list.clear_widgets()
        self._sentence.text = ""
