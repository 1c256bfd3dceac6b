"""Something takes a while (正在提交): a calm ring with words."""

from __future__ import annotations

from kiosk.conversation.notices import Notice, StillWorking
from kiosk.conversation.questions import Working
from kiosk.text import _
from screens.kit.box import Column, Spacer
from screens.kit.rings import WaitRing
from screens.kit.screen import Screen
from screens.kit.text import Text


class WorkingScreen(Screen):
    """Never answered; 取消 stands in the footer when the work may be left alone."""

    question = Working

    def build(self) -> None:
        """Ring, sentence, second sentence."""
        self._ring = WaitRing(size_u=18)
        self._line = Text(step="name", align="center")
        self._still = Text(step="lead", color="ink2", align="center", gone=True)
        well = Column(ground="tint", radius=2.5, spacing=4, padding=[8, 4], grow=1)
        well.add(Spacer(grow=1), self._ring, self._line, self._still, Spacer(grow=1.2))
        self.add_content(well)

    def show(self, question: Working) -> None:
        """What is being done."""
        self.title, self._line.text = question.title, question.line
        self._still.text, self._still.gone = "", True
        self.footer.leave.gone = True
        self.footer.second_text = _("取消") if question.can_leave else ""
        self.footer.time.note = _("这段时间不计时")
        self._ring.turning = True

    def news(self, notice: Notice) -> None:
        """It takes longer."""
        if isinstance(notice, StillWorking):
            self._still.text, self._still.gone = notice.line, not notice.line

    def on_second(self) -> None:
        """取消."""
        self.leave()

    def hide(self) -> None:
        """Stop turning."""
        self._ring.turning = False

    def forget(self) -> None:
        """No words, no motion."""
        self.hide()
        self._line.text = self._still.text = ""
        super().forget()
