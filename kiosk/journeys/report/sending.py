"""Send what is told: stored first, then sent. Code and slip say who answers, and by when."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from kiosk.conversation.questions import (
    Accepted,
    After,
    Milestone,
    Option,
    PaperStage,
    Row,
    Trouble,
    Working,
)
from kiosk.dates import month_day, weekday
from kiosk.journeys import troubles
from kiosk.journeys.full import terminal_full
from kiosk.journeys.hand_over import Slip, hand_over
from kiosk.journeys.report.letter import Letter, kind_name
from kiosk.journeys.wizard import GoTo
from kiosk.onenetwork.outcomes import OutboxFull, Refused, Waiting
from kiosk.onenetwork.problem import BackendProblem
from kiosk.onenetwork.voices import Feedback
from kiosk.papers.letter_slip import letter_slip, waiting_letter_slip
from kiosk.papers.pieces import Imprint, spaced
from kiosk.papers.receipts import slip_code
from kiosk.papers.shown_codes import feedback_code
from kiosk.session import Session
from kiosk.text import _


async def send(session: Session, letter: Letter, form_step: str) -> After:
    """Store and send the letter, and hand over its slip.

    Raises:
        GoTo: to `form_step`, the platform wants something changed.
        Leave, TimedOut, ToWindow: as the citizen chose.
    """
    await _store(session, letter)
    if letter.fault is not None:
        # In the operator's list of devices as well; the citizen's words are in the letter alone.
        part, health = letter.fault
        code = troubles.help_code("R")
        troubles.page_operator(session, part, health, "a citizen says that it is broken", code)
    outcome = await _deliver(session, letter)
    if isinstance(outcome, Refused):
        await session.services.outbox.letters.discard(letter.ref)
        letter.renew()
        letter.case_no, letter.item_code, letter.about = None, None, ""
        await troubles.ask(session, _refused(session, letter, outcome.problem))
        raise GoTo(form_step)
    imprint = _imprint(session, letter)
    kind = kind_name(letter.kind)
    if isinstance(outcome, Feedback):
        question = _given(session, letter, outcome)
        slip = letter_slip(outcome, kind, imprint, letter.supervise_phone)
    else:
        question = _kept(session, letter)
        slip = waiting_letter_slip(letter.ref, kind, imprint)
    return await hand_over(session, Slip(letter.ref, kind), question, slip)


async def _store(session: Session, letter: Letter) -> None:
    """Until it is safe on disk. Raises Leave, TimedOut, ToWindow, Back."""
    while True:
        try:
            return await session.services.outbox.letters.commit(letter.ref, letter.feedback())
        except OutboxFull as error:
            kept = _("您写的还都在，还没有交上去。")
            trouble = terminal_full(session, kind_name(letter.kind), error.reason, kept)
        await troubles.ask(session, trouble)


async def _deliver(session: Session, letter: Letter) -> Feedback | Waiting | Refused:
    """Raises Leave, TimedOut, ToWindow; then it is sent all the same."""
    working = Working(
        service=kind_name(letter.kind), title=_("正在交上去"), line=_("已经存好了，不会丢。")
    )
    patience = session.services.settings.backend.submit_patience
    sending = session.services.outbox.letters.deliver(letter.ref, patience)
    outcome = await session.conversation.during(working, sending)
    assert outcome is not None, "Working is never answered"
    return outcome


def _refused(session: Session, letter: Letter, problem: BackendProblem) -> Trouble:
    happened = tuple(one.message for one in problem.defects) or (problem.user_message,)
    return Trouble(
        service=kind_name(letter.kind),
        icon="service",
        title=_("有一处要改一改"),
        line=_("还没有交上去，您写的都还在。"),
        happened=happened,
        todo=(
            Row(_("回去改一改，再交"), problem.next_step),
            Row(_("也可以到窗口当面说"), session.services.settings.places.window),
        ),
        options=(troubles.window_option(), Option(troubles.RETRY, _("回去修改"))),
        help_code=problem.help_code or troubles.help_code("S"),
    )


def _given(session: Session, letter: Letter, given: Feedback) -> Accepted:
    answer = _("{day}（{weekday}）前").format(
        day=month_day(given.answer_by), weekday=weekday(given.answer_by)
    )
    called = _("会打电话告诉您") if letter.values.get("phone") else _("凭这个码看答复")
    return replace(
        _shown(session, letter, given.query_code),
        title=_("交上去了，有人负责"),
        line=_("由{owner}负责答复。").format(owner=given.owner),
        sent=True,
        code_label=_("查询码"),
        code_line=_("在任何一台终端，按“反映问题”“看答复”，输这个码或者扫一扫。"),
        milestones=(
            Milestone(_now(), _("收到了"), True),
            Milestone(answer, _("{owner}答复").format(owner=given.owner)),
            Milestone(_("答复以后"), called),
        ),
    )


def _kept(session: Session, letter: Letter) -> Accepted:
    return replace(
        _shown(session, letter, slip_code(letter.ref)),
        title=_("存好了，正在送"),
        line=_("网络暂时不通。您说的在本机存好了，网络一通就自动送，不会丢。"),
        sent=False,
        code_label=_("收件码"),
        code_line=_("送到以后，凭这个码在这台终端看答复。"),
        milestones=(
            Milestone(_now(), _("本机已存好"), True),
            Milestone(_("网络恢复"), _("自动送到负责的单位")),
            Milestone(_("送到以后"), _("5 个工作日内答复")),
        ),
    )


def _shown(session: Session, letter: Letter, code: str) -> Accepted:
    """What both have in common."""
    slot = session.services.settings.places.receipt_slot
    return Accepted(
        service=kind_name(letter.kind),
        title="",
        line="",
        sent=False,
        code=spaced(code),
        code_label="",
        code_line="",
        qr=feedback_code(code),
        qr_line=_("扫码看答复"),
        milestones=(),
        card_on_reader=session.card_on_reader,
        paper=PaperStage.PRINTING,
        paper_line=_("从{where}出来").format(where=slot),
    )


def _now() -> str:
    return _("今天 {time}").format(time=f"{datetime.now():%H:%M}")


def _imprint(session: Session, letter: Letter) -> Imprint:
    terminal = session.services.settings.terminal
    return Imprint(
        site=terminal.site_name,
        terminal=terminal.id,
        serial=letter.ref[:12].upper(),
        printed_at=datetime.now().astimezone(),
    )
