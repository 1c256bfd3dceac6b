"""Look into the camera (请看镜头): the live picture, and what to do in large words."""

from __future__ import annotations

from kivy.clock import Clock

from kiosk.conversation.notices import LiveFrame, Notice
from kiosk.conversation.questions import ShowFace
from kiosk.text import _
from screens.kit.banner import Banner
from screens.kit.box import Column, Grid, Row, Spacer
from screens.kit.camera import CameraView
from screens.kit.screen import Screen
from screens.kit.text import Text
from screens.kit.theme import theme
from screens.parts import numbered
from screens.ways import WayCard, way_icon

LOWEST = 9 / 16
"""Height ÷ width of the picture where there is little room: what the camera sees."""


class ShowFaceScreen(Screen):
    """The words over the picture are read aloud as they change: it can be done by ear."""

    question = ShowFace

    def build(self) -> None:
        """Trouble of the last try, picture, words, how to stand, the way without."""
        self._problem = Banner(kind="warn", gone=True)
        self.camera = CameraView(grow=1, ratio=LOWEST, opening=_("正在打开人像镜头"))
        self.words = Text(step="h2", bold=True, align="center", lines=3, shrink=2)
        first = numbered(1, _("摘下口罩、帽子和墨镜"))
        second = numbered(2, _("正对镜头，照着提示做"))
        promise = Banner(_("本机不保存这些画面。"), icon="shield-check-duotone", step="cap")
        without = WayCard(
            icon=way_icon("window"),
            name=_("不想拍，改到窗口办"),
            meta=_("工作人员当面核对，一样能办"),
            action=self.go_to_window,
        )
        self._view = view = Column(spacing=2, grow=1).add(self.words, self.camera)
        if theme.landscape:
            beside = Column(spacing=3, grow=2).add(Spacer(grow=1))
            if theme.elder:
                # The face is seen whole: nothing beside it is higher than the glass.
                self.add_aside(first, second)
            else:
                beside.add(first, second)
            beside.add(promise, without, Spacer(grow=1))
            view.grow = 3
            self.add_content(self._problem, Row(spacing=4, align="fill", grow=1).add(view, beside))
        else:
            hints = Grid(columns=2, spacing=2).add(first, second)
            self.add_content(self._problem, view, hints, promise, without)

    def show(self, question: ShowFace) -> None:
        """Where the camera is, and why the last pictures did not do."""
        self.title = _("请看镜头，|核对是您本人")
        self.sub = _("镜头在{where}").format(where=question.where)
        self._problem.text, self._problem.gone = question.problem, not question.problem
        self.words.text = _("请正对镜头")
        self.footer.time.note = _("拍照时不计时")
        self.footer.wait_text = _("拍好以后自动继续")
        self.footer.ring.turning = True
        # Large letters leave no room for all of it: the picture and what to do come first.
        Clock.schedule_once(lambda _: self.reveal(self._view))

    def news(self, notice: Notice) -> None:
        """A frame, and what to do."""
        if isinstance(notice, LiveFrame):
            self.camera.show_frame(notice.picture, None, "", notice.ok)
            self.words.text = notice.line
            self.words.color = "ok" if notice.ok else "ink"

    def hide(self) -> None:
        """Stop turning."""
        self.footer.ring.turning = False

    def forget(self) -> None:
        """No frame stays."""
        self.hide()
        self.camera.forget()
        self.words.text = ""
        self._problem.text, self._problem.gone = "", True
        super().forget()
