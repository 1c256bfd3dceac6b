"""All about one thing: a case, an appointment, a ticket, an answer."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.conversation.questions import Chosen, Group, Milestone, Option, ShowMatter
from kiosk.text import _
from screens.kit.box import Column, Grid, Panel, Row, Spacer
from screens.kit.cards import Chip, ReadList, ReadRow
from screens.kit.icon import IconTile
from screens.kit.qr import QrCode
from screens.kit.screen import Screen
from screens.kit.text import SecretText, Text
from screens.kit.theme import theme
from screens.kit.timeline import Timeline
from screens.kit.wrap import group_code
from screens.parts import Section, put_beside_question
from screens.ways import WayCard, way_icon


class MatterScreen(Screen):
    """Portrait: from top to bottom. Landscape: the number and the state at the left."""

    question = ShowMatter

    def build(self) -> None:
        """State and number, then what is told, what comes next, what can be done."""
        side = 11 if theme.tight or theme.landscape else 13
        self._tile = IconTile(side=side, size_u=side * 0.6)
        put_beside_question(self, self._tile)
        self._chip = Chip()
        self._state = Row().add(self._chip)
        self._number = self._number_panel()
        self._groups = Column(spacing=3)
        self._next = Timeline()
        self._following = Section(_("办到哪一步"), self._next)
        self._ways = Grid(columns=2, spacing=2.5)
        self._else = Section(_("还可以"), self._ways)
        if theme.landscape:
            self.add_aside(self._state, self._number)
        else:
            self.add_content(self._state, self._number)
        self.add_content(self._groups, self._following, self._else, Spacer(grow=1))

    def _number_panel(self) -> Panel:
        self._code_label = Text(step="body", color="ink2")
        self._code = SecretText(step="h1", bold=True, shrink=2)
        words = Column(spacing=0.5, grow=1).add(self._code_label, self._code)
        side = 18 if theme.landscape else 22
        self._qr = QrCode(side=side)
        self._qr_line = Text(step="cap", color="ink2", align="center", lines=2)
        self._scan = Column(spacing=0.25, wide=side).add(self._qr, self._qr_line)
        box = Column(spacing=1.5) if theme.landscape else Row(spacing=3, align="middle")
        return Panel(padding=[3, 2]).add(box.add(words, self._scan))

    def show(self, question: ShowMatter) -> None:
        """Only the parts that have something to say."""
        self.title, self.sub = question.title, question.line
        self._tile.icon, self._tile.gone = way_icon(question.icon), not question.icon
        self._chip.text, self._chip.kind = question.chip, question.chip_kind
        self._state.gone = not question.chip
        self._show_number(question)
        self._show_groups(question.groups, aloud=question.public)
        self._show_steps(question.milestones)
        self._show_ways(question.options)
        self.footer.main_text = question.main.name if question.main else ""

    def _show_number(self, question: ShowMatter) -> None:
        code = question.code
        self._number.gone = not (code or question.qr)
        # A QR code alone has its line beside it, where the number would stand.
        self._code_label.text = question.code_label if code else question.qr_line
        self._code_label.step, self._code_label.bold = ("body", False) if code else ("name", True)
        self._qr_line.gone = not code
        self._code.text = group_code(code) if code.isdigit() else code.replace("-", "-|")
        self._qr.text, self._qr_line.text = question.qr, question.qr_line
        self._scan.gone = not question.qr

    def _show_groups(self, groups: Sequence[Group], *, aloud: bool) -> None:
        self._groups.clear_widgets()
        self._groups.gone = not groups
        self._groups.add(*(Section(group.title, _inside(group, aloud=aloud)) for group in groups))

    def _show_steps(self, milestones: Sequence[Milestone]) -> None:
        self._following.gone = not milestones
        self._next.set(tuple((one.when, one.what, one.done) for one in milestones))

    def _show_ways(self, options: Sequence[Option]) -> None:
        self._ways.clear_widgets()
        self._else.gone = not options
        self._ways.columns = max(1, min(3 if theme.landscape else 2, len(options)))
        self._ways.add(*(self._way(option) for option in options))

    def _way(self, option: Option) -> WayCard:
        return WayCard(
            icon=way_icon(option.icon),
            name=option.name,
            meta=option.line,
            action=lambda: self.answer(Chosen(option.key)),
        )

    def on_main(self) -> None:
        """What one came for."""
        if isinstance(self.asked, ShowMatter) and self.asked.main is not None:
            self.answer(Chosen(self.asked.main.key))

    def forget(self) -> None:
        """Nothing of it."""
        super().forget()
        self._chip.text = self._code_label.text = self._qr_line.text = ""
        for box in (self._groups, self._ways):
            box.clear_widgets()
        self._next.forget()


def _inside(group: Group, *, aloud: bool) -> ReadList:
    """Rows, then lines."""
    rows = ReadList()
    rows.add(*(ReadRow(row.label, row.value, aloud=aloud) for row in group.rows))
    pad = [3, 1.5 if theme.tight or theme.landscape else 2]
    lines = (SecretText(line, step="body", grow=1, said_aloud=aloud) for line in group.lines)
    rows.add(*(Row(padding=pad).add(line) for line in lines))
    return rows
