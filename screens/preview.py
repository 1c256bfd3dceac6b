"""A paper before it is printed: its pages to look through, the code that proves it genuine."""

from __future__ import annotations

from kiosk.conversation.questions import Chosen, Option, PreviewPaper
from kiosk.text import _
from screens.kit.box import Column, Row, Spacer
from screens.kit.camera import PictureView
from screens.kit.press import PushButton
from screens.kit.qr import QrCode
from screens.kit.read_list import ReadList, ReadRow
from screens.kit.screen import Screen
from screens.kit.text import Text
from screens.kit.theme import theme
from screens.short_page import Nothing

A4_RATIO = 297 / 210
WHOLE_RATIO = 0.42
"""Least height of a page shown whole, by the width of its room."""


class PreviewScreen(Screen):
    """The page whole, or as wide as the glass, to be scrolled."""

    question = PreviewPaper

    def build(self) -> None:
        """Keys, the page, facts and code below it; these at the left in landscape."""
        self.page = PictureView(grow=1, ratio=WHOLE_RATIO)
        self._sheet = Column(ground="stage", radius=2.5, padding=[1.5, 1.5], grow=1).add(self.page)
        self._keys = self._page_keys()
        self._facts = ReadList()
        self._unseen = Nothing("page")
        side = 18 if theme.landscape else 22
        self._qr = QrCode(side=side)
        self._qr_line = Text(step="cap", color="ink2", align="center", lines=3)
        self._scan = Column(spacing=0.25, wide=side).add(self._qr, self._qr_line)
        if theme.landscape:
            self.add_aside(self._facts, self._scan)
            self.add_content(self._keys, self._sheet, self._unseen)
            return
        about = Row(spacing=3, align="middle")
        about.add(Column(grow=1).add(self._facts), self._scan)
        self.add_content(self._keys, self._sheet, self._unseen, about)

    def _page_keys(self) -> Column:
        # Large words leave no room between the keys: which page it is stands above them.
        self._apart = theme.double or (theme.elder and not theme.landscape)
        self._above = Text(step="lead", align="center")
        self._number = Text(step="lead", align="center", grow=1, lines=2)
        self._before = PushButton(_("上一页"), icon="arrow-left-bold", icon_first=True)
        self._before.bind(on_release=lambda *_: self._turn(-1))
        self._after = PushButton(_("下一页"), icon="arrow-right-bold")
        self._after.bind(on_release=lambda *_: self._turn(1))
        self._zoom = PushButton(_("放大"), icon="magnifying-glass-bold", icon_first=True)
        self._zoom.bind(on_release=lambda *_: self._enlarge(not self._large))
        self._rest = Spacer(grow=1)
        keys = Row(spacing=2.5, align="middle")
        if self._apart:
            keys.add(self._before, self._after, self._rest, self._number, self._zoom)
        else:
            keys.add(self._before, self._number, self._after, self._zoom)
        return Column(spacing=1.5).add(self._above, keys)

    def show(self, question: PreviewPaper) -> None:
        """The first page."""
        self.title, self.sub = question.title, question.line
        self._at = 0
        self._facts.clear_widgets()
        self._facts.add(*(ReadRow(row.label, row.value) for row in question.rows))
        self._facts.gone = not question.rows
        self._qr.text, self._qr_line.text = question.qr, question.qr_line
        self._scan.gone = not question.qr
        self._sheet.gone = self._keys.gone = not question.pages
        self._unseen.say("" if question.pages else _("屏幕上看不了这份材料，|印出来再核对。"))
        alone = len(question.pages) < 2
        self._before.gone = self._after.gone = self._rest.gone = alone
        self._number.gone = self._apart and not alone
        self._above.gone = not self._number.gone
        self._enlarge(False)
        self._turn(0)
        self.footer.main_text = question.main.name if question.main else ""
        self.footer.main_icon = "printer-bold" if question.main else ""
        self.footer.second_text = question.second.name if question.second else ""

    def _turn(self, by: int) -> None:
        """To another page; the keys at the ends are off."""
        question = self.asked
        if not isinstance(question, PreviewPaper) or not question.pages:
            return self.page.forget()
        last = len(question.pages) - 1
        self._at = min(max(self._at + by, 0), last)
        self.page.show(question.pages[self._at])
        self._before.off, self._after.off = self._at == 0, self._at == last
        said = _("第 {page} 页，共 {of} 页")
        self._number.text = self._above.text = said.format(page=self._at + 1, of=question.of)
        return None

    def _enlarge(self, large: bool) -> None:
        """As wide as its room, or whole again."""
        self._large = large
        self.page.ratio = A4_RATIO if large else WHOLE_RATIO
        self._zoom.text = _("缩小") if large else _("放大")
        self.page.rearrange()

    def on_main(self) -> None:
        """打印."""
        self._take("main")

    def on_second(self) -> None:
        """The other way on."""
        self._take("second")

    def _take(self, which: str) -> None:
        option: Option | None = getattr(self.asked, which, None)
        if option is not None:
            self.answer(Chosen(option.key))

    def forget(self) -> None:
        """No page, no facts, no code."""
        super().forget()
        self._facts.clear_widgets()
        self._number.text = self._above.text = self._qr_line.text = ""
