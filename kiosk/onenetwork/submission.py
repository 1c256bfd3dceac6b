"""What a citizen hands in, and the steps that bring it to the backend.

The steps of a case are always the same and in the same order, and each has an Idempotency-Key
made from the case's reference and the step's name: a step repeated after a lost acknowledgement
or a crash is the same step to the backend.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime

from pydantic import Field

from kiosk.onenetwork.client import OneNetwork
from kiosk.onenetwork.models import (
    Applicant,
    Case,
    CaseChoices,
    Delivery,
    DraftCase,
    MaterialReceived,
    NewCase,
    SubmitOrder,
    WireModel,
)
from kiosk.onenetwork.problem import BackendProblem, ProblemCode

CREATE = "create"
SIGNATURE = "signature"
SUBMIT = "submit"
MATERIAL = "material:"
PROMISE = "promise:"


class Submission(WireModel):
    """A whole application, ready to send. Everything personal stays out of its representation.

    `terminal_case_ref` is a UUID in hex, the case's id for life on this terminal; `materials`
    maps a material's code to a JPEG; `promises` maps `commitment` (告知承诺) and `pledge` (容缺) to
    the PNG of their signature, as `signature` is (empty where none is asked for); `assertion` comes
    from the citizen's session.
    """

    terminal_case_ref: str = Field(pattern=r"^[0-9a-f]{32}$")
    item_code: str
    applicant: Applicant = Field(repr=False)
    form: Mapping[str, str] = Field(repr=False)
    choices: CaseChoices = Field(default=CaseChoices(), repr=False)
    delivery: Delivery | None = Field(default=None, repr=False)
    materials: Mapping[str, bytes] = Field(repr=False)
    promises: Mapping[str, bytes] = Field(default={}, repr=False)
    signature: bytes = Field(repr=False)
    declaration: str = Field(repr=False)
    assertion: str = Field(repr=False)
    created_at: datetime

    @property
    def steps(self) -> tuple[str, ...]:
        """Names of the steps, in order."""
        materials = (MATERIAL + code for code in sorted(self.materials))
        promises = (PROMISE + name for name in sorted(self.promises))
        signature = (SIGNATURE,) if self.signature else ()
        return (CREATE, *materials, *promises, *signature, SUBMIT)


def step_key(ref: str, step: str) -> str:
    """The Idempotency-Key of a step: the same for every attempt, in this life and the next."""
    return uuid.uuid5(uuid.UUID(ref), step).hex


async def create(backend: OneNetwork, submission: Submission) -> DraftCase:
    """The first step. Raises BackendError.

    A repeat may differ in its bytes from an attempt whose answer was lost: a newer release, another
    field key. The platform says so, and its case under our reference is the one.
    """
    case = NewCase(
        **dict(submission.choices),
        item_code=submission.item_code,
        applicant=submission.applicant,
        form=submission.form,
        delivery=submission.delivery,
        terminal_case_ref=submission.terminal_case_ref,
        occurred_at=submission.created_at,
    )
    key = step_key(submission.terminal_case_ref, CREATE)
    try:
        return await backend.create_case(case, assertion=submission.assertion, key=key)
    except BackendProblem as problem:
        if problem.code is not ProblemCode.IDEMPOTENCY_CONFLICT:
            raise
        for found in await backend.cases_of(submission.terminal_case_ref):
            return DraftCase(case_no=found.case_no, state=found.state)
        raise


async def hand_in(
    backend: OneNetwork, submission: Submission, step: str, case_no: str
) -> MaterialReceived:
    """A material's step, a promise's or the signature's. Raises BackendError."""
    key = step_key(submission.terminal_case_ref, step)
    proof = submission.assertion
    if step == SIGNATURE:
        return await backend.put_signature(case_no, submission.signature, assertion=proof, key=key)
    if step.startswith(PROMISE):
        name = step.removeprefix(PROMISE)
        png, code = submission.promises[name], f"_{name}"
        return await backend.put_signature(case_no, png, assertion=proof, key=key, code=code)
    code = step.removeprefix(MATERIAL)
    jpeg = submission.materials[code]
    return await backend.put_material(case_no, code, jpeg, assertion=proof, key=key)


async def submit(backend: OneNetwork, submission: Submission, case_no: str) -> Case:
    """The last step. Raises BackendError."""
    order = SubmitOrder(declaration=submission.declaration, signed_at=submission.created_at)
    key = step_key(submission.terminal_case_ref, SUBMIT)
    return await backend.submit_case(case_no, order, assertion=submission.assertion, key=key)
