"""The one-network backend, contract `/v1`, as a client of it.

Every method returns the model of its answer, or raises one of two exceptions: BackendProblem
(the backend said no, in words for the citizen) or Unreachable (no usable answer in time).
Both are BackendError. Calls are retried within their deadline only where a repeat may help,
and every write carries one Idempotency-Key for all its attempts.
"""

from __future__ import annotations

import json
import ssl
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import quote, urlencode

from pydantic import ValidationError

from kiosk.onenetwork.caller import MAX_ATTEMPTS, Caller
from kiosk.onenetwork.clock import PlatformClock
from kiosk.onenetwork.exchange import Answer
from kiosk.onenetwork.fields import FieldSeal
from kiosk.onenetwork.models import (
    Case,
    CaseList,
    CitizenSession,
    DeviceFaultReport,
    DraftCase,
    FaultNoted,
    Heartbeat,
    HeartbeatAnswer,
    HelpComing,
    Manifest,
    MaterialReceived,
    NewCase,
    RatingGiven,
    RatingThanks,
    SubmitOrder,
    WireModel,
)
from kiosk.onenetwork.platforms import NEUTRAL, Platform
from kiosk.onenetwork.problem import Unreachable
from kiosk.onenetwork.signing import scheme as signing_scheme

if TYPE_CHECKING:
    import httpx

    from kiosk.onenetwork.transport import Sign, Wire

M = TypeVar("M", bound=WireModel)

CALL_DEADLINE_S = 8.0
UPLOAD_DEADLINE_S = 30.0


@dataclass(frozen=True)
class CatalogueBody:
    """The catalogue's exact bytes, not verified yet, and the charset they are said to have."""

    body: bytes
    charset: str


class OneNetwork:
    """A terminal's client of the backend; one for the terminal's life, used in one loop.

    `url` is the backend's root without `/v1`; `call_deadline` is in seconds, for a call that
    carries no page and that somebody waits for at the screen; `scheme` names how calls are
    signed; `tls` is what https trusts and shows; `seal` encrypts ID numbers and phones;
    `platform` joins a province's gateway on; `clock` gives Unix seconds; `transport` replaces
    the network in unit tests.

    Raises:
        UnknownScheme, WrongSecret: calls could not be signed.
    """

    def __init__(
        self,
        url: str,
        terminal: str,
        secret: bytes,
        *,
        scheme: str = "hmac-sha256",
        call_deadline: float = CALL_DEADLINE_S,
        tls: ssl.SSLContext | None = None,
        seal: FieldSeal | None = None,
        platform: Platform = NEUTRAL,
        clock: Callable[[], float] = time.time,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._terminal = terminal
        self._call_deadline = call_deadline
        self._seal = seal
        self.clock = PlatformClock(clock)

        def open_wire(sign: Sign) -> Wire:
            from kiosk.onenetwork.transport import Wire

            return Wire(url.rstrip("/"), sign, tls, transport)

        signer = signing_scheme(scheme, terminal, secret)
        self._caller = Caller(open_wire, signer, platform, self.clock)

    async def close(self) -> None:
        """Close the connections."""
        await self._caller.close()

    # --- terminal ------------------------------------------------------------------------

    async def heartbeat(self, report: Heartbeat) -> HeartbeatAnswer:
        """Tell that the terminal lives and how it is. Not retried: the next one comes anyway."""
        return await self._write(HeartbeatAnswer, "/v1/terminal/heartbeat", report, attempts=1)

    async def fault(self, report: DeviceFaultReport) -> FaultNoted:
        """Tell the operator of a device fault."""
        return await self._write(FaultNoted, "/v1/terminal/faults", report)

    async def help(self, help_code: str) -> HelpComing:
        """Call staff to this terminal (请工作人员来)."""
        order = {"kind": "staff", "where": self._terminal, "code": help_code}
        return await self._write(HelpComing, "/v1/help", order)

    # --- catalogue -----------------------------------------------------------------------

    async def manifest(self) -> Manifest:
        """What the present catalogue must be."""
        return _parse(Manifest, await self._get("/v1/catalogue/manifest"))

    async def items(self, deadline: float = UPLOAD_DEADLINE_S) -> CatalogueBody:
        """The catalogue's bytes as sent; verify them before use."""
        answer = await self._get("/v1/catalogue/items", deadline)
        return CatalogueBody(answer.body, answer.charset)

    # --- identity ------------------------------------------------------------------------

    async def open_session(
        self, *, name: str, id_number: str, card_kind: str, valid_to: date | None
    ) -> CitizenSession:
        """Open a citizen's session on an identity card that was read; `valid_to` None = 长期."""
        claim = {
            "method": "id_card",
            "name": name,
            "id_number": id_number,
            "card_kind": card_kind,
            "valid_to": valid_to.isoformat() if valid_to else None,
        }
        return await self._write(CitizenSession, "/v1/sessions", claim)

    async def close_session(self, token: str) -> None:
        """End the citizen's session."""
        headers = {"Authorization": f"Bearer {token}"}
        await self._caller.call(
            "DELETE",
            "/v1/sessions/current",
            b"",
            headers=headers,
            key=uuid.uuid4().hex,
            deadline=self._call_deadline,
        )

    # --- cases ---------------------------------------------------------------------------

    async def create_case(self, case: NewCase, *, assertion: str, key: str) -> DraftCase:
        """Create the case; the same `key` (uuid hex) gives the same case however often sent."""
        return await self._write(DraftCase, "/v1/cases", case, key=key, assertion=assertion)

    async def put_material(
        self,
        case_no: str,
        code: str,
        jpeg: bytes,
        *,
        assertion: str,
        key: str,
        deadline: float = UPLOAD_DEADLINE_S,
    ) -> MaterialReceived:
        """Hand in the photographed page of material `code`."""
        return await self._put(case_no, code, jpeg, "image/jpeg", assertion, key, deadline)

    async def put_signature(
        self,
        case_no: str,
        png: bytes,
        *,
        assertion: str,
        key: str,
        deadline: float = UPLOAD_DEADLINE_S,
    ) -> MaterialReceived:
        """Hand in the signature."""
        return await self._put(case_no, "_signature", png, "image/png", assertion, key, deadline)

    async def submit_case(
        self,
        case_no: str,
        order: SubmitOrder,
        *,
        assertion: str,
        key: str,
    ) -> Case:
        """Submit the case. A problem of code `invalid` lists all its defects at once."""
        path = f"/v1/cases/{quote(case_no, safe='')}/submit"
        return await self._write(Case, path, order, key=key, assertion=assertion)

    async def case(self, case_no: str) -> Case:
        """A case by its number."""
        return _parse(Case, await self._get(f"/v1/cases/{quote(case_no, safe='')}"))

    async def cases_of(self, terminal_case_ref: str) -> tuple[Case, ...]:
        """The cases the backend holds under this terminal's own reference: none or one."""
        query = urlencode({"terminal_case_ref": terminal_case_ref})
        return _parse(CaseList, await self._get(f"/v1/cases?{query}")).cases

    async def rate(self, case_no: str, rating: RatingGiven, *, key: str) -> RatingThanks:
        """Rate a case; once per case (problem already_rated)."""
        body = {"case_no": case_no, "channel": "terminal", **rating.model_dump(mode="json")}
        return await self._write(RatingThanks, "/v1/ratings", body, key=key)

    # --- one call ------------------------------------------------------------------------

    async def _get(self, path: str, deadline: float | None = None) -> Answer:
        return await self._caller.call(
            "GET", path, b"", headers={}, key="", deadline=deadline or self._call_deadline
        )

    async def _put(
        self,
        case_no: str,
        code: str,
        body: bytes,
        content_type: str,
        assertion: str,
        key: str,
        deadline: float,
    ) -> MaterialReceived:
        suffix = content_type.partition("/")[2]
        headers = {
            "Content-Type": content_type,
            "X-File-Name": quote(f"{code}.{suffix}"),
            "X-Assertion": assertion,
        }
        path = f"/v1/cases/{quote(case_no, safe='')}/materials/{quote(code, safe='')}"
        answer = await self._caller.call(
            "PUT", path, body, headers=headers, key=key, deadline=deadline
        )
        return _parse(MaterialReceived, answer)

    async def _write(
        self,
        model: type[M],
        path: str,
        content: WireModel | Mapping[str, object],
        *,
        key: str | None = None,
        assertion: str = "",
        attempts: int = MAX_ATTEMPTS,
    ) -> M:
        key = key or uuid.uuid4().hex
        told = content.model_dump(mode="json") if isinstance(content, WireModel) else content
        if self._seal is not None:
            told = self._seal.sealed(told, key)
        body = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
        headers = {"Content-Type": "application/json"}
        if assertion:
            headers["X-Assertion"] = assertion
        answer = await self._caller.call(
            "POST",
            path,
            body,
            headers=headers,
            key=key,
            deadline=self._call_deadline,
            attempts=attempts,
        )
        return _parse(model, answer)


def _parse(model: type[M], answer: Answer) -> M:
    """The model in a successful answer.

    Raises:
        Unreachable: the body is not what the contract says.
    """
    try:
        return model.model_validate_json(answer.json_text())
    except ValidationError as error:
        raise Unreachable(f"the answer is no {model.__name__}") from error
