"""All about one thing: a case, an appointment, a ticket, an answer."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.conversation.questions import Chosen, Group, Option, ShowMatter
from kiosk.text import _
from screens.kit.box import Column, Grid, Panel, Row, Spacer
from screens.kit.cards import Chip, Tile
from screens.kit.floor_plan import FloorPlan
from screens.kit.flow import Flow
from screens.kit.icon import IconTile
from screens.kit.qr import QrCode
from screens.kit.read_list import ReadList, ReadRow
from screens.kit.text import SecretText, Text
from screens.kit.theme import theme
from screens.kit.timeline import Timeline
from screens.kit.wrap import group_code
from screens.parts import Section, code_step, put_beside_question
from screens.short_page import ShortScreen
from screens.ways import WayCard, way_icon

THREE = 3
"""So many ways on stand side by side in portrait as well, as tiles."""
KEY_U, COLUMN_KEY_U = 22, 15
"""Width of a row's label, alone and in one of two columns."""


class MatterScreen(ShortScreen):
    """Portrait: from top to bottom. Landscape: the number at the left, what is told in columns."""

    question = ShowMatter

    def build(self) -> None:
        """State and number, then what is told, how far it is, what can be done."""
        side = 11 if theme.tight or theme.landscape else 13
        self._tile = IconTile(side=side, size_u=side * 0.6)
        self._chip = Chip()
        self._state = Row(padding=[0, 0.5, 0, 0]).add(self._chip)
        put_beside_question(self, self._tile, self._state)
        self._number = self._number_panel()
        self._next = Timeline()
        self._following = Section(_("办到哪一步"), self._next)
        self._plan = FloorPlan()
        self._flow = Flow()
        self._process = Section(_("办理流程"), self._flow)
        self._groups = Grid(columns=1, spacing=4, row_spacing=3, even=False)
        self._ways = Grid(columns=2, spacing=2.5)
        self._else = Section(_("还可以"), self._ways)
        # Large words leave no room for it below them at the left.
        if theme.landscape and not theme.elder:
            self.add_aside(self._number, self._plan)
        else:
            self.add_content(self._number, self._plan)
        self.add_content(self._process, self._groups, self._else, Spacer(grow=1))
        self.put_foot()

    def _number_panel(self) -> Panel:
        self._code_label = Text(step="body", color="ink2")
        self._code = SecretText(bold=True, shrink=2)
        words = Column(spacing=0.5, grow=1).add(self._code_label, self._code)
        narrow = theme.landscape and not theme.elder
        side = 18 if narrow else 22
        self._qr = QrCode(side=side)
        self._qr_line = Text(step="cap", color="ink2", align="center", lines=2)
        self._scan = Column(spacing=0.25, wide=side).add(self._qr, self._qr_line)
        box = Column(spacing=1.5) if narrow else Row(spacing=3, align="middle")
        return Panel(padding=[3, 2]).add(box.add(words, self._scan))

    def show(self, question: ShowMatter) -> None:
        """Only the parts that have something to say."""
        self.title, self.sub = question.title, question.line
        self._tile.icon, self._tile.gone = way_icon(question.icon), not question.icon
        self._chip.text, self._chip.kind = question.chip, question.chip_kind
        self._state.gone = not question.chip
        self._show_number(question)
        self._plan.show(question.plan)
        self._flow.set(question.flow)
        self._process.gone = not question.flow
        self._show_told(question)
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
        self._code.step = code_step(code)
        self._qr.text, self._qr_line.text = question.qr, question.qr_line
        self._scan.gone = not question.qr

    def _show_told(self, question: ShowMatter) -> None:
        """The groups, and how far it is; in landscape side by side, but for a guide's prose."""
        self._next.set(tuple((one.when, one.what, one.done) for one in question.milestones))
        blocks = len(question.groups) + bool(question.milestones)
        beside = theme.landscape and not (theme.elder or question.public) and blocks > 1
        self._groups.clear_widgets()
        self._groups.gone, self._groups.columns = not blocks, 2 if beside else 1
        key_wide = COLUMN_KEY_U if beside else KEY_U
        alone = blocks == 1 and self._number.gone and not question.options
        for group in question.groups:
            told = _inside(group, aloud=question.public, key_wide=key_wide, large=alone)
            self._groups.add(Section(group.title, told))
        if question.milestones:
            self._groups.add(self._following)

    def _show_ways(self, options: Sequence[Option]) -> None:
        self._ways.clear_widgets()
        self._else.gone = not options
        three = len(options) == THREE
        self._ways.columns = max(1, min(3 if theme.landscape or three else 2, len(options)))
        narrow = three and not theme.landscape
        self._ways.add(*(self._way(option, narrow=narrow) for option in options))

    def _way(self, option: Option, *, narrow: bool) -> WayCard | Tile:
        icon, key = way_icon(option.icon), option.key
        if narrow:
            return Tile(
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
        self._plan.show(None)
        self._flow.set(())


def _inside(group: Group, *, aloud: bool, key_wide: float, large: bool) -> ReadList:
    """Rows, then lines; `large` where they are all there is."""
    rows = ReadList()
    rows.add(*(ReadRow(row.label, row.value, aloud=aloud, key_wide=key_wide) for row in group.rows))
    pad = [4, 3.5] if large else [3, 1.5 if theme.tight or theme.landscape else 2]
    step = "h2" if large and not theme.elder else "lead"
    lines = (SecretText(line, step=step, grow=1, said_aloud=aloud) for line in group.lines)
    rows.add(*(Row(padding=pad).add(line) for line in lines))
    return rows
