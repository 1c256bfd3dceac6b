"""Something failed: what happened, what to do now, other ways, a help code."""

from __future__ import annotations

from kiosk.conversation.questions import Chosen, Option, Trouble
from kiosk.conversation.questions import Row as TodoRow
from kiosk.text import _
from screens.help_code import CodeWell
from screens.kit.box import Column, Grid, Line, Panel, Row, Spacer
from screens.kit.cards import ListRow
from screens.kit.icon import IconTile
from screens.kit.screen import Screen
from screens.kit.text import Text
from screens.kit.theme import theme
from screens.parts import Section, numbered, put_beside_question
from screens.ways import WayCard, trouble_icon, way_icon


class TroubleScreen(Screen):
    """The last option is the primary button, the others are cards."""

    question = Trouble

    def build(self) -> None:
        """Head with a picture, three sections, the help code at the foot."""
        side = 13 if theme.tight or theme.landscape else 16
        self._tile = IconTile(side=side, size_u=side * 0.6, ground="warntint", color="warn")
        put_beside_question(self, self._tile)
        pad = [3, 2.5] if theme.tight or theme.landscape else [3.5, 3]
        self._happened = Panel(padding=pad, spacing=1.25 if theme.landscape else 0.5)
        self._todo = Panel()
        self._ways = Grid(columns=2, spacing=2.5)
        self._what = Section(_("发生了什么"), self._happened)
        self._now = Section(_("现在怎么办"), self._todo)
        self._else = Section(_("换个办法"), self._ways)
        self._code = CodeWell(
            _("求助码"),
            _("打 12345，或叫工作人员，|报这个码。"),
            _("我们就知道您办到哪一步。"),
            aloud=True,
        )
        if theme.landscape:
            self._what.grow, self._now.grow = 4, 5
            self._happened.grow = self._todo.grow = 1
            self.add_content(Row(spacing=4, align="fill").add(self._what, self._now), self._else)
            self.add_aside(self._code)
        else:
            self._now.grow, self._todo.grow = 2, 1
            spare = Spacer(grow=3)
            self.add_content(self._what, self._now, self._else, spare, self._code)

    def show(self, question: Trouble) -> None:
        """Only the parts that have something to say."""
        self._tile.icon = trouble_icon(question.icon)
        self.title, self.sub = question.title.replace("，", "，|"), question.line
        self._happened.clear_widgets()
        self._happened.add(*(Text(line, step="lead") for line in question.happened))
        self._what.gone = not question.happened
        self._show_todo(question.todo)
        *others, last = question.options
        self._show_ways(others)
        self._code.write(question.help_code)
        self.footer.main_text, self.footer.main_icon = last.name, ""
        self.footer.time.note = question.clock_stopped
        self._last = last.key

    def _show_todo(self, todo: tuple[TodoRow, ...]) -> None:
        self._todo.clear_widgets()
        self._now.gone = not todo
        pad = [3, 2] if theme.tight or theme.landscape else [3.5, 3]
        for number, row in enumerate(todo, start=1):
            if number > 1:
                self._todo.add(Line())
            words = numbered(number, row.label, row.value)
            self._todo.add(Row(padding=pad, grow=1).add(Column(grow=1).add(words)))

    def _show_ways(self, options: list[Option]) -> None:
        self._ways.clear_widgets()
        self._else.gone = not options
        self._else.heading.write(_("不想等，换个办法") if not self._now.gone else _("换个办法"))
        most = 3 if theme.landscape else 2
        self._ways.columns = max(1, min(most, len(options)))
        alone = len(options) == 1
        self._ways.add(*(self._way(option, alone=alone) for option in options))

    def _way(self, option: Option, *, alone: bool) -> WayCard | ListRow:
        icon, key = way_icon(option.icon), option.key
        if alone:
            return ListRow(
                icon=icon,
                text=option.name,
                line=option.line,
                action=lambda: self.answer(Chosen(key)),
            )
        return WayCard(
            icon=icon,
            name=option.name,
            meta=option.line,
            action=lambda: self.answer(Chosen(key)),
        )

    def on_main(self) -> None:
        """The last option."""
        self.answer(Chosen(self._last))

    def forget(self) -> None:
        """No words of this case."""
        super().forget()
        self._last = ""
        for box in (self._happened, self._todo, self._ways):
            box.clear_widgets()
