"""Photograph a page (拍材料): live view, then the straightened page and its checks."""

from __future__ import annotations

from kiosk.conversation.notices import LiveFrame, Notice
from kiosk.conversation.questions import Captured, CapturePage, Check, PageChoice
from kiosk.text import _
from screens.kit.banner import Banner
from screens.kit.box import Box, Column, Row
from screens.kit.camera import CameraView, PictureView
from screens.kit.icon import Icon
from screens.kit.read_list import ReadList
from screens.kit.screen import Screen
from screens.kit.text import Text
from screens.kit.theme import theme
from screens.parts import Section, numbered
from screens.terminal_map import TerminalMap

PAGE_HIGH_U = 64
"""Height of a page taken, beside large words on landscape glass."""


class CaptureScreen(Screen):
    """It shoots by itself once the page lies still; 拍照 is for those who do not want to wait."""

    question = CapturePage

    def build(self) -> None:
        """Live: camera view and how to lay the page. Taken: the page and its checks."""
        self._problem = Banner(kind="warn", gone=True)
        self.camera = CameraView(grow=2, ratio=0.5, opening=_("正在打开拍摄台"))
        self._how = self._hints()
        self.taken = PictureView(grow=1, ratio=0.5 if theme.landscape else 0.62)
        self._sheet = Column(ground="stage", radius=2.5, padding=[2, 2], grow=3).add(self.taken)
        self._checks = ReadList()
        self._verdict = Section("", self._checks)
        self._again = Row(spacing=2, gone=True)
        words = _("要是看不清就重拍：压平纸角，避开灯光，手不要挡字。")
        self._again.add(Icon("lightbulb-duotone", size_u=5), Text(words, color="ink2", grow=1))
        self._result = self._result_box()
        self.add_content(self._problem, self.camera, self._how, self._result)

    def _hints(self) -> Box:
        words = (
            _("纸放平，有字的一面朝上"),
            _("四个角都露在画面里"),
            _("手拿开，会自动拍下"),
        )
        steps = Column(spacing=2, grow=1).add(*(numbered(n, w) for n, w in enumerate(words, 1)))
        if theme.landscape:
            return Column(gone=True)
        side = 2 if theme.tight else 2.5
        steps.spacing = 2 if theme.tight else 3.5
        hints = Row(spacing=6, padding=[6, side], ground="surface", frame="line", radius=2, grow=1)
        hints.add(TerminalMap(part="camera", high=42 if not theme.tight else 24), steps)
        return hints

    def _result_box(self) -> Box:
        if theme.landscape and not theme.double:
            beside = Column(spacing=3.25, wide=56).add(self._verdict, self._again)
            if theme.elder:
                # The page is seen whole, however long the list beside it.
                self._sheet.high = PAGE_HIGH_U
            align = "top" if theme.elder else "fill"
            return Row(spacing=4, align=align, grow=1).add(self._sheet, beside)
        box = Column(spacing=theme_block(), grow=1)
        box.add(self._sheet, self._verdict, self._again)
        return box

    def show(self, question: CapturePage) -> None:
        """Live until there is a picture."""
        self.title, self.sub = question.title, question.hint
        self._problem.text, self._problem.gone = question.problem, not question.problem
        self.footer.time.note = _("拍照时不计时")
        taken = question.captured
        live = taken is None
        self.camera.gone = self._how.gone = not live
        self._how.gone = not live or theme.landscape
        self._result.gone = self._again.gone = live
        if taken is None:
            self._show_live()
        else:
            self._show_taken(taken)

    def _show_live(self) -> None:
        self.taken.forget()
        self._checks.clear_widgets()
        self.footer.main_text, self.footer.main_icon = _("拍照"), "camera-bold"
        self.footer.second_text = ""

    def _show_taken(self, taken: Captured) -> None:
        self.camera.forget()
        self.sub = ""
        self.taken.show(taken.picture)
        self._checks.clear_widgets()
        self._checks.add(*(_check_row(check) for check in taken.checks))
        good = all(check.ok for check in taken.checks)
        doubt = _("有一处可能不行，|请看一看")
        self._verdict.heading.write(_("检查过了，可以用") if good else doubt)
        self._verdict.gone = not taken.checks
        self.footer.main_text, self.footer.main_icon = _("用这张"), "check-bold"
        self.footer.second_text, self.footer.second_icon = _("重拍"), "arrow-counter-clockwise-bold"

    def news(self, notice: Notice) -> None:
        """A frame, while live."""
        if isinstance(notice, LiveFrame) and not self.camera.gone:
            self.camera.show_frame(notice.picture, notice.corners, notice.line, notice.ok)

    def on_main(self) -> None:
        """拍照, or 用这张."""
        self.answer(PageChoice.SHOOT if not self.camera.gone else PageChoice.ACCEPT)

    def on_second(self) -> None:
        """重拍."""
        self.answer(PageChoice.RETAKE)

    def forget(self) -> None:
        """No frame, no page, no verdict."""
        super().forget()
        self._checks.clear_widgets()
        self._problem.text = ""


def theme_block() -> float:
    """Between blocks, u."""
    return 3.25 if theme.tight or theme.landscape else 4


def _check_row(check: Check) -> Row:
    icon = "check-circle-fill" if check.ok else "warning-circle-fill"
    row = Row(spacing=1.5, padding=[2.5, 1])
    if theme.elder:
        row.padding = [2, 0.75]
    else:
        row.high = 9 if theme.tight or theme.landscape else 10.75
    name = Text(check.name, step="lead", bold=True, grow=1, lines=2, shrink=1)
    verdict = Text(check.verdict, step="cap", color="ink2")
    row.add(Icon(icon, size_u=5, color="ok" if check.ok else "warn"))
    if theme.elder and theme.landscape:
        # Large words have no room for one another.
        return row.add(Column(grow=1).add(name, verdict))
    verdict.align = "right"
    return row.add(name, verdict)
