"""To the window with what is filled in, or without: nothing is sent before 带过去."""

from __future__ import annotations

from kiosk.conversation.questions import TakeAlong
from kiosk.text import _
from screens.kit.box import Panel, Spacer
from screens.kit.cards import ListRow
from screens.kit.icon import IconTile
from screens.kit.read_list import ReadList
from screens.kit.screen import Screen
from screens.kit.theme import theme
from screens.parts import Section, large_fact, put_beside_question
from screens.ways import way_icon


class TakeAlongScreen(Screen):
    """What goes, to whom, how long it is kept; and the way without."""

    question = TakeAlong

    def build(self) -> None:
        """Facts, then the other way."""
        side = 13 if theme.tight or theme.landscape else 16
        put_beside_question(self, IconTile("user-rectangle-duotone", side=side, size_u=side * 0.6))
        self._facts = ReadList(grow=3)
        without = ListRow(
            icon=way_icon("retry"),
            text=_("不带，到窗口重新填"),
            line=_("填好的、拍好的，马上从本机清除"),
            action=lambda: self.answer(False),
        )
        other = Section(_("不带也可以"), Panel().add(without))
        self.add_content(self._facts, other, Spacer(grow=2))
        self.footer.main_text = _("带过去")

    def show(self, question: TakeAlong) -> None:
        """Everything from the question."""
        self.title, self.sub = _("填好的，|要带到窗口吗？"), _("没有签名，不算提交。")
        self._facts.clear_widgets()
        self._facts.add(
            large_fact("list-checks-duotone", _("带什么"), question.takes),
            large_fact("buildings-duotone", _("交给谁"), question.to),
            large_fact("clock-duotone", _("留多久"), question.kept),
        )

    def on_main(self) -> None:
        """带过去."""
        self.answer(True)

    def forget(self) -> None:
        """Nothing of the application."""
        super().forget()
        self._facts.clear_widgets()
