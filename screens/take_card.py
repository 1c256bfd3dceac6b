"""The card still lies on the reader (请取走身份证): of whoever is there, or of somebody gone."""

from __future__ import annotations

from kiosk.conversation.notices import CardTaken, Notice
from kiosk.conversation.questions import CardSort, TakeCard
from kiosk.text import _
from screens.kit.banner import Banner
from screens.kit.device import DeviceArt
from screens.kit.screen import Screen


class TakeCardScreen(Screen):
    """Ends by itself when the card is gone, so nothing need be pressed."""

    question = TakeCard

    def build(self) -> None:
        """The picture of the card coming off the reader, and why it matters."""
        self.art = DeviceArt(scene="take", part="reader", ground="warntint", grow=1)
        self._why = Banner(kind="warn", icon="identification-card-duotone")
        self.add_content(self.art, self._why)

    def show(self, question: TakeCard) -> None:
        """Where the card lies."""
        slot = question.card is CardSort.SOCIAL_SECURITY
        self.title, self.sub = _in_the_slot(question) if slot else _on_the_reader(question)
        why = _("取走以后自动结束，您填的和拍的会从本机清除。")
        if question.forgotten:
            why = _("是您的，请取走。不是您的，请拿起来，交给工作人员。")
        where = _("卡槽在{where}") if slot else _("读卡区在{where}")
        self.art.where = where.format(where=question.where)
        self.art.scene, self.art.part = ("pull", "") if slot else ("take", "reader")
        self._why.text = why
        self.footer.second_text = _("请工作人员来") if question.forgotten else ""
        self.footer.second_icon = "headset-bold"
        self.footer.leave.gone = True
        self.footer.time.note = _("取卡时不计时")
        self.footer.wait_text = _("正在等您取卡")
        self.art.play()

    def news(self, notice: Notice) -> None:
        """It was taken."""
        if isinstance(notice, CardTaken):
            self.art.stop()
            self.footer.wait_text = _("已经取走，谢谢")

    def on_second(self) -> None:
        """请工作人员来."""
        self.call_staff()

    def hide(self) -> None:
        """Stop the picture."""
        self.art.stop()

    def forget(self) -> None:
        """Stop the picture."""
        self.art.stop()
        super().forget()


def _on_the_reader(question: TakeCard) -> tuple[str, str]:
    """Title and the line under it."""
    if question.forgotten:
        return _("有人忘了拿身份证"), _("它还在读卡区，本机先不能办事。")
    return _("请取走身份证"), _("卡还在读卡区，别忘了带走。")


def _in_the_slot(question: TakeCard) -> tuple[str, str]:
    if question.forgotten:
        return _("有人忘了拔社保卡"), _("它还在卡槽里，本机先不能办事。")
    return _("请拔出社保卡"), _("卡还在卡槽里，别忘了带走。")
