"""Go on at a staffed window (改到窗口办): where, when, what to bring."""

from __future__ import annotations

from kiosk.conversation.questions import WindowHandover
from kiosk.text import _
from screens.help_code import CodeWell
from screens.kit.box import Row, Spacer
from screens.kit.icon import Icon, IconTile
from screens.kit.read_list import ReadList
from screens.kit.screen import Screen
from screens.kit.text import Text
from screens.kit.theme import theme
from screens.kit.wrap import group_code
from screens.parts import Section, large_fact, put_beside_question


class WindowHandoverScreen(Screen):
    """Facts as large as on a sign, then what to bring, then the code to name."""

    question = WindowHandover

    def build(self) -> None:
        """Facts, list, code."""
        side = 13 if theme.tight or theme.landscape else 16
        put_beside_question(self, IconTile("user-rectangle-duotone", side=side, size_u=side * 0.6))
        self._facts = ReadList(grow=3)
        self._bring = ReadList(padding=[0, 0.75])
        self._list = Section(_("请带上"), self._bring, grow=2)
        self._code = CodeWell(
            _("办件码"), _("到窗口报这个码。"), _("填好的、拍好的都在，不用重来。")
        )
        self.add_content(self._facts, self._list)
        self._spare = Spacer()
        if theme.landscape:
            self.add_content(self._spare)
            self.add_aside(self._code)
        else:
            self.add_content(self._spare, self._code)

    def show(self, question: WindowHandover) -> None:
        """Only what is known."""
        self.title, self.sub = _("改到窗口|接着办"), _("工作人员会帮您办完。")
        facts = (
            ("map-pin-duotone", _("到哪里"), question.place),
            ("clock-duotone", _("什么时候"), question.hours),
            ("phone-duotone", _("想先问问，打这个电话"), question.consult_phone),
        )
        self._facts.clear_widgets()
        self._facts.add(*(large_fact(*fact) for fact in facts if fact[2]))
        self._bring.clear_widgets()
        self._bring.add(*(_thing(thing) for thing in question.bring))
        self._list.gone = not question.bring
        # Three rows alone would be stretched over the whole page.
        self._spare.grow = 0 if question.bring else 6
        code = question.code
        self._code.write(group_code(code) if code.isdigit() else code)
        if theme.landscape:
            self.aside.gone = not code
        self.footer.main_text, self.footer.main_icon = _("知道了"), "check-bold"

    def on_main(self) -> None:
        """知道了."""
        self.answer(None)

    def forget(self) -> None:
        """No place, no list."""
        super().forget()
        self._facts.clear_widgets()
        self._bring.clear_widgets()


def _thing(thing: str) -> Row:
    row = Row(spacing=2, padding=[3, 1.5 if theme.tight or theme.landscape else 2.25], grow=1)
    row.add(Icon("check-circle-fill", size_u=5), Text(thing, step="lead", grow=1, lines=3))
    return row
