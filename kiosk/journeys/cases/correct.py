"""补正 and 容缺 materials that follow: exactly what is asked for, all at once, and signed."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from kiosk.catalogue.model import Material
from kiosk.conversation.questions import After, Edit, FillForm, Review, Row, Signed
from kiosk.journeys import troubles
from kiosk.journeys.as_citizen import reach_as_citizen
from kiosk.journeys.cases.asked_again import Wanted, to_follow, wanted_of
from kiosk.journeys.cases.own import Doing, Own
from kiosk.journeys.cases.paper import hand_out
from kiosk.journeys.cases.refusal import REFUSALS, no_longer
from kiosk.journeys.draft import Application, Draft
from kiosk.journeys.fill import check, readable, shown
from kiosk.journeys.photograph import photograph
from kiosk.journeys.signature import picture_of
from kiosk.journeys.step_names import FORM_STEP, MATERIAL_STEP, REVIEW_STEP
from kiosk.journeys.wizard import GoTo, Step, run_steps
from kiosk.onenetwork.cases import Correction
from kiosk.onenetwork.models import Case, CaseState
from kiosk.onenetwork.problem import BackendProblem, ProblemCode
from kiosk.onenetwork.submission import MATERIAL, SIGNATURE, step_key
from kiosk.text import _

CORRECTION = "correction"
FOLLOWS = frozenset({CaseState.RECEIVED, CaseState.ACCEPTED, CaseState.HANDLING})
"""Where a case takes what was deferred."""


@dataclass(frozen=True)
class Mending:
    """What is mended of a case, and the draft that holds it: in memory, for this act only."""

    own: Own
    wanted: Wanted
    application: Application
    signature: bool
    """Whether the platform takes a new signature: only in answer to its notice."""


async def _correct(own: Own) -> Case | After:
    assert own.item is not None
    return await _mend(own, wanted_of(own.case, own.item), signature=True)


async def _bring(own: Own) -> Case | After:
    assert own.item is not None
    return await _mend(own, to_follow(own.case, own.item), signature=False)


async def _mend(own: Own, wanted: Wanted, *, signature: bool) -> Case | After:
    """Ask for what is wanted, have it signed, hand it in together.

    Raises:
        Back: the citizen would rather not.
        Leave, TimedOut, ToWindow: as the citizen chose.
    """
    assert own.item is not None
    application = Application(own.session, Draft(own.item))
    mending = Mending(own, wanted, application, signature)
    done: list[Case] = []

    async def form() -> None:
        await _fill(mending)

    async def sign() -> None:
        done.append(await _signed(mending))

    steps = [
        Step(FORM_STEP, form, needed=lambda: bool(wanted.fields)),
        *(_page(mending, one) for one in wanted.pages),
        Step(REVIEW_STEP, sign),
    ]
    try:
        await run_steps(steps)
    except BackendProblem as problem:
        return await no_longer(own, problem)
    return await hand_out(own, done[-1], _("补的都收到了"), _("一次补齐了，接着办，不用再来。"))


def _page(mending: Mending, material: Material) -> Step:
    async def shoot() -> None:
        await photograph(mending.application, material)

    return Step(MATERIAL_STEP + material.code, shoot)


async def _fill(mending: Mending) -> None:
    """The fields named, each with what is wrong with it."""
    application, fields = mending.application, mending.wanted.fields
    named = {field.name: field for field, _wrong in fields}
    answers: Mapping[str, str] = await application.session.conversation.ask(
        FillForm(
            service=application.service,
            progress=application.progress(1),
            title=_("请改这几处"),
            from_card=(),
            fields=tuple(replace(shown(field), hint=wrong) for field, wrong in fields),
            values={name: application.draft.values.get(name, "") for name in named},
            check=lambda name, value: check(named[name], value),
        )
    )
    application.draft.values.update({name: value.strip() for name, value in answers.items()})


async def _signed(mending: Mending) -> Case:
    """Read over, sign, and hand in.

    Raises:
        GoTo: the citizen changes something, or has to.
        BackendProblem: the case takes no corrections any more.
    """
    application = mending.application
    statement = _("我已核对，补的这些都属实。")
    answer = await application.session.conversation.ask(
        Review(
            service=application.service,
            progress=application.progress(3),
            rows=_rows(mending),
            statement=statement,
        )
    )
    if isinstance(answer, Edit):
        raise GoTo(answer.key)
    try:
        return await _handed_in(mending, answer)
    except BackendProblem as problem:
        if problem.code is not ProblemCode.INVALID or not problem.defects:
            raise
        sentences = tuple(defect.message for defect in problem.defects)
        service = application.service
        await troubles.ask(
            application.session, troubles.refused(application.session, service, sentences)
        )
        raise GoTo(_first(mending)) from None


def _first(mending: Mending) -> str:
    if mending.wanted.fields or not mending.wanted.pages:
        return FORM_STEP if mending.wanted.fields else REVIEW_STEP
    return MATERIAL_STEP + mending.wanted.pages[0].code


def _rows(mending: Mending) -> tuple[Row, ...]:
    values = mending.application.draft.values
    return (
        Row(_("事项"), mending.own.case.item_name),
        Row(_("办件编号"), mending.own.case.case_no),
        *(
            Row(field.label, readable(field, values.get(field.name, "")), FORM_STEP)
            for field, _wrong in mending.wanted.fields
        ),
        *(
            Row(page.name, _("已拍 1 页"), MATERIAL_STEP + page.code)
            for page in mending.wanted.pages
        ),
    )


async def _handed_in(mending: Mending, signed: Signed) -> Case:
    """Pages, signature, answers: repeated as often as it takes, under the same keys."""
    session, draft = mending.own.session, mending.application.draft
    backend, case_no, ref = session.services.backend, mending.own.case.case_no, uuid.uuid4().hex
    png = await picture_of(signed)
    correction = Correction(form=dict(draft.values), signed_at=datetime.now().astimezone())

    async def send(_token: str) -> Case:
        proof = (await session.citizen()).assertion
        for page in mending.wanted.pages:
            jpeg, key = draft.pages[page.code].jpeg, step_key(ref, MATERIAL + page.code)
            await backend.put_material(case_no, page.code, jpeg, assertion=proof, key=key)
        if mending.signature:
            key = step_key(ref, SIGNATURE)
            await backend.put_signature(case_no, png, assertion=proof, key=key)
        key = step_key(ref, CORRECTION)
        return await backend.cases.correct(case_no, correction, assertion=proof, key=key)

    service, kept = mending.application.service, _("您补的都还在，没有丢。")
    refusals = (*REFUSALS, ProblemCode.INVALID)
    return await reach_as_citizen(session, service, send, refusals=refusals, kept=kept)


def _may_correct(own: Own) -> bool:
    return own.item is not None and wanted_of(own.case, own.item).mendable


def _may_bring(own: Own) -> bool:
    if own.item is None or own.case.state not in FOLLOWS:
        return False
    return bool(to_follow(own.case, own.item).pages)


CORRECT = Doing(
    key="correct",
    name=_("现在就补正"),
    line=_("按单子改好、拍好、签名，一次交齐"),
    icon="retry",
    applies=_may_correct,
    go=_correct,
    presses=True,
)
BRING = Doing(
    key="bring",
    name=_("补交材料"),
    line=_("把后补的材料拍照交上来"),
    icon="receipt",
    applies=_may_bring,
    go=_bring,
)
