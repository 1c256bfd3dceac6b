"""Choose one of a list: cases, appointments, papers, kinds of complaint."""

from __future__ import annotations

from kiosk.conversation.questions import Choose, Chosen, Entry, Option
from screens.kit.box import Column, Grid, Spacer
from screens.kit.cards import ListRow
from screens.kit.theme import theme
from screens.short_page import Nothing, ShortScreen
from screens.ways import way_icon

FEW = 6
"""Up to so many rows stand one below the other in landscape as well."""
LARGE = {False: 4, True: 3}
"""Up to so many rows are large, upright and landscape."""
REST = 12
"""Of the spare height, by what one row takes: rows grow, but not to the height of a page."""


class ChooseScreen(ShortScreen):
    """Rows to press, large where they are few; where there are none, a sentence that says so."""

    question = Choose

    def build(self) -> None:
        """A list, and what stands there in its place."""
        self._list = Grid(columns=1, spacing=2.5, row_spacing=2.5)
        self.scroll.holds_many(self._list)
        self._nothing = Nothing()
        self._rest = Spacer()
        self.add_content(Column(spacing=2.5, grow=1).add(self._list, self._nothing, self._rest))
        self.put_foot()

    def show(self, question: Choose) -> None:
        """These rows."""
        self.title, self.sub = question.title, question.line
        count = len(question.entries)
        wide = theme.landscape and not theme.elder and count > FEW
        large = count <= LARGE[theme.landscape] - theme.elder
        self._list.clear_widgets()
        self._list.columns = 2 if wide else 1
        self._list.add(*(self._row(entry, narrow=wide, large=large) for entry in question.entries))
        self._list.gone = not count
        self._list.grow, self._rest.grow = (count, REST) if large else (0, 1)
        self._nothing.say("" if count else question.empty)
        self._rest.gone = not self._nothing.gone
        main, second = question.main, question.second
        self.footer.main_text = main.name if main else ""
        self.footer.second_text = second.name if second else ""

    def _row(self, entry: Entry, *, narrow: bool, large: bool) -> ListRow:
        return ListRow(
            secret=True,
            narrow=narrow,
            large=large,
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
        self._nothing.say("")
