"""Cases beyond the main way: precheck, corrections, withdrawal, review, one's own cases."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal

from pydantic import Field

from kiosk.onenetwork.calls import Calls, Proof, piece
from kiosk.onenetwork.case_details import CaseDefect, CaseState, Rule
from kiosk.onenetwork.models import Applicant, Case, CaseChoices, CaseList
from kiosk.onenetwork.wire_model import WireModel


class PrecheckOrder(CaseChoices):
    """A case as it would be handed in; `materials` are the codes in hand."""

    item_code: str
    applicant: Applicant
    form: Mapping[str, str] = Field(repr=False)
    materials: tuple[str, ...] = ()


class MaterialNeed(WireModel):
    """One material, and by what it is satisfied: None when it is missing."""

    code: str
    name: str
    needed: bool
    satisfied_by: (
        Literal["id_card", "capture", "licence", "earlier", "commitment", "deferred"] | None
    )
    defer_until: date | None


class Precheck(WireModel):
    """What submission would find, all at once (一次性告知); dates if it were accepted today.

    `form` is the catalogue's form, merged over a bundle's parts (一表申请).
    """

    ok: bool
    defects: tuple[CaseDefect, ...]
    materials: tuple[MaterialNeed, ...]
    form: Mapping[str, Any]
    assurance_required: int
    acceptance: Literal["on_receipt", "after_review", "automatic"]
    automatic_rule: Rule | None
    promised_date: date
    statutory_date: date
    estimated: bool


class Correction(WireModel):
    """What was mended; answers in `form` replace the old ones."""

    form: Mapping[str, str] = Field(repr=False)
    words: str = Field(default="", repr=False)
    signed_at: datetime


class Wish(WireModel):
    """A citizen's wish about a running case: to withdraw it, or to have a person look at it."""

    reason: str = Field(repr=False)
    phone: str = Field(default="", repr=False)
    signed_at: datetime


class Cases:
    """Calls of this area. `assertion` is the citizen's, of the session or after it."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    async def precheck(self, order: PrecheckOrder, assertion: str) -> Precheck:
        """What would be wrong with it; nothing is handed in."""
        proof = Proof(assertion=assertion)
        return await self._calls.post(Precheck, "/v1/cases/precheck", order, proof)

    async def of_citizen(
        self,
        token: str,
        *,
        state: CaseState | None = None,
        item_code: str | None = None,
        cursor: str | None = None,
    ) -> CaseList:
        """The citizen's own cases, newest first."""
        query = {"state": state, "item_code": item_code, "cursor": cursor}
        return await self._calls.get(CaseList, "/v1/cases", Proof(token), **query)

    async def by_code(self, query_code: str) -> Case | None:
        """The case of the short code on a receipt; None when there is none."""
        found = await self._calls.get(CaseList, "/v1/cases", query_code=query_code)
        return next(iter(found.cases), None)

    async def correct(
        self, case_no: str, correction: Correction, *, assertion: str, key: str
    ) -> Case:
        """Answer a correction notice (补正); the materials have been put before."""
        return await self._about(case_no, "corrections", correction, assertion, key)

    async def withdraw(self, case_no: str, wish: Wish, *, assertion: str, key: str) -> Case:
        """Take the application back; problem `wrong_state` once it is decided."""
        return await self._about(case_no, "withdrawal", wish, assertion, key)

    async def ask_review(self, case_no: str, wish: Wish, *, assertion: str, key: str) -> Case:
        """Ask a person to look at an automatic decision (人工复核)."""
        return await self._about(case_no, "review", wish, assertion, key)

    async def _about(
        self, case_no: str, what: str, content: WireModel, assertion: str, key: str
    ) -> Case:
        path = f"/v1/cases/{piece(case_no)}/{what}"
        proof = Proof(assertion=assertion)
        return await self._calls.post(Case, path, content, proof, key=key)
