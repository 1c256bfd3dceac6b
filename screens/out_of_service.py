"""Out of service: why, what to do instead, whom to ring, where another terminal works."""

from __future__ import annotations

from kiosk.conversation.notices import StaffWanted
from kiosk.conversation.questions import OutOfService
from kiosk.text import _
from screens.kit.box import Column, Panel, Row, Spacer, Well
from screens.kit.icon import Icon, IconTile, Number
from screens.kit.screen import Screen
from screens.kit.text import Text
from screens.kit.theme import theme
from screens.kit.wrap import group_phone
from screens.sections import Heading


class OutOfServiceScreen(Screen):
    """Nothing to press: it goes away by itself when the terminal works again."""

    question = OutOfService

    def build(self) -> None:
        """Head with a picture, what to do, where else, the phone."""
        self.footer.gone = True
        self.header.mark.held = lambda: self.ask_aside(StaffWanted())
        self._why = Text(step="lead" if theme.landscape else "h2", color="ink2")
        self._do = Panel()
        self._do_part = Column(spacing=1.25).add(Heading(_("现在怎么办")), self._do)
        self._near, self._until = Text(step="lead"), Text(step="lead")
        self._near_row = self._fact("map-pin-duotone", _("最近能用的机器"), self._near)
        self._until_row = self._fact("wrench-duotone", _("预计"), self._until)
        self._facts = Panel().add(self._near_row, self._until_row)
        self._phone = Text(step="code", bold=True, lines=1, shrink=1)
        self._build_head()
        parts = (self._do_part, self._facts, self._phone_well())
        around = (Spacer(grow=1), Spacer(grow=1)) if theme.landscape else ()
        self.add_content(*around[:1], *parts, *around[1:])

    def _build_head(self) -> None:
        """Large, to be read in passing; spare height stands above it, or around it."""
        side, size = (14, 9) if theme.landscape else (26, 16)
        picture = IconTile("plugs-connected-duotone", side=side, size_u=size)
        picture.color, picture.ground = "warn", "warntint"
        step = "h1" if theme.landscape else "code"
        title = Text(_("本机暂停服务"), step=step, bold=True, lines=2, shrink=1)
        above = () if theme.crowded else (Row().add(picture),)
        self.add_aside(Spacer(grow=1), *above, title, self._why)
        self.aside.spacing = 2.5
        self.aside.add(Spacer(grow=1 if theme.landscape else 0.4))
        self.aside.grow = 1
        if not theme.landscape:
            self.content.grow = 0

    def _fact(self, icon: str, label: str, text: Text) -> Row:
        words = Column(spacing=0.25, grow=1).add(Text(label, step="cap", color="ink2"), text)
        return Row(spacing=2.5, padding=[3, 2.25], align="top").add(Icon(icon, size_u=6), words)

    def _phone_well(self) -> Well:
        label = Text(_("打这个电话，有人帮您"), step="lead", bold=True)
        line = Text(_("说一声这台机器停了，也可以问在哪里能办。"), color="ink2")
        words = Column(spacing=0.5, grow=1).add(label, line)
        number = Row(spacing=2).add(Icon("phone-duotone", size_u=8), self._phone)
        return Well(padding=[4, 3]).add(Row(spacing=4).add(number, words))

    def show(self, question: OutOfService) -> None:
        """Parts that have nothing to say are left out."""
        self._why.text = question.why
        self._do.clear_widgets()
        for index, line in enumerate(question.what_to_do, 1):
            row = Row(spacing=2.5, padding=[3, 2])
            self._do.add(row.add(Number(text=str(index)), Text(line, step="lead", grow=1)))
        self._do_part.gone = not question.what_to_do
        self._near.text, self._until.text = question.nearest, question.expected
        self._near_row.gone, self._until_row.gone = not question.nearest, not question.expected
        self._facts.gone = not (question.nearest or question.expected)
        self._phone.text = (
            group_phone(question.phone) if len(question.phone) == 11 else question.phone
        )
