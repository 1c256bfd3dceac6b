"""The card still lies on the reader (请取走身份证)."""

from __future__ import annotations

from kiosk.conversation.notices import CardTaken, Notice
from kiosk.conversation.questions import TakeCard
from kiosk.text import _
from screens.kit.banner import Banner
from screens.kit.device import DeviceArt
from screens.kit.screen import Screen


class TakeCardScreen(Screen):
    """Ends by itself when the card is gone, so there is no button."""

    question = TakeCard

    def build(self) -> None:
        """The picture of the card coming off the reader, and why it matters."""
        self.art = DeviceArt(scene="take", part="reader", ground="warntint", grow=1)
        self._why = Banner(kind="warn", icon="identification-card-duotone")
        self.add_content(self.art, self._why)

    def show(self, question: TakeCard) -> None:
        """Where the card lies."""
        self.title = _("请取走身份证")
        self.sub = _("卡还在读卡区，别忘了带走。")
        self.art.where = _("读卡区在{where}").format(where=question.where)
        self._why.text = _("取走以后自动结束，您填的和拍的会从本机清除。")
        self.footer.leave.gone = True
        self.footer.time.note = _("取卡时不计时")
        self.footer.wait_text = _("正在等您取卡")
        self.art.play()

    def news(self, notice: Notice) -> None:
        """It was taken."""
        if isinstance(notice, CardTaken):
            self.art.stop()
            self.footer.wait_text = _("已经取走，谢谢")

    def hide(self) -> None:
        """Stop the picture."""
        self.art.stop()

    def forget(self) -> None:
        """Stop the picture."""
        self.art.stop()
        super().forget()
