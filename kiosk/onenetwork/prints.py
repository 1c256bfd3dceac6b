"""Papers the platform makes (证明、通知书、表格、样表), sealed, for the terminal's printer."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from typing import Literal

from pydantic import Field

from kiosk.onenetwork.calls import Calls, Proof, addressed, piece
from kiosk.onenetwork.problem import Unreachable
from kiosk.onenetwork.wire_model import WireModel

PrintKind = Literal["certificate", "notice", "form", "sample"]
FILE_DEADLINE_S = 30.0


class Print(WireModel):
    """A paper, A4. `size` in bytes and hex `sha256` are the PDF's.

    `pages_printed` came out at the last attempt; `pick_up_code` prints it at any terminal until
    `good_until`. Blank papers have no codes.
    """

    print_id: str
    kind: PrintKind
    title: str
    item_code: str
    case_no: str | None
    pages: int
    pages_printed: int
    copies: int
    size: int
    sha256: str
    sealed: bool
    verification_code: str | None
    verify_url: str | None
    pick_up_code: str | None = Field(repr=False)
    ready_at: datetime
    good_until: date | None
    state: Literal["ready", "partial", "done"]


class PrintList(WireModel):
    """A page of papers; `next_cursor` leads to the next page."""

    prints: tuple[Print, ...]
    next_cursor: str | None


class PrintReport(WireModel):
    """What came out of the printer: whole copies, and pages of the last one."""

    outcome: Literal["printed", "partial", "failed"]
    pages: int
    copies: int
    at: datetime


class Prints:
    """Calls of this area."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    async def of_citizen(
        self, token: str, *, case_no: str | None = None, cursor: str | None = None
    ) -> PrintList:
        """The citizen's papers, newest first."""
        proof = Proof(token)
        return await self._calls.get(PrintList, "/v1/prints", proof, case_no=case_no, cursor=cursor)

    async def by_code(self, pick_up_code: str) -> tuple[Print, ...]:
        """The paper of a pick-up code (取件码); problem `too_many_requests` after guesses."""
        return (await self._calls.get(PrintList, "/v1/prints", pick_up_code=pick_up_code)).prints

    async def blank(self, item_code: str, kind: Literal["form", "sample"]) -> tuple[Print, ...]:
        """An item's blank forms (空表) or filled-in samples (样表)."""
        found = await self._calls.get(PrintList, "/v1/prints", item_code=item_code, kind=kind)
        return found.prints

    async def file(self, paper: Print, *, token: str = "", pick_up_code: str = "") -> bytes:
        """The PDF, whole and unchanged, or Unreachable."""
        path = f"/v1/prints/{piece(paper.print_id)}"
        answer = await self._calls.fetch(
            addressed(path, pick_up_code=pick_up_code or None),
            Proof(token),
            accept="application/pdf, application/problem+json",
            deadline=FILE_DEADLINE_S,
        )
        if answer.media_type != "application/pdf":
            raise Unreachable(f"the paper is {answer.media_type}, not application/pdf")
        if hashlib.sha256(answer.body).hexdigest() != paper.sha256:
            raise Unreachable("the paper's bytes are not those it is known by")
        return answer.body

    async def done(self, print_id: str, report: PrintReport, *, key: str) -> Print:
        """Tell what came out."""
        path = f"/v1/prints/{piece(print_id)}/done"
        return await self._calls.post(Print, path, report, key=key)
