"""Other ways to say who one is than an identity card, and the second factor."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from pydantic import Field

from kiosk.onenetwork.calls import NOBODY, Calls, Proof
from kiosk.onenetwork.models import CitizenSession
from kiosk.onenetwork.wire_model import WireModel


class SocialCardLogin(WireModel):
    """A social security card (社会保障卡), read by its chip; `valid_to` None: it does not say."""

    method: Literal["social_security_card"] = "social_security_card"
    name: str = Field(repr=False)
    id_number: str = Field(repr=False)
    card_number: str = Field(repr=False)
    issuer_region: str
    valid_to: date | None


class QrLogin(WireModel):
    """A code on the citizen's phone, as the reader read it."""

    method: Literal["qr"] = "qr"
    code: str = Field(repr=False)


class FaceFactor(WireModel):
    """Pictures of a face, after consent, for the platform to compare; nothing is compared here.

    `frames` are JPEG in base64, in the order taken; `action` is what was seen between the first
    and the last: a face that came nearer, or nothing.
    """

    method: Literal["face"] = "face"
    frames: tuple[str, ...] = Field(repr=False)
    action: Literal["none", "closer"]
    consent_at: datetime


class AnonymousLogin(WireModel):
    """Nobody says who they are."""

    method: Literal["anonymous"] = "anonymous"


class KnownCompany(WireModel):
    """A firm or body (法人) the citizen may act for, and what they are to it."""

    name: str
    credit_code: str
    role: Literal["legal_representative", "agent"]


class CompanyList(WireModel):
    """Firms found."""

    companies: tuple[KnownCompany, ...]


class CompanyPresentation(WireModel):
    """A firm's code (企业码、商码) as the reader read it, and for which item."""

    code: str = Field(repr=False)
    item_code: str


class Standing(StrEnum):
    """What the platform says of a citizen who holds up a firm's code."""

    MAY_ACT = "may_act"
    NOT_AUTHORISED = "not_authorised"
    STRUCK_OFF = "struck_off"


class PresentedCompany(WireModel):
    """Whose code it was, and whether the citizen may act for it in this item."""

    name: str
    credit_code: str
    standing: Standing


class Identity:
    """Calls of this area."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    async def by_social_card(self, card: SocialCardLogin) -> CitizenSession:
        """Open a session of level 3."""
        return await self._open(card)

    async def by_code(self, code: str) -> CitizenSession:
        """Open a session with a code of the platform's app; good once, for a short time."""
        return await self._open(QrLogin(code=code))

    async def add_face(self, token: str, face: FaceFactor) -> CitizenSession:
        """A session of level 4 in the place of the running one; a problem of code `face_differs`
        or `face_unclear` says how many attempts are left."""
        return await self._open(face, Proof(token))

    async def anonymous(self) -> CitizenSession:
        """A session of level 1, for what asks nobody who they are."""
        return await self._open(AnonymousLogin())

    async def companies(self, token: str, for_item: str) -> tuple[KnownCompany, ...]:
        """The firms the citizen may act for in this item."""
        proof = Proof(token)
        found = await self._calls.get(CompanyList, "/v1/companies", proof, for_item=for_item)
        return found.companies

    async def present_company(
        self, token: str, shown: CompanyPresentation, *, key: str
    ) -> PresentedCompany:
        """The firm of a code; problem `not_found` or `code_expired` when it is of none."""
        path = "/v1/companies/present"
        return await self._calls.post(PresentedCompany, path, shown, Proof(token), key=key)

    async def _open(self, claim: WireModel, proof: Proof = NOBODY) -> CitizenSession:
        return await self._calls.post(CitizenSession, "/v1/sessions", claim, proof)
