"""The guide (办事指南): everything about a service before one decides."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.conversation.questions import Chosen, MaterialLine, Option, ReadGuide
from kiosk.text import _
from screens.fact_grid import FactGrid
from screens.kit.banner import Banner
from screens.kit.box import Column, Grid, Panel, Row
from screens.kit.cards import Chip
from screens.kit.icon import Icon, Number
from screens.kit.piece import Piece
from screens.kit.press import PushButton
from screens.kit.read_list import ReadList
from screens.kit.screen import Screen
from screens.kit.text import Text
from screens.kit.theme import theme
from screens.kit.timeline import LimitBars
from screens.parts import Section
from screens.ways import way_icon


class GuideScreen(Screen):
    """Portrait: one page from top to bottom. Landscape: limits and contact at the left."""

    question = ReadGuide
    closest = 1.25

    def build(self) -> None:
        """Facts, materials, steps and conditions, limits, contact."""
        self.footer.second_text = _("改到窗口办")
        self._why_not = Banner(kind="warn", gone=True)
        self._facts = FactGrid(3 if theme.landscape else 2)
        self._parts = ReadList()
        self._part_part = Section(
            _("包括哪几件"), self._parts, note=_("可以只办其中几件，只填一张表")
        )
        self._materials = ReadList()
        self._material_part = Section(_("要交的材料"), self._materials)
        self._steps = Panel(padding=[0, 0.75])
        self._conditions = Panel(padding=[0, 0.75])
        self._step_part = Section(_("怎么办"), self._steps)
        self._condition_part = Section(_("什么条件"), self._conditions)
        self._limits = LimitBars()
        self._limit_part = Section(_("办理时限"), self._limits)
        self._phones = Text(step="cap", color="ink2", rich=True)
        self._department = Text(step="cap", color="ink2", lines=4)
        self._place = Text(step="cap", color="ink2")
        self._pair = Row(spacing=2.5, align="fill", grow=1)
        self._ways = Grid(columns=3, spacing=2)
        self._step_part.grow = self._steps.grow = 1
        if theme.landscape:
            self._build_landscape()
        else:
            self._build_portrait()

    def _build_portrait(self) -> None:
        self._condition_part.grow = self._conditions.grow = 1
        beside = Column(spacing=2.75, grow=1).add(self._condition_part, self._limit_part)
        who = Column(grow=1).add(self._phones, self._department)
        self._place.grow = 1
        contact = Row(spacing=3, align="top").add(who, self._place)
        self._pair.add(self._step_part, beside)
        self.add_content(self._why_not, self._facts, self._part_part, self._material_part)
        self.add_content(self._pair, self._ways, contact)

    def _build_landscape(self) -> None:
        self._title.step = "h2"
        self._right.padding = [4, 3, 5, 2]
        self.add_aside(self._limit_part, self._condition_part, self._place)
        self._material_part.grow = 1.25
        self._department.grow, self._department.align = 1, "right"
        contact = Row(spacing=3).add(self._phones, self._department)
        self._pair.add(self._material_part, self._step_part)
        self.add_content(self._why_not, self._facts, self._part_part, self._pair)
        self.add_content(self._ways, contact)

    # -- showing ----------------------------------------------------------------------------

    def show(self, question: ReadGuide) -> None:
        """All of it; parts that are empty are left out."""
        self.eyebrow, self.title = _("办事指南"), question.name
        self._show_action(question)
        self._facts.set(question.facts)
        _fill(self._parts, [_material(i, one) for i, one in enumerate(question.parts, 1)])
        self._part_part.gone = not question.parts
        self._show_materials(question.materials)
        _fill(self._steps, [_step(i, words) for i, words in enumerate(question.steps, 1)])
        _fill(self._conditions, [_condition(words) for words in question.conditions])
        self._step_part.gone = not question.steps
        self._condition_part.gone = not question.conditions
        self._show_limits(question)
        self._show_contact(question)
        self._show_ways(question.ways)

    def _show_action(self, question: ReadGuide) -> None:
        self.footer.main_text = question.action or _("本机不能办")
        self.footer.main_icon = "arrow-right-bold" if question.action else ""
        self.footer.main.off = not question.action
        self._why_not.text = question.why_not
        self._why_not.gone = bool(question.action) or not question.why_not

    def _show_materials(self, materials: Sequence[MaterialLine]) -> None:
        rows = [_material(i, one) for i, one in enumerate(materials, 1)]
        self._materials.grow = 1 if rows and theme.landscape else 0
        note = _("没列出来的一律不用交") if rows else ""
        self._material_part.heading.write(_("要交的材料"), note)
        if not rows:
            nothing = Text(_("不用交材料"), step="lead", bold=True)
            rows = [Row(padding=[3, 2]).add(nothing)]
        _fill(self._materials, rows)

    def _show_limits(self, question: ReadGuide) -> None:
        self._limit_part.gone = not question.statutory
        self._limits.set(
            question.promised,
            question.promised_days,
            question.statutory,
            question.statutory_days,
        )

    def _show_contact(self, question: ReadGuide) -> None:
        phones = [
            f"{word}\u2002[b]{number}[/b]"
            for word, number in (
                (_("咨询"), question.consult_phone),
                (_("监督"), question.supervise_phone),
            )
            if number
        ]
        self._phones.text = "\u2002\u2002".join(phones)
        between = "\u2002\u2002" if theme.landscape else "\n"
        parts = (question.department, question.updated)
        self._department.text = between.join(part for part in parts if part)
        self._place.text = _("到窗口办：{place}").format(place=question.place)
        self._place.gone = not question.place

    def _show_ways(self, ways: Sequence[Option]) -> None:
        self._ways.clear_widgets()
        self._ways.gone = not ways
        self._ways.columns = _columns(len(ways))
        self._ways.add(*(self._way(option) for option in ways))

    def _way(self, option: Option) -> PushButton:
        return PushButton(
            option.name,
            kind="small",
            icon=way_icon(option.icon),
            icon_first=True,
            action=lambda: self.answer(Chosen(option.key)),
        )

    # -- answering --------------------------------------------------------------------------

    def on_main(self) -> None:
        """立即办理."""
        self.answer(None)

    def on_second(self) -> None:
        """改到窗口办."""
        self.go_to_window()

    def on_refused(self) -> None:
        """The banner says why; bring it into view."""
        self.scroll.scroll_to(0)


def _columns(ways: int) -> int:
    """Full rows, as far as it goes."""
    if theme.elder and not theme.landscape:
        return 1
    if ways == 4:
        return 4 if theme.landscape and not theme.elder else 2
    return max(1, min(2 if theme.elder else 3, ways))


def _fill(box: Column, rows: Sequence[Piece]) -> None:
    box.clear_widgets()
    box.add(*rows)


def _material(number: int, one: MaterialLine) -> Piece:
    words = Column(spacing=0.25, grow=1).add(
        Text(one.name, step="lead", bold=True, lines=2),
        Text(one.line, step="cap", color="ink2", lines=3 if theme.elder else 2),
    )
    count = Text(str(number), step="name", bold=True, color="blue", wide=4 if theme.elder else 3)
    side, up = (2.25, 1.25) if theme.tight or theme.landscape else (3, 1.75)
    row = Row(spacing=2.5, padding=[side, up], grow=1).add(count, words)
    return row.add(Chip(one.chip)) if one.chip else row


def _step(number: int, words: str) -> Piece:
    row = Row(spacing=1.75, padding=[2.25, 0.5], grow=1)
    return row.add(Number(text=str(number)), Text(words, lines=3, grow=1))


def _condition(words: str) -> Piece:
    row = Row(spacing=1.75, padding=[2.25, 0.75 if theme.tight else 1], align="top")
    return row.add(Icon("check-bold", size_u=4.25, high=4.9), Text(words, grow=1))
