"""Place the identity card on the reader (请把身份证放在读卡区), or the other one in its slot."""

from __future__ import annotations

from kiosk.conversation.notices import CardNews, Notice
from kiosk.conversation.questions import Alternative, CardSort, CardStage, Chosen, PlaceCard
from kiosk.text import _
from screens.kit.banner import Banner
from screens.kit.box import Column, Grid, Row, Spacer
from screens.kit.cards import ListRow, Tile
from screens.kit.device import DeviceArt
from screens.kit.piece import Piece
from screens.kit.screen import Screen
from screens.kit.theme import theme
from screens.parts import Section, numbered
from screens.ways import way_icon


class PlaceCardScreen(Screen):
    """The picture shows where the reader is and what to do; it rests while a card is read."""

    question = PlaceCard

    def build(self) -> None:
        """Trouble of the last try, picture, two hints, what is read, other ways."""
        self._problem = Banner(kind="warn", gone=True)
        self.art = DeviceArt(part="reader", grow=1)
        self._ways = Grid(columns=3, spacing=2.5)
        self._other = Section(_("没带这张卡？"), self._ways)
        what = _("只读您刚才同意的内容，用来办这件事。办完就从本机清除。")
        reads = Banner(what, icon="shield-check-duotone", step="cap")
        self.add_content(self._problem, *self._middle(reads), self._other)

    def _middle(self, reads: Banner) -> tuple[Piece, ...]:
        if not theme.landscape or theme.double:
            self._hints: Column | Grid = Grid(columns=2, spacing=2)
            return self.art, self._hints, reads
        self._hints = Column(spacing=3.5)
        beside = Column(spacing=3.5, grow=2).add(Spacer(grow=1), self._hints)
        self.art.grow = 3
        row = Row(spacing=4, align="fill", grow=1).add(self.art, beside)
        if theme.elder:
            # Beside the picture its large words would take it out of sight.
            beside.add(Spacer(grow=1))
            return row, reads
        beside.add(reads, Spacer(grow=1))
        return (row,)

    def show(self, question: PlaceCard) -> None:
        """Ask for the card, and say why the last try failed."""
        self._slot = question.card is CardSort.SOCIAL_SECURITY
        self._show_card(question.where)
        self._problem.text, self._problem.gone = question.problem, not question.problem
        self._ways.clear_widgets()
        self._ways.columns = max(1, len(question.alternatives))
        alone = len(question.alternatives) == 1
        self._ways.add(*(self._way(way, alone=alone) for way in question.alternatives))
        self._other.gone = not question.alternatives
        self.footer.time.note = _("读卡时不计时")
        self._wait()

    def _show_card(self, where: str) -> None:
        """Which card, where it goes, and how."""
        if self._slot:
            self.title = _("请把社保卡|插到卡槽里")
            words = _("芯片朝前、朝上，插到底"), _("读完再拔，一般不用密码")
            self.art.where, self.art.part = _("卡槽在{where}").format(where=where), ""
        else:
            self.title = _("请把身份证|放在读卡区")
            words = _("平放，有照片的一面朝上"), _("听到“嘀”一声再拿走")
            self.art.where, self.art.part = _("读卡区在{where}").format(where=where), "reader"
        self._hints.clear_widgets()
        self._hints.add(*(numbered(n, line) for n, line in enumerate(words, start=1)))

    def _way(self, way: Alternative, *, alone: bool) -> Tile | ListRow:
        kind = ListRow if alone else Tile
        return kind(
            icon=way_icon(way.icon),
            text=way.name,
            line=way.line,
            action=lambda: self.answer(Chosen(way.key)),
        )

    def _wait(self) -> None:
        self.footer.wait_text = _("正在等您放卡")
        self.footer.ring.turning = True
        self.art.scene, self.art.bright = "insert" if self._slot else "place", False
        self.art.play()

    def news(self, notice: Notice) -> None:
        """A card lies on the reader, or is awaited again."""
        if not isinstance(notice, CardNews):
            return
        if notice.stage is CardStage.READING:
            # Nothing moves until the card is read: no frame is under way when the form comes.
            self.footer.ring.turning = False
            self.art.stop()
            self.art.scene, self.art.bright = "pull" if self._slot else "none", True
            self.footer.wait_text = notice.line or _("正在读卡，请不要移开")
            return
        self._wait()
        if notice.line:
            self._problem.text, self._problem.gone = notice.line, False

    def hide(self) -> None:
        """Stop the picture."""
        self.art.stop()

    def forget(self) -> None:
        """Back to an empty reader."""
        self.art.stop()
        self._problem.text, self._problem.gone = "", True
        super().forget()
