"""What need not be handed in on paper: the licence library (电子证照库), pages of earlier cases."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from kiosk.onenetwork.calls import Calls, Proof, piece
from kiosk.onenetwork.wire_model import WireModel


class Licence(WireModel):
    """An electronic licence (电子证照), masked for a screen in a hall.

    `satisfies` are codes of the item's materials; `valid_to` is None for 长期.
    """

    licence_id: str
    kind: str
    name: str
    holder_masked: str = Field(repr=False)
    number_masked: str = Field(repr=False)
    issuer: str
    issued_on: date
    valid_to: date | None
    status: Literal["valid", "expired", "revoked"]
    satisfies: tuple[str, ...]


class LicenceList(WireModel):
    """Licences found."""

    licences: tuple[Licence, ...]


class EarlierPage(WireModel):
    """A page the citizen handed in before (材料复用), told without its picture.

    `code` is the material of the item asked for that it is.
    """

    page_id: str
    code: str
    name: str
    item_name: str
    handed_in: date
    good_until: date


class EarlierPageList(WireModel):
    """Pages found, the newest first."""

    pages: tuple[EarlierPage, ...]


class NewAuthorisation(WireModel):
    """What the citizen agrees to, one licence or page at a time; `purpose` as it was shown."""

    item_code: str
    purpose: str
    agreed_at: datetime


class Authorisation(WireModel):
    """Permission to use one licence or page for one item and purpose; a case names it by its id."""

    authorisation_id: str
    item_code: str
    purpose: str
    satisfies: tuple[str, ...]
    expires_at: datetime


class Presentation(WireModel):
    """A presenting code (亮证码) as the reader read it."""

    code: str = Field(repr=False)
    item_code: str
    purpose: str


class Presented(WireModel):
    """What a presenting code stood for."""

    licence: Licence
    authorisation: Authorisation


class Licences:
    """Calls of this area."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    async def of_citizen(self, token: str, for_item: str | None = None) -> tuple[Licence, ...]:
        """The citizen's licences; with an item, those that save one of its materials."""
        proof = Proof(token)
        found = await self._calls.get(LicenceList, "/v1/licences", proof, for_item=for_item)
        return found.licences

    async def authorise(
        self, token: str, licence_id: str, agreed: NewAuthorisation, *, key: str
    ) -> Authorisation:
        """The citizen lets one licence be used for one item and purpose."""
        path = f"/v1/licences/{piece(licence_id)}/authorisations"
        return await self._calls.post(Authorisation, path, agreed, Proof(token), key=key)

    async def earlier_pages(self, token: str, for_item: str) -> tuple[EarlierPage, ...]:
        """What the citizen handed in before that the item takes again."""
        path = "/v1/earlier-pages"
        found = await self._calls.get(EarlierPageList, path, Proof(token), for_item=for_item)
        return found.pages

    async def authorise_page(
        self, token: str, page_id: str, agreed: NewAuthorisation, *, key: str
    ) -> Authorisation:
        """The citizen lets one earlier page be used again, for one item and purpose."""
        path = f"/v1/earlier-pages/{piece(page_id)}/authorisations"
        return await self._calls.post(Authorisation, path, agreed, Proof(token), key=key)

    async def present(self, presentation: Presentation, *, key: str) -> Presented:
        """Take a code from somebody's phone; problem `code_expired` when it is used up."""
        return await self._calls.post(Presented, "/v1/licences/present", presentation, key=key)
