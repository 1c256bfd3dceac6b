"""A paper comes out of the A4 printer (正在打印), lies there (请取走), or was left behind."""

from __future__ import annotations

from kiosk.conversation.notices import Notice, PagesNews
from kiosk.conversation.questions import After, PagesStage, TakePages
from kiosk.text import _, counted
from screens.kit.banner import Banner
from screens.kit.box import Column
from screens.kit.page_art import PageArt
from screens.kit.screen import Screen
from screens.kit.text import Text
from screens.kit.timeline import Bar


class TakePagesScreen(Screen):
    """Nothing to press while pages come out."""

    question = TakePages

    def build(self) -> None:
        """The page out of its slot, how far it is, what to mind."""
        self.art = PageArt(grow=1)
        self._count = Text(step="name", bold=True, align="center")
        self._done = Bar(color="blue", track="line", high=2)
        self._far = Column(spacing=1.5).add(self._count, self._done)
        self._why = Banner(kind="warn", icon="printer-bold")
        self.add_content(self.art, self._far, self._why)

    def show(self, question: TakePages) -> None:
        """The stage decides the words, the picture and the way on."""
        stage = question.stage
        self.title, self.sub = _words(question)
        printing, left = stage is PagesStage.PRINTING, stage is PagesStage.LEFT_BEHIND
        self.art.moving, self.art.where = printing, question.where
        self.art.ground = "tint" if printing else "warntint"
        self._far.gone = not printing
        self._count_up(question.pages, question.of)
        self._why.text = _warning(stage)
        self._why.gone = stage not in (PagesStage.NOT_TAKEN, PagesStage.LEFT_BEHIND)
        footer = self.footer
        footer.leave.gone = left
        footer.main_text = "" if printing else _("没有纸了") if left else _("取好了")
        footer.wait_text = _("正在打印，请稍等") if printing else ""
        footer.second_text = "" if printing else _("请工作人员来") if left else _("再办一件")
        footer.second_icon = "headset-bold" if left else ""
        footer.time.note = _("打印时不计时") if printing else _("取纸时不计时")
        self.art.play()

    def news(self, notice: Notice) -> None:
        """One more page is out."""
        if isinstance(notice, PagesNews):
            self._count_up(notice.pages, notice.of)

    def _count_up(self, pages: int, of: int) -> None:
        said = _("印好 {pages} 页，一共 {of} 页")
        self._count.text = said.format(pages=pages, of=of)
        self._done.share = pages / of if of else 0.0

    def on_main(self) -> None:
        """取好了."""
        self.answer(After.DONE)

    def on_second(self) -> None:
        """再办一件; 请工作人员来 for what another has left."""
        if isinstance(self.asked, TakePages) and self.asked.stage is PagesStage.LEFT_BEHIND:
            self.call_staff()
        else:
            self.answer(After.ANOTHER)

    def hide(self) -> None:
        """Stop the picture."""
        self.art.stop()

    def forget(self) -> None:
        """No numbers, no motion."""
        self.art.stop()
        super().forget()
        self._count.text = ""


def _words(question: TakePages) -> tuple[str, str]:
    """Title and the line under it."""
    match question.stage:
        case PagesStage.PRINTING:
            return _("正在打印"), _("请不要拉纸，印好了再取。")
        case PagesStage.READY:
            line = counted("一共 {n} 页，请拿好核对。", question.of)
            return _("请取走您的材料"), line
        case PagesStage.NOT_TAKEN:
            return _("您的材料|还没有取走"), _("还在出纸口。")
        case PagesStage.LEFT_BEHIND:
            return _("有人忘了取走材料"), _("纸可能还在出纸口。")


def _warning(stage: PagesStage) -> str:
    if stage is PagesStage.LEFT_BEHIND:
        return _("是您的，请取走。不是您的，请不要看，拿起来交给工作人员。")
    return _("别忘了带走，上面有您的个人信息。")
