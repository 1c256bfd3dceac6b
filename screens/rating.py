"""Rate the service (好差评): five stars, nothing chosen beforehand."""

from __future__ import annotations

from typing import Any

from kiosk.conversation.notices import Notice, PadPressed
from kiosk.conversation.questions import Rate, Rating
from kiosk.text import _
from screens.kit.box import Row, Spacer, Well
from screens.kit.choice import Choices
from screens.kit.field import Field
from screens.kit.icon import Icon
from screens.kit.keyboard import Keyboard
from screens.kit.read_list import ReadList, ReadRow
from screens.kit.screen import Screen
from screens.kit.stars import Stars
from screens.kit.text import Text
from screens.kit.theme import theme
from screens.parts import Refusal, Section

BAD = 2
"""Up to so many stars at least one reason is asked for."""
NAMED, UNNAMED = "named", "unnamed"


class RateScreen(Screen):
    """Stars first; then reasons when the rating is bad, own words, and whether to leave a name."""

    question = Rate

    def build(self) -> None:
        """All the parts; `_arrange_parts` shows those that belong to the stars pressed."""
        self.stars = Stars()
        self.stars.bind(on_change=lambda *_: self._starred())
        self._hint = self._hint_row()
        self._refusal = Refusal()
        self.reasons = Choices(kind="check", row_spacing=1.75)
        self.reasons.bind(on_change=lambda *_: self._judge())
        self._why = Section(_("哪里没做好？"), self.reasons, note=_("至少选一项，可以多选"))
        self.words = Field(
            label=_("还想说的"),
            hint=_("可以不写"),
            placeholder=_("点这里写字"),
            suffix_icon="keyboard",
            max_length=200,
        )
        self.words.bind(on_focus_wanted=lambda *_: self._open_keyboard(True))
        self.named = Choices(options=[(UNNAMED, _("不留名字")), (NAMED, _("留名字，方便回访"))])
        self._name = Section(_("留不留名字"), self.named)
        self._rows = ReadList()
        self._about = Section(_("您评的是这件事"), self._rows)
        self._after = self._after_box()
        self.keys = Keyboard()
        self.keys.bind(
            on_close=lambda *_: self._open_keyboard(False),
            on_next=lambda *_: self._open_keyboard(False),
        )
        self._place_parts()

    def _place_parts(self) -> None:
        """Landscape: own words and name stand in the left panel, beside the reasons."""
        if theme.density == "normal":
            self.apart = 5.5
        if theme.landscape:
            self.named.columns = 1
            self.add_aside(self._after, self.words, self._name)
            self.add_content(self.stars, self._hint, self._refusal, self._why)
        else:
            self.add_content(self.stars, self._hint, self._refusal, self._why)
            self._about.grow = self._rows.grow = 1
            spare = Spacer(grow=1)
            self.add_content(self.words, self._name, self._about, self._after, spare)
            return
        self.add_content(self._about)

    def _hint_row(self) -> Row:
        words = Text(_("点一颗星，五颗星最满意"), step="lead", color="ink2")
        finger = Icon("hand-tap-duotone", size_u=5.5 if theme.landscape else 7)
        row = Row(spacing=2)
        row.add(Spacer(grow=1), finger, words, Spacer(grow=1))
        return row

    def _after_box(self) -> Well:
        well = Well(spacing=1, padding=[2.5, 2] if theme.landscape else [3.5, 3])
        well.add(Text(_("评了以后"), step="lead", bold=True))
        for line in (
            _("可以不留名字。不留名字，谁也看不到是您评的。"),
            _("不满意的，15 个工作日内整改；留了名字，会回访您。"),
        ):
            well.add(Text(line, color="ink2"))
        return well

    # -- showing ----------------------------------------------------------------------------

    def show(self, question: Rate) -> None:
        """Nothing chosen."""
        self.eyebrow, self.title = question.about, _("这件事|办得怎么样？")
        self.sub = _("评价不影响您办事。不想评也可以直接结束。")
        self.stars.levels, self.stars.value = list(question.levels), 0
        self.reasons.options = list(question.reasons)
        self.reasons.values, self.named.values = [], [UNNAMED]
        self.words.forget()
        self._rows.clear_widgets()
        side = [3, 1.5] if not theme.landscape else [3, 0.75]
        rows = (ReadRow(row.label, row.value, padding=side, grow=1) for row in question.rows)
        self._rows.add(*rows)
        self.footer.main_text, self.footer.main_icon = _("提交评价"), ""
        self.footer.second_text = _("不评了，结束")
        self._open_keyboard(False)

    def _show_parts(self) -> None:
        value = self.stars.value
        bad = 0 < value <= BAD and bool(self.reasons.options)
        self.stars.low = bad
        self._hint.gone = value > 0
        self._why.gone = not bad
        self.words.gone = not value
        writing = bool(self.words.on) and not theme.landscape
        self._name.gone = not value or writing
        if theme.landscape and value:
            self.sub = ""
        self._about.gone = bad or bool(self.words.on) or not self._rows.children
        self._after.gone = value > 0
        self._judge()

    def _judge(self) -> None:
        self._refusal.say("")
        self.footer.main.off = bool(self._missing())

    def _missing(self) -> str:
        if not self.stars.value:
            return _("请先点一颗星，再提交。")
        if not self._why.gone and not self.reasons.values:
            return _("请至少选一项哪里没做好，再提交。")
        return ""

    def _starred(self) -> None:
        self._show_parts()

    def news(self, notice: Notice) -> None:
        """A key of the rating pad counts as a star pressed."""
        if isinstance(notice, PadPressed):
            self.stars.value = notice.stars
            self._show_parts()

    # -- writing ----------------------------------------------------------------------------

    def _open_keyboard(self, writing: bool) -> None:
        """Open the keyboard on 还想说的, or close it."""
        self.words.on = writing
        self.keys.settle()
        if writing:
            self.keys.use("pinyin", self.words)
        self.set_tray(self.keys if writing else None)
        self._show_parts()
        if writing and not theme.landscape:
            self.lay_out()
            self.reveal(self.words)

    # -- answering --------------------------------------------------------------------------

    def on_refused(self) -> None:
        """Say what is missing, in place of the hint."""
        self._refusal.say(self._missing())
        self._hint.gone = True

    def on_main(self) -> None:
        """提交评价."""
        self.keys.settle()
        stars = int(self.stars.value)
        reasons = tuple(self.reasons.values) if stars <= BAD else ()
        self.answer(Rating(stars, reasons, self.words.text.strip(), NAMED in self.named.values))

    def on_second(self) -> None:
        """不评了，结束."""
        self.answer(None)

    def draft(self) -> dict[str, Any]:
        """What was chosen and written."""
        self.keys.settle()
        return {
            "stars": self.stars.value,
            "reasons": list(self.reasons.values),
            "words": self.words.text,
            "named": list(self.named.values),
        }

    def restore(self, draft: dict[str, Any]) -> None:
        """Put it back."""
        self.stars.value = draft.get("stars", 0)
        self.reasons.values = draft.get("reasons", [])
        self.words.text = draft.get("words", "")
        self.named.values = draft.get("named", [UNNAMED])
        self._show_parts()

    def forget(self) -> None:
        """Nothing rated, nothing written."""
        super().forget()
        self.set_tray(None)
        self.keys.forget()
        self._rows.clear_widgets()
