"""The technician watches a camera (实时画面): living picture, page outline, figures."""

from __future__ import annotations

from kiosk.conversation.notices import LiveFrame, Notice
from kiosk.conversation.questions import WatchCamera
from kiosk.text import _
from screens.kit.camera import CameraView
from screens.kit.gauges import Gauges
from screens.kit.screen import Screen
from screens.kit.theme import theme


class WatchCameraScreen(Screen):
    """Nothing of the picture is kept once another screen comes."""

    question = WatchCamera

    def build(self) -> None:
        """The picture over its figures, or beside them."""
        self.camera = CameraView(grow=1, ratio=0.5)
        self.gauges = Gauges(columns=1 if theme.elder or theme.landscape else 3)
        if theme.landscape:
            self.add_aside(self.gauges)
            self.add_content(self.camera)
        else:
            self.add_content(self.camera, self.gauges)

    def show(self, question: WatchCamera) -> None:
        """Empty until the first frame."""
        self.title, self.sub = question.title, question.hint
        self.camera.opening = question.opening
        self.footer.main_text, self.footer.main_icon = _("看好了"), "check-bold"

    def news(self, notice: Notice) -> None:
        """A frame."""
        if isinstance(notice, LiveFrame) and self.asked is not None:
            self.camera.show_frame(notice.picture, notice.corners, notice.line, notice.ok)
            self.gauges.show(notice.gauges)

    def on_main(self) -> None:
        """Seen enough."""
        self.answer(None)

    def hide(self) -> None:
        """What was seen goes at once."""
        self.camera.forget()
        self.gauges.forget()
