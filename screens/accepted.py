"""The case was accepted (已受理), or is safe here and on its way (已存好，正在送)."""

from __future__ import annotations

from kiosk.conversation.notices import CardTaken, Notice, PaperNews, WaitNews
from kiosk.conversation.questions import Accepted, After, CardSort, PaperStage
from kiosk.text import _
from screens.kit.box import Column, Panel, Row
from screens.kit.device import DeviceArt
from screens.kit.icon import Icon, Number
from screens.kit.piece import Piece
from screens.kit.qr import QrCode
from screens.kit.screen import Screen
from screens.kit.text import SecretText, Text
from screens.kit.theme import theme
from screens.kit.timeline import Bar, Timeline
from screens.kit.wrap import group_code
from screens.parts import Section, code_step, put_beside_question
from screens.picture_panel import PicturePanel
from screens.ways import WayCard, way_icon


class AcceptedScreen(Screen):
    """What to take along, the number to remember, what comes next."""

    question = Accepted

    def build(self) -> None:
        """Head, two pictures, code, timeline."""
        self._done = Icon()
        put_beside_question(self, self._done)
        if not theme.landscape:
            self._title.step, self._sub.step = "hero", "lead"
        self._card = self._card_panel()
        self._paper = self._paper_panel()
        take = Row(spacing=2.5, align="fill", grow=1).add(self._card, self._paper)
        self._next = Timeline()
        self._following = Section("", self._next)
        self._number = self._number_panel()
        self._look = WayCard(icon=way_icon("receipt"), action=self._on_look)
        if theme.landscape and not theme.elder:
            self._number.grow = self._following.grow = 1
            low = Row(spacing=3.25, align="fill").add(self._number, self._following)
            self.add_content(take, low, self._look)
        else:
            self.add_content(take, self._number, self._following, self._look)

    # -- pieces -----------------------------------------------------------------------------

    def _card_panel(self) -> PicturePanel:
        self._card_art = DeviceArt(scene="take", ground="")
        words = Column(spacing=0.75, padding=[2.5, 2])
        number = Number(text="1", color="surface", ground="warn")
        self._card_title = Text(step=title_step(), bold=True, grow=1, lines=2)
        self._card_where = Text(lines=2)
        words.add(Row(spacing=1.75).add(number, self._card_title), self._card_where)
        panel = PicturePanel(self._card_art, words, ground="warntint", frame="gold")
        panel.grow = 1
        return panel

    def _paper_panel(self) -> PicturePanel:
        self._paper_art = DeviceArt(scene="receipt", radius=1.5)
        words = Column(spacing=0.75, padding=[2.5, 2])
        self._paper_number = Number(text="2")
        self._paper_title = Text(step=title_step(), bold=True, grow=1, lines=2)
        self._paper_line = Text()
        self._progress = Bar(color="blue", track="line", high=1.5)
        head = Row(spacing=1.75).add(self._paper_number, self._paper_title)
        words.add(head, self._paper_line, self._progress)
        panel = PicturePanel(self._paper_art, words)
        panel.grow = 1
        return panel

    def _number_panel(self) -> Panel:
        self._code_label = Text(step="lead")
        self._code_note = Text(step="cap", color="ink2", grow=1)
        self._code = SecretText(bold=True)
        self._code_line = Text(color="ink2")
        words = Column(spacing=0.5, grow=1)
        label = Row(spacing=1.5, align="bottom").add(self._code_label, self._code_note)
        words.add(label, self._code, self._code_line)
        self._qr = QrCode(side=21 if theme.landscape else 30)
        self._qr_line = Text(step="cap", color="ink2", align="center", lines=2)
        wide = 21 if theme.landscape else 30
        self._scan = Column(spacing=0.25, wide=wide).add(self._qr, self._qr_line)
        side = 2.5 if theme.landscape else 3
        panel = Panel(padding=[side, 2])
        row = Row(spacing=side, grow=1).add(words, self._scan)
        return self._as_panel(panel, row)

    def _as_panel(self, panel: Panel, inside: Piece) -> Panel:
        panel.add(inside)
        return panel

    # -- showing ----------------------------------------------------------------------------

    def show(self, question: Accepted) -> None:
        """Everything the citizen takes along, honest about what has not been sent."""
        self.eyebrow, self.sub = "", question.line
        self.title = question.title.replace("，", "，|")
        self._dress_head(question)
        self._look.gone, self._look.name = not question.look, question.look
        self._card.gone = not question.card_on_reader
        if question.card_on_reader:
            slot = question.card is CardSort.SOCIAL_SECURITY
            self._card_title.text = _("请拔出社保卡") if slot else _("请取走|身份证")
            self._card_where.text = _("卡还插在卡槽里") if slot else _("卡还放在读卡区上")
            self._card_art.scene = "pull" if slot else "take"
            self._card_art.play()
        self._show_paper(question.paper, question.paper_line, 0.0)
        self._show_code(question)
        self._next.set(tuple((m.when, m.what, m.done) for m in question.milestones))
        over = all(milestone.done for milestone in question.milestones)
        self._following.heading.write(_("办理经过") if over else _("接下来"))
        self.footer.main_text, self.footer.main_icon = _("都取好了"), "arrow-right-bold"
        self.footer.second_text = _("再办一件")

    def _dress_head(self, question: Accepted) -> None:
        done, side = self._done, 10 if theme.landscape else 15
        if question.refused:
            done.icon, done.size_u, done.color, done.disc = "warning-circle-fill", side, "warn", 0
        elif question.sent:
            done.icon, done.size_u, done.color, done.disc = "check-circle-fill", side, "ok", 0
        else:
            done.icon, done.size_u, done.color = "hourglass-medium-bold", side / 2, "warn"
            done.disc, done.ground = side * 0.9, "warntint"

    def _show_code(self, question: Accepted) -> None:
        self._code_label.text = question.code_label
        code = question.code
        self._code.text = group_code(code) if code.isdigit() else code
        self._code.step, self._code.shrink = code_step(code), 2
        self._code_line.text = question.code_line
        self._qr.text, self._qr_line.text = question.qr, question.qr_line
        self._scan.gone = not question.qr

    def _show_paper(self, stage: PaperStage, line: str, done: float) -> None:
        words = {
            PaperStage.PRINTING: _("取走回执"),
            PaperStage.PRINTED: _("请取走回执"),
            PaperStage.NOT_PRINTED: _("回执没有印出来"),
        }
        failed = stage is PaperStage.NOT_PRINTED
        waiting = stage is PaperStage.PRINTED
        self._paper_title.text, self._paper_line.text = words[stage], line
        self._progress.gone, self._progress.share = stage is not PaperStage.PRINTING, done
        self._paper.ground = "warntint" if waiting or failed else "surface"
        self._paper.frame = "gold" if waiting or failed else "line"
        self._paper_art.scene = "no-receipt" if failed else "receipt"
        self._paper_art.ground = "" if waiting or failed else "tint"
        self._paper_title.step = "h2" if self._card.gone else title_step()
        number = self._paper_number
        number.gone = failed or self._card.gone
        number.color, number.ground = ("surface", "warn") if waiting else ("blue", "tint")
        self._code_note.text = "" if failed else _("回执上也有")

    def news(self, notice: Notice) -> None:
        """The receipt goes on, the card has gone."""
        if isinstance(notice, PaperNews):
            self._show_paper(notice.stage, notice.line, notice.done)
        elif isinstance(notice, WaitNews):
            self.sub = notice.line
        elif isinstance(notice, CardTaken):
            self._card_art.stop()
            self._card.gone = self._paper_number.gone = True
            self._paper_title.step = "h2"

    # -- answering --------------------------------------------------------------------------

    def on_main(self) -> None:
        """都取好了."""
        self.answer(After.DONE)

    def on_second(self) -> None:
        """再办一件."""
        self.answer(After.ANOTHER)

    def _on_look(self) -> None:
        """All about the case."""
        self.answer(After.LOOK)

    def hide(self) -> None:
        """Stop the picture."""
        self._card_art.stop()

    def forget(self) -> None:
        """No code, no QR, no dates."""
        self._card_art.stop()
        super().forget()
        self._code_line.text = self._paper_line.text = self._qr_line.text = ""


def title_step() -> str:
    """Type step of what to take."""
    return "lead" if theme.landscape else "name"
