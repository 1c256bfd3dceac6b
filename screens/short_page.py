"""Pages that often hold little: help at their foot, and a drawing where there is nothing."""

from __future__ import annotations

from typing import ClassVar

from kivy.graphics import Color, Rectangle
from kivy.properties import StringProperty

from kiosk.conversation.questions import Question
from kiosk.text import _
from screens.kit.box import Column, Row, Spacer, Well
from screens.kit.icon import Icon, art
from screens.kit.page import LEFT_PANEL_U
from screens.kit.piece import Piece
from screens.kit.press import PushButton
from screens.kit.screen import Answering, Screen
from screens.kit.text import Text
from screens.kit.theme import COLUMN_MAX_U, ROOM_MAX_U, theme
from screens.kit.untyped import Untyped


class Drawing(Piece):
    """One of our own drawings, in the middle of its room."""

    drawing = StringProperty("")

    PAINT: ClassVar[tuple[str, ...]] = ("drawing",)

    def measure(self, width: float) -> float:
        """46 u, in landscape 34."""
        return float(theme.u(34 if theme.landscape else 46))

    def paint(self) -> None:
        """As high as its room."""
        texture = art(self.drawing)
        wide = self.height * texture.width / texture.height
        Color(1, 1, 1, 1)
        pos = (round(self.center_x - wide / 2), round(self.y))
        Rectangle(pos=pos, size=(wide, self.height), texture=texture)


class Nothing(Column):
    """In the middle of an empty page: a drawing, the sentence that says so, what one can do."""

    def __init__(self, drawing: str = "nothing") -> None:
        self._sentence = Text(step="h2", bold=True, align="center")
        self._advice = Text(step="lead", color="ink2", align="center", gone=True)
        super().__init__(spacing=2.5 if theme.landscape else 4, grow=1)
        words = Column(spacing=1.25).add(self._sentence, self._advice)
        self.add(Spacer(grow=1), Drawing(drawing=drawing), words, Spacer(grow=1.5))

    def say(self, sentence: str, advice: str = "") -> None:
        """These words; no sentence, and it is gone."""
        self._sentence.text, self.gone = sentence, not sentence
        self._advice.text, self._advice.gone = advice, not advice


class HelpFoot(Well):
    """Who helps, and how to call them; in the left panel the key stands below the words."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(padding=[3, 2.5])
        words = Column(spacing=0.25, grow=1).add(
            Text(_("要人帮忙吗？"), step="lead", bold=True),
            Text(_("工作人员过来帮您，|也可以打 12345。"), color="ink2"),
        )
        call = PushButton(
            _("请工作人员来"),
            kind="small",
            icon="headset-bold",
            icon_first=True,
            action=lambda: screen.call_staff(),
        )
        if theme.landscape:
            self.spacing = 2
            self.add(words, call)
        else:
            picture = Icon("headset-duotone", size_u=6, disc=11, ground="surface")
            self.add(Row(spacing=3).add(picture, words, call))


class ShortScreen(Screen):
    """Has help at its foot wherever that leaves everything else in sight.

    Call `put_foot` last in `build`, and `fit_foot` when the content has changed by itself.
    """

    def put_foot(self) -> None:
        """At the end of the content; in landscape at the foot of the left panel."""
        self._foot = HelpFoot(self)
        if theme.landscape:
            self.aside.grow = 1
            self.add_aside(Spacer(grow=1), self._foot)
        else:
            self.add_content(self._foot)

    def present(self, question: Question[Untyped], reply: Answering) -> None:
        """As every screen; then whether there is room."""
        super().present(question, reply)
        self.fit_foot()

    def fit_foot(self) -> None:
        """There, unless something would have to scroll for it."""
        bars = sum(bar.wanted_height(theme.width) for bar in (self.header, self.footer))
        room, wide, column = theme.height - bars, theme.u(LEFT_PANEL_U), self._right
        if theme.landscape:
            column = self._left
        else:
            room = min(room - self.steps.wanted_height(theme.width), theme.u(ROOM_MAX_U))
            wide = min(theme.width, theme.u(COLUMN_MAX_U))
        self.content.spacing = self.apart
        self._foot.gone = False
        self._foot.gone = theme.low or column.wanted_height(wide) > room
