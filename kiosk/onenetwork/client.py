"""The one-network backend, contract `/v1`, as a client of it.

The main way of a case is here; the other areas are attributes: `backend.licences.present(…)`.

Every method returns the model of its answer, or raises one of two exceptions: BackendProblem
(the backend said no, in words for the citizen) or Unreachable (no usable answer in time).
Both are BackendError. Calls are retried within their deadline only where a repeat may help,
and every write carries one Idempotency-Key for all its attempts.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import quote

from kiosk.onenetwork.caller import Caller
from kiosk.onenetwork.calls import Calls, Proof, addressed, piece
from kiosk.onenetwork.clock import PlatformClock
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
    Manifest,
    MaterialReceived,
    NewCase,
    RatingGiven,
    RatingThanks,
    SubmitOrder,
)
from kiosk.onenetwork.platforms import NEUTRAL, Platform
from kiosk.onenetwork.signing import scheme as signing_scheme
from kiosk.onenetwork.voices import Help, HelpCall, HelpKind, Voices

if TYPE_CHECKING:
    import httpx

    from kiosk.onenetwork.bills import Bills
    from kiosk.onenetwork.cases import Cases
    from kiosk.onenetwork.hall import Hall
    from kiosk.onenetwork.identity import Identity
    from kiosk.onenetwork.licences import Licences
    from kiosk.onenetwork.prints import Prints
    from kiosk.onenetwork.transport import Sign, Wire
    from kiosk.onenetwork.upkeep import Upkeep

CALL_DEADLINE_S = 8.0
UPLOAD_DEADLINE_S = 30.0


@dataclass(frozen=True)
class CatalogueBody:
    """The catalogue's exact bytes, not verified yet, the charset they are said to have, and
    their signature; empty when it was not sent."""

    body: bytes
    charset: str
    signature: str = ""


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
        self.clock = PlatformClock(clock)

        def open_wire(sign: Sign) -> Wire:
            from kiosk.onenetwork.transport import Wire

            return Wire(url.rstrip("/"), sign, tls, transport)

        signer = signing_scheme(scheme, terminal, secret)
        self._caller = Caller(open_wire, signer, platform, self.clock)
        self._calls = Calls(self._caller, seal, call_deadline)
        self.voices = Voices(self._calls)

    async def close(self) -> None:
        """Close the connections."""
        await self._caller.close()

    # --- other areas, each imported when it is first used: the first screen does not wait ----

    @cached_property
    def identity(self) -> Identity:
        """Other ways to say who one is than an identity card."""
        from kiosk.onenetwork.identity import Identity

        return Identity(self._calls)

    @cached_property
    def licences(self) -> Licences:
        """The licence library."""
        from kiosk.onenetwork.licences import Licences

        return Licences(self._calls)

    @cached_property
    def cases(self) -> Cases:
        """Precheck, corrections, withdrawal, review, one's own cases."""
        from kiosk.onenetwork.cases import Cases

        return Cases(self._calls)

    @cached_property
    def prints(self) -> Prints:
        """Papers to print."""
        from kiosk.onenetwork.prints import Prints

        return Prints(self._calls)

    @cached_property
    def hall(self) -> Hall:
        """Appointments and queue tickets."""
        from kiosk.onenetwork.hall import Hall

        return Hall(self._calls)

    @cached_property
    def bills(self) -> Bills:
        """What is due to providers."""
        from kiosk.onenetwork.bills import Bills

        return Bills(self._calls)

    @cached_property
    def upkeep(self) -> Upkeep:
        """The operator's configuration, and events."""
        from kiosk.onenetwork.upkeep import Upkeep

        return Upkeep(self._calls)

    # --- terminal ------------------------------------------------------------------------

    async def heartbeat(self, report: Heartbeat) -> HeartbeatAnswer:
        """Tell that the terminal lives and how it is. Not retried: the next one comes anyway."""
        return await self._calls.post(HeartbeatAnswer, "/v1/terminal/heartbeat", report, attempts=1)

    async def fault(self, report: DeviceFaultReport) -> FaultNoted:
        """Tell the operator of a device fault."""
        return await self._calls.post(FaultNoted, "/v1/terminal/faults", report)

    async def help(self, help_code: str, kind: HelpKind = "staff") -> Help:
        """Call somebody to this terminal (请工作人员来), or by video."""
        return await self.voices.call(HelpCall(kind=kind, where=self._terminal, code=help_code))

    # --- catalogue -----------------------------------------------------------------------

    async def manifest(self) -> Manifest:
        """What the present catalogue must be."""
        return await self._calls.get(Manifest, "/v1/catalogue/manifest")

    async def items(
        self, since: str | None = None, *, deadline: float = UPLOAD_DEADLINE_S
    ) -> CatalogueBody:
        """The catalogue's bytes as sent; verify them before use. `since` a version: what changed
        since then, or the whole when the platform no longer knows it."""
        path = addressed("/v1/catalogue/items", since=since)
        answer = await self._calls.fetch(path, accept="application/json", deadline=deadline)
        return CatalogueBody(answer.body, answer.charset, answer.catalogue_signature)

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
        return await self._calls.post(CitizenSession, "/v1/sessions", claim)

    async def close_session(self, token: str) -> None:
        """End the citizen's session."""
        await self._calls.delete("/v1/sessions/current", Proof(token))

    # --- cases ---------------------------------------------------------------------------

    async def create_case(self, case: NewCase, *, assertion: str, key: str) -> DraftCase:
        """Create the case; the same `key` (uuid hex) gives the same case however often sent."""
        proof = Proof(assertion=assertion)
        return await self._calls.post(DraftCase, "/v1/cases", case, proof, key=key)

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
        code: str = "_signature",
        deadline: float = UPLOAD_DEADLINE_S,
    ) -> MaterialReceived:
        """Hand in the signature; `_commitment`, `_pledge` under a promise, `_wish` under a wish."""
        return await self._put(case_no, code, png, "image/png", assertion, key, deadline)

    async def submit_case(
        self,
        case_no: str,
        order: SubmitOrder,
        *,
        assertion: str,
        key: str,
    ) -> Case:
        """Submit the case. A problem of code `invalid` lists all its defects at once."""
        path = f"/v1/cases/{piece(case_no)}/submit"
        return await self._calls.post(Case, path, order, Proof(assertion=assertion), key=key)

    async def case(self, case_no: str) -> Case:
        """A case by its number."""
        return await self._calls.get(Case, f"/v1/cases/{piece(case_no)}")

    async def cases_of(self, terminal_case_ref: str) -> tuple[Case, ...]:
        """The cases the backend holds under this terminal's own reference: none or one."""
        found = await self._calls.get(CaseList, "/v1/cases", terminal_case_ref=terminal_case_ref)
        return found.cases

    async def rate(self, case_no: str, rating: RatingGiven, *, key: str) -> RatingThanks:
        """Rate a case; once, and once more (problem already_rated)."""
        body = {"case_no": case_no, "channel": "terminal", **rating.model_dump(mode="json")}
        return await self._calls.post(RatingThanks, "/v1/ratings", body, key=key)

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
        headers = {"Content-Type": content_type, "X-File-Name": quote(f"{code}.{suffix}")}
        path = f"/v1/cases/{piece(case_no)}/materials/{piece(code)}"
        proof = Proof(assertion=assertion)
        return await self._calls.put(
            MaterialReceived, path, body, headers, proof, key=key, deadline=deadline
        )
