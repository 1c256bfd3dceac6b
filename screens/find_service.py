"""Find a service: results as one types, or the list of one column of the home page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kiosk.conversation.questions import (
    FindService,
    Function,
    Opened,
    Selected,
    ServiceCard,
    Typed,
)
from kiosk.text import _, counted
from screens.banded import BandedScreen
from screens.find_answers import AlarmPanel, Elsewhere, FunctionPanel
from screens.kit.box import Column, Grid, Panel, Row, Spacer
from screens.kit.cards import ListRow
from screens.kit.fingers import let_go
from screens.kit.icon import Icon
from screens.kit.keyboard import Keyboard
from screens.kit.press import PushButton
from screens.kit.scroll import Scroll
from screens.kit.text import SecretText, Text
from screens.kit.theme import COLUMN_MAX_U, theme
from screens.search_box import SearchBox
from screens.sections import Heading
from screens.short_page import Nothing
from screens.topics import topic_icon


def emphasised(name: str, matched: str) -> str:
    """The name with every character that occurs in `matched` marked as a search hit."""
    parts, inside = [], False
    for char in name:
        hit = char in matched and char not in " |"
        if hit != inside:
            parts.append("[h]" if hit else "[/h]")
            inside = hit
        parts.append(char)
    return "".join(parts) + ("[/h]" if inside else "")


FIRST_FEW = {False: 5, True: 4}
"""Services offered before the first letter, upright and landscape."""
ROWS_OVER_KEYS = 2
"""Rows that stand whole over the keyboard in landscape."""


class ResultRow(ListRow):
    """A result. In the narrow columns of landscape the chip stands before the second line."""

    def __init__(self, action: Callable[[], object]) -> None:
        super().__init__(rich=True, action=action)
        if not theme.landscape or theme.double:
            return
        words = self._line.parent
        self.inside.remove_widget(self._chip)
        words.remove_widget(self._line)
        self._line.grow, self._line.lines = 1, 3
        words.add(Row(spacing=1.5).add(self._chip, self._line))


class FindScreen(BandedScreen):
    """Typing asks for new results; rows are kept and filled anew, never rebuilt.

    The finger may be quicker than the results: what it did meanwhile is kept in `_next` and
    answered as soon as the question comes again.
    """

    question = FindService
    keeps_fingers = True

    def build(self) -> None:
        """Search box over a list over the keyboard; in landscape the box stands at the left."""
        self._sent = False
        self._next: Selected | Typed | Opened | None = None
        self.keyboard = Keyboard()
        self.keyboard.warm("search", "ink")
        self.keyboard.bind(on_close=lambda *_: self.set_tray(None))
        self.box = SearchBox(self._typed, self._open_keys, self.keyboard.drop)
        self._head = Heading()
        self._rows: list[ListRow] = []
        self._codes: tuple[str, ...] = ()
        self._list = Grid(columns=1, spacing=2, row_spacing=2)
        self.scroll.holds_many(self._list)
        self.scroll.yields = True
        self._nothing = self._make_nothing()
        self._empty = Nothing()
        self._alarm, self._function = AlarmPanel(), FunctionPanel(self._use)
        self._elsewhere = Elsewhere(lambda key: self._give(Opened(key)))
        self._hint = Text(step="body", color="ink2", lines=3, grow=1)
        words = _("不选汉字也能找：打全拼，或者每个字的第一个字母。社保卡就打 sbk。")
        self._letters = Text(words, color="ink2")
        self._staff = PushButton(
            kind="small",
            icon="headset-bold",
            icon_first=True,
            action=lambda: self.call_staff(),
        )
        self._name = Text(step="h2" if theme.landscape else "h1", bold=True, lines=2, shrink=1)
        if theme.landscape:
            self._build_landscape()
        else:
            self._build_portrait()

    def _build_portrait(self) -> None:
        side, top = (4, 2.75) if theme.tight else (5, 3.5)
        top = 0 if theme.low else top
        # Its words begin where those of the column below do.
        beside = side + max(0, theme.width / theme.u(1) - COLUMN_MAX_U) / 2
        band = Column(padding=[beside, top, beside, 1 if theme.crowded else 0.5])
        self.set_band(band.add(Spacer(grow=1), self.box, self._name))
        ask = Row(spacing=2).add(self._hint, self._staff)
        block = Column(spacing=2).add(self._alarm, self._function, self._head, self._list)
        block.add(self._nothing, self._elsewhere)
        self.add_content(block, self._empty, ask)

    def _build_landscape(self) -> None:
        band = Column(spacing=2.5, padding=[5, 4, 4, 3], ground="surface")
        self._hint.grow, self._hint.lines = 0, 3 if theme.elder else 5
        band.add(self.box, self._name, self._head, self._letters)
        # Over the keyboard there is no room for them; large ones have none in the band either.
        if not theme.elder:
            band.add(self._elsewhere)
        band.add(Spacer(grow=1), self._hint, self._staff)
        self.set_band(Scroll(band) if theme.double else band)
        # Two rows of results stand over the keyboard, whole.
        self._right.padding = [4, 3, 5, 1]
        self.add_content(self._alarm, self._function, self._list, self._nothing, self._empty)
        if theme.elder:
            self.add_content(self._elsewhere)

    def _make_nothing(self) -> Panel:
        self._nothing_head = SecretText(step="name", bold=True, lines=2, shrink=1)
        self._advice = Text(step="body", color="ink2")
        words = Column(spacing=1, grow=1).add(self._nothing_head, self._advice)
        row = Row(spacing=3, padding=[3, 3], align="top")
        row.add(Icon("lightbulb-duotone", size_u=6, disc=11), words)
        return Panel().add(row)

    # -- showing ----------------------------------------------------------------------------

    def show(self, question: FindService) -> None:
        """Fill the rows; what was typed since stays in the box."""
        self.title = self.sub = self.eyebrow = ""
        kept = self._sent and question.keyboard
        if not kept and question.text != self.box.wish:
            self.box.write(question.text)
            self.keyboard.drop()
        self._sent = False
        self._name.text, self._name.gone = question.title, theme.low or not question.title
        self.box.gone = not question.keyboard
        self._letters.gone = theme.elder or not (question.keyboard and question.results)
        self._show_keys(question.keyboard)
        if question.alarm and (theme.landscape or theme.crowded):
            self.set_tray(None)  # it would stand before the numbers
        self._show_results(question)
        self._answer_next()

    def _answer_next(self) -> None:
        waiting, self._next = self._next, None
        if waiting is not None:
            self._give(waiting)

    def _show_keys(self, keyboard: bool) -> None:
        self.box.on = keyboard
        if not keyboard:
            self.set_tray(None)
        elif not self._was_open:
            self._open_keys()
        self._was_open = keyboard

    _was_open = False

    def _open_keys(self) -> None:
        self.keyboard.use("search", self.box, switchable=True)
        self.set_tray(self.keyboard)

    def _show_results(self, question: FindService) -> None:
        results = question.results
        if question.keyboard and not question.text:
            # Before the first letter: what fits whole over the keyboard.
            results = results[: FIRST_FEW[theme.landscape]]
        if theme.landscape:
            few = theme.elder or len(results) <= ROWS_OVER_KEYS
            self._list.columns = 1 if few else 2
        self._fill_rows(results, question)
        self._show_answers(question)
        told = bool(results or question.alarm or question.function)
        self._nothing.gone, self._list.gone = told or not question.keyboard, not results
        words = self._nothing_words(question)
        self._nothing_head.text = words
        self._advice.text = question.advice or _("打全拼，或者每个字的第一个字母都行，比如 sbk。")
        # Over the keyboard there is no room for a drawing.
        self._empty.say("" if told or question.keyboard else words, question.advice)
        self._hint.text = self._hint_words(question)
        self._staff.text = _("请工作人员来") if question.alarm else _("请工作人员帮您找")
        self._head.gone = not results or theme.low
        self._head.write(self._heading(question), self._note(question))
        if theme.low:
            # There is little room below the line; above it there is nothing else to read.
            heading = self._heading(question) if results else ""
            self.title, self.sub = question.title or heading, heading if question.title else ""

    def _show_answers(self, question: FindService) -> None:
        self._alarm.gone, self._function.gone = not question.alarm, question.function is None
        if question.alarm:
            self._alarm.show(question.alarm)
        if question.function is not None:
            self._function.show(question.function)
        self._elsewhere.show(question.categories)

    def _use(self, function: Function) -> None:
        """The button of a function."""
        if function.here:
            self._give(Opened(function.key))
        else:
            (self.enlarge if function.key == "elder" else self.call_staff)()

    def _hint_words(self, question: FindService) -> str:
        if question.alarm:
            return _("没有手机？")
        return (question.advice if question.results else "") or _("没有您要的？")

    def _nothing_words(self, question: FindService) -> str:
        if question.text:
            return _("没有找到“{text}”").format(text=question.text)
        return _("写出要办的事") if question.keyboard else _("这里还没有事项")

    def _heading(self, question: FindService) -> str:
        if question.keyboard and not question.text:
            return _("大家常办")
        if question.choice:
            return _("您要办哪一件？")
        if question.groups:
            return counted("共 {n} 类", len(question.results))
        found = len(question.results)
        return counted("找到 {n} 项", found) if question.keyboard else counted("共 {n} 项", found)

    def _note(self, question: FindService) -> str:
        here = not question.groups and all(card.here for card in question.results)
        return _("都能在本机办") if here else ""

    def _fill_rows(self, results: Sequence[ServiceCard], question: FindService) -> None:
        while len(self._rows) < len(results):
            self._rows.append(self._row(len(self._rows)))
        for index, row in enumerate(self._rows):
            row.gone = index >= len(results)
            if not row.gone:
                best = question.confident and index == 0
                self._fill_row(row, results[index], question.matched, best=best)
        codes = tuple(card.code for card in results)
        if codes != self._codes:
            # Another service under the finger than the one it came down on.
            let_go(lambda held: isinstance(held, ListRow))
        self._codes = codes

    def _row(self, index: int) -> ListRow:
        row = ResultRow(lambda: self._chose(index))
        self._list.add(row)
        return row

    def _fill_row(self, row: ListRow, card: ServiceCard, matched: str, *, best: bool) -> None:
        # Where it is crowded results are many names to look through; the next page says the rest.
        brief = theme.crowded and not self.box.gone
        row.icon, row.line = topic_icon(card.icon), "" if brief else card.line
        row.text = emphasised(card.name, matched)
        row.chip = _("最相符") if best else "" if card.here else _("到窗口办")

    # -- answering --------------------------------------------------------------------------

    def _typed(self, text: str) -> None:
        if not isinstance(self._next, Selected | Opened):
            self._give(Typed(text))

    def _chose(self, index: int) -> None:
        if isinstance(self.asked, FindService) and index < len(self.asked.results):
            self._give(Selected(self.asked.results[index].code))

    def _give(self, answer: Selected | Typed | Opened) -> None:
        """Answer now, or as soon as the question is put again."""
        if self._sent:
            self._next = answer
            return
        self._sent = True
        self.answer(answer)

    def hide(self) -> None:
        """The next search begins anew."""
        self._sent, self._next, self._was_open = False, None, False
        super().hide()

    def forget(self) -> None:
        """No words, no results."""
        self.hide()
        for row in self._rows:
            row.text = row.line = ""
            row.gone = True
        self._nothing_head.text = ""
        self._codes = ()
        self.set_tray(None)
        self.keyboard.forget()
        super().forget()
