"""The technician's screen: groups of parts, the parts, and all about the one that was chosen."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.conversation.questions import (
    Area,
    Chosen,
    Entry,
    Maintain,
    Opened,
    Option,
    PartTold,
    Question,
    Selected,
)
from kiosk.text import _
from screens.kit.banner import Banner
from screens.kit.box import Column, Grid, Line, Panel, Row, Spacer
from screens.kit.cards import Chip, ListRow
from screens.kit.press import PushButton
from screens.kit.screen import Answering, Screen
from screens.kit.text import Text
from screens.kit.theme import theme
from screens.kit.untyped import Untyped

AREA_ICONS = {
    "devices": "plugs-connected-bold",
    "running": "globe-hemisphere-east-bold",
    "service": "sliders-horizontal-bold",
}
ACT_ICONS = {
    "test": "check-circle-bold",
    "restart": "arrows-clockwise-bold",
    "stop": "prohibit-bold",
    "retry": "arrow-counter-clockwise-bold",
    "sound": "speaker-high-bold",
    "save": "download-simple-bold",
}
KEY_U, ELDER_KEY_U = 20, 28
"""Width of a label beside its value."""


class MaintainScreen(Screen):
    """Landscape: groups and parts at the left, the part at the right. Portrait: one below the
    other, parts two by two."""

    question = Maintain
    keeps_fingers = True

    def build(self) -> None:
        """Groups, parts, the part."""
        self._title.step = "h2"
        narrow = theme.landscape and theme.elder
        self._areas = Grid(columns=1 if narrow else 3, spacing=2.5 if theme.elder else 1.5)
        self._list = Grid(columns=1 if theme.landscape or theme.elder else 2, spacing=2)
        self._closed = Banner(kind="warn", icon="prohibit-bold", step="cap")
        self._rows: dict[str, ListRow] = {}
        self._tabs: dict[str, PushButton] = {}
        self._deeds: dict[str, PushButton] = {}
        part = self._part_panel()
        if theme.landscape:
            self.aside.spacing = 2.5
            self.add_aside(self._areas, self._list)
            self.add_content(self._closed, part)
        else:
            self.apart = 2.5
            self.add_content(self._areas, self._closed, self._list, part)
        self.footer.leave.text = _("退出维护")

    def _part_panel(self) -> Panel:
        self._name = Text(step="h2", bold=True, lines=2, shrink=1, grow=1)
        self._chip = Chip()
        self._said = Banner()
        self._facts = Column(spacing=0.5)
        self._acts = Grid(columns=2, spacing=2, row_spacing=2)
        pad = 2.5 if theme.tight or theme.landscape else 3
        panel = Panel(padding=[pad, pad], spacing=2, grow=1)
        head = Row(spacing=2).add(self._name, self._chip)
        return panel.add(head, Line(), self._said, self._facts, Spacer(grow=1), self._acts)

    def present(self, question: Question[Untyped], reply: Answering) -> None:
        """The same part, told anew, stays where it was scrolled to."""
        before, at = self.asked, self.scroll.offset
        super().present(question, reply)
        if isinstance(before, Maintain) and isinstance(question, Maintain):
            same = (before.area, before.chosen) == (question.area, question.chosen)
            self.scroll.offset = at if same else 0.0

    def show(self, question: Maintain) -> None:
        """Everything anew. What stays to press is kept under the finger: a device that changes in
        that moment must not lose the press."""
        self.eyebrow = _("维护模式，工号 {who}，操作都留痕").format(who=question.who)
        self.title = question.terminal
        self._show_areas(question)
        self._show_list(question.entries, question.chosen)
        self._closed.text = _("现在不对外服务：{why}").format(why=question.closed)
        self._closed.gone = not question.closed
        self._show_part(question.part)

    def _show_areas(self, question: Maintain) -> None:
        if [area.key for area in question.areas] != list(self._tabs):
            self._areas.clear_widgets()
            self._tabs = {area.key: self._tab(area) for area in question.areas}
            self._areas.add(*self._tabs.values())
        for area in question.areas:
            words = _("{name} {n}").format(name=area.name, n=area.needy)
            self._tabs[area.key].text = words if area.needy else area.name
            self._tabs[area.key].chosen = area.key == question.area

    def _tab(self, area: Area) -> PushButton:
        # Three keys in the left panel have no room for pictures.
        side_by_side = theme.landscape and not theme.elder
        return PushButton(
            kind="nav",
            icon="" if side_by_side else AREA_ICONS[area.icon],
            icon_first=True,
            action=lambda: self.answer(Opened(area.key)),
        )

    def _show_list(self, entries: Sequence[Entry], chosen: str) -> None:
        if [entry.key for entry in entries] != list(self._rows):
            self._list.clear_widgets()
            self._rows = {entry.key: self._row(entry.key) for entry in entries}
            self._list.add(*self._rows.values())
        narrow = theme.landscape and theme.elder
        for entry in entries:
            row = self._rows[entry.key]
            row.text, row.chip_kind = entry.name, entry.chip_kind
            # Beside the part, which says it as well, more rows have room without their line; with
            # large letters a name has no room beside its chip.
            row.chip = "" if narrow else entry.chip
            row.line = entry.chip if narrow else "" if theme.landscape else entry.line
            row.chosen = entry.key == chosen

    def _row(self, key: str) -> ListRow:
        return ListRow(action=lambda: self.answer(Selected(key)))

    def _show_part(self, part: PartTold) -> None:
        self._name.text = part.title
        self._chip.text, self._chip.kind = part.chip, part.chip_kind
        self._chip.gone = not part.chip
        self._facts.clear_widgets()
        wide = ELDER_KEY_U if theme.elder else KEY_U
        for fact in part.rows:
            label = Text(fact.label, step="cap", color="ink2", wide=wide, lines=2)
            value = Text(fact.value, step="body", grow=1)
            self._facts.add(Row(spacing=1.5, align="top").add(label, value))
        self._said.text, self._said.gone = part.said, not part.said
        self._said.kind = "ok" if part.said_ok else "bad"
        self._show_acts(part.options)

    def _show_acts(self, options: Sequence[Option]) -> None:
        if [option.key for option in options] != list(self._deeds):
            self._acts.clear_widgets()
            self._deeds = {option.key: self._deed(option.key) for option in options}
            self._acts.add(*self._deeds.values())
        self._acts.gone = not options
        few = 1 if theme.elder and not theme.landscape else 2
        self._acts.columns = few if theme.elder or len(options) in (2, 4) else 3
        for option in options:
            self._deeds[option.key].text = option.name
            self._deeds[option.key].icon = ACT_ICONS[option.icon]

    def _deed(self, key: str) -> PushButton:
        return PushButton(icon_first=True, action=lambda: self.answer(Chosen(key)))

    def forget(self) -> None:
        """No part."""
        super().forget()
        self._rows, self._tabs, self._deeds = {}, {}, {}
        for box in (self._areas, self._list, self._facts, self._acts):
            box.clear_widgets()
        self._name.text = self._chip.text = self._said.text = self._closed.text = ""
