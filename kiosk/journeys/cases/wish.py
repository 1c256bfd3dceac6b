"""A wish about a running case, with its reason and a signature: 撤回, 人工复核."""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from kiosk.conversation.questions import (
    After,
    Edit,
    FieldKind,
    FillForm,
    FormField,
    Review,
    Row,
)
from kiosk.journeys.as_citizen import reach_as_citizen
from kiosk.journeys.cases.own import Doing, Own
from kiosk.journeys.cases.paper import hand_out
from kiosk.journeys.cases.refusal import REFUSALS, no_longer, safe
from kiosk.journeys.cases.standing import RUNNING
from kiosk.journeys.signature import picture_of
from kiosk.journeys.wizard import GoTo, Step, run_steps
from kiosk.onenetwork.cases import Cases, Wish
from kiosk.onenetwork.models import Case, CaseState
from kiosk.onenetwork.problem import BackendProblem
from kiosk.onenetwork.submission import step_key
from kiosk.text import _, retold

REASON, REVIEW, WISH = "reason", "review", "wish"
SIGNATURE = "_wish"
LONGEST = 100
"""Characters of a reason; the contract has room for twice as many."""


@dataclass(frozen=True)
class Kind:
    """In words: what is asked, what is signed, what is said when it is done; and the call."""

    title: str
    hint: str
    statement: str
    done: str
    line: str
    call: Callable[[Cases, Case, Wish, str, str], Awaitable[Case]]
    reasons: tuple[tuple[str, str], ...] = ()
    """(key, words) to choose from; empty: in one's own words."""

    def told(self, said: str) -> str:
        """The reason in words."""
        return next((retold(words) for key, words in self.reasons if key == said), said)


async def _wish(own: Own, kind: Kind) -> Case | After:
    """Ask why, have it signed, and tell the platform.

    Raises:
        Back: the citizen would rather not.
        Leave, TimedOut, ToWindow: as the citizen chose.
    """
    said: dict[str, str] = {}
    done: list[Case] = []

    async def reason() -> None:
        said.update(await _ask_reason(own, kind, said))

    async def sign() -> None:
        done.append(await _signed(own, kind, kind.told(said[REASON])))

    try:
        await run_steps([Step(REASON, reason), Step(REVIEW, sign)])
    except BackendProblem as problem:
        return await no_longer(own, problem)
    return await hand_out(own, done[-1], retold(kind.done), retold(kind.line))


async def _ask_reason(own: Own, kind: Kind, said: Mapping[str, str]) -> Mapping[str, str]:
    choices = retold(kind.reasons)

    def check(_name: str, value: str) -> str | None:
        return None if value.strip() else _("请选一项。") if choices else _("请写几个字。")

    why = FormField(
        name=REASON,
        label=_("原因"),
        kind=FieldKind.CHOICE if choices else FieldKind.TEXT,
        hint=retold(kind.hint),
        choices=choices,
        max_length=LONGEST,
    )
    return await own.session.conversation.ask(
        FillForm(
            service=own.case.item_name,
            title=retold(kind.title),
            from_card=(),
            fields=(why,),
            values={REASON: said.get(REASON, "")},
            check=check,
        )
    )


async def _signed(own: Own, kind: Kind, reason: str) -> Case:
    """Read over, sign, and send.

    Raises:
        GoTo: the citizen changes the reason.
        BackendProblem: the platform says no.
    """
    session, case = own.session, own.case
    answer = await session.conversation.ask(
        Review(
            service=case.item_name,
            rows=(
                Row(_("事项"), case.item_name),
                Row(_("办件编号"), case.case_no),
                Row(_("原因"), reason, REASON),
            ),
            statement=retold(kind.statement),
        )
    )
    if isinstance(answer, Edit):
        raise GoTo(REASON)
    wish = Wish(reason=reason, signed_at=datetime.now().astimezone())
    backend, ref, png = session.services.backend, uuid.uuid4().hex, await picture_of(answer)

    async def send(_token: str) -> Case:
        proof = (await session.citizen()).assertion
        key = step_key(ref, SIGNATURE)
        await backend.put_signature(case.case_no, png, assertion=proof, key=key, code=SIGNATURE)
        return await kind.call(backend.cases, case, wish, proof, step_key(ref, WISH))

    return await reach_as_citizen(session, case.item_name, send, refusals=REFUSALS, kept=safe())


async def _withdrawal(cases: Cases, case: Case, wish: Wish, proof: str, key: str) -> Case:
    return await cases.withdraw(case.case_no, wish, assertion=proof, key=key)


async def _human_review(cases: Cases, case: Case, wish: Wish, proof: str, key: str) -> Case:
    return await cases.ask_review(case.case_no, wish, assertion=proof, key=key)


_WITHDRAWAL = Kind(
    title=_("为什么撤回？"),
    hint=_("选一项就行，不影响您以后再办。"),
    statement=_("我要撤回这件申请。我知道撤回以后不再办理，要办得重新申请。"),
    done=_("已经撤回"),
    line=_("这件申请不再办理。以后要办，可以重新申请。"),
    call=_withdrawal,
    reasons=(
        ("not_needed", _("不用办了")),
        ("mistaken", _("填错了，要重新申请")),
        ("not_ready", _("材料还没有准备好")),
        ("other", _("别的原因")),
    ),
)
_REVIEW = Kind(
    title=_("哪里觉得不对？"),
    hint=_("写几个字，比如：缴费的月份少了一个。"),
    statement=_("系统自动作出的决定，我申请由工作人员再看一遍。"),
    done=_("已经申请人工复核"),
    line=_("工作人员看过，会告诉您。在“查进度”里能看到答复。"),
    call=_human_review,
)


def _may_withdraw(own: Own) -> bool:
    return own.case.state in RUNNING | {CaseState.RECEIVED, CaseState.CORRECTION}


def _may_be_reviewed(own: Own) -> bool:
    decision = own.case.decision
    return decision is not None and decision.automatic and decision.review is None


async def _withdraw(own: Own) -> Case | After:
    return await _wish(own, _WITHDRAWAL)


async def _ask_review(own: Own) -> Case | After:
    return await _wish(own, _REVIEW)


WITHDRAW = Doing(
    key="withdraw",
    name=_("撤回申请"),
    line=_("不办了，办结以前都可以"),
    icon="retry",
    applies=_may_withdraw,
    go=_withdraw,
)
ASK_REVIEW = Doing(
    key="review",
    name=_("申请人工复核"),
    line=_("请工作人员再看一遍"),
    icon="user",
    applies=_may_be_reviewed,
    go=_ask_review,
)
