"""Consent before identity: who asks, for what, what is read, who gets it, how long it is kept."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.conversation.questions import Consent
from kiosk.text import _
from screens.kit.box import Column, Grid, Line, Panel, Row
from screens.kit.icon import Icon, IconTile
from screens.kit.screen import Screen
from screens.kit.text import Text
from screens.kit.theme import theme
from screens.parts import Section, put_beside_question
from screens.ways import WayCard, way_icon


class ConsentScreen(Screen):
    """Nothing is read before 同意并继续; two ways go on without it."""

    question = Consent

    def build(self) -> None:
        """What is read first, then the promises, then the other ways."""
        self.footer.main_text = _("同意并继续")
        columns, gap = (1, 1) if theme.landscape else (2, 1.75)
        self._reads = Grid(
            columns=columns, spacing=2, row_spacing=gap, padding=[3, 2.5], even=False
        )
        self._reads.grow = 0 if theme.landscape else 1
        self._read_part = Section(_("要读这些"), Panel().add(self._reads))
        self._asker, self._purpose = Text(step="lead", bold=True), Text(step="lead", bold=True)
        self._shared, self._kept = Text(step="lead"), Text(step="lead")
        promises = Panel(grow=1).add(
            _promise("buildings-duotone", _("谁要读"), self._asker),
            Line(),
            _promise("list-checks-duotone", _("用来办"), self._purpose),
            Line(),
            _promise("users-duotone", _("交给谁"), self._shared),
            Line(),
            _promise("clock-duotone", _("留多久"), self._kept),
        )
        if theme.landscape:
            # No picture: all that is read must be seen without scrolling.
            self._title.step = "h2"
            self.add_aside(self._read_part)
            self.add_content(promises, self._make_ways())
        else:
            put_beside_question(self, IconTile("shield-check-duotone", side=15, size_u=9.5))
            promises.grow, self._read_part.grow = 2, 1
            self._read_part.shown()[-1].grow = 1
            self.add_content(self._read_part, promises, self._make_ways())

    def _make_ways(self) -> Section:
        window = WayCard(
            icon=way_icon("window"),
            name=_("改到窗口办"),
            meta=_("带身份证原件，工作人员帮您办"),
            action=self.go_to_window,
        )
        self._guide = WayCard(icon="list-bullets-bold", action=self.back)
        cards = Grid(columns=2, spacing=2.1 if theme.tight else 2.5).add(window, self._guide)
        return Section(_("不同意也可以"), cards)

    def show(self, question: Consent) -> None:
        """Everything from the question."""
        self._word(face=question.face)
        self._asker.text, self._purpose.text = question.asker, question.purpose
        self._shared.text, self._kept.text = question.shared_with, question.kept
        self._show_reads(question.reads, "" if question.face else _("别的都不读"))

    def _word(self, *, face: bool) -> None:
        """What is peculiar to a card, or to a face."""
        if face:
            self.title = _("拍照核对前，|请您单独同意")
            self.sub = _("同意以后才会打开镜头，随时可以退出。")
            self._guide.name, self._guide.meta = _("先不办"), _("不拍，回到上一步")
            self._what = _("要拍这些")
        else:
            self.title = _("读身份证前，请您同意")
            self.sub = _("同意以后才会读，随时可以退出。")
            self._guide.name = _("只看指南")
            self._guide.meta = _("不读身份证，回到办事指南")
            self._what = _("要读这些")

    def _show_reads(self, reads: Sequence[str], nothing_else: str) -> None:
        self._reads.clear_widgets()
        for words in reads:
            self._reads.add(_read("check-circle-fill", words))
        # What is not read fills the place that an odd number leaves; else it stands above.
        hole = len(reads) % int(self._reads.columns)
        if hole:
            self._reads.add(_read("prohibit-bold", nothing_else, "ink2"))
        self._read_part.heading.write(self._what, "" if hole else nothing_else)

    def on_main(self) -> None:
        """同意并继续."""
        self.answer(None)


def _read(icon: str, words: str, color: str = "ink") -> Row:
    row = Row(spacing=1.5, align="middle")
    picture = Icon(icon, size_u=5, color="blue" if color == "ink" else color)
    words = words.replace("（", "|（")
    return row.add(picture, Text(words, step="lead", grow=1, color=color))


def _promise(icon: str, label: str, words: Text) -> Row:
    words.grow = 1
    row = Row(spacing=2.5, padding=[3, 1.75], grow=1)
    wide = 24 if theme.elder and not theme.double else 18
    name = Text(label, step="lead", color="ink2", wide=wide, lines=2)
    picture = Icon(icon, size_u=5.5, disc=0 if theme.tight or theme.landscape else 10)
    return row.add(picture, name, Column(grow=1).add(words))
