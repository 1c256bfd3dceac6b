"""What is due to a provider of water, gas, power or television (水、电、气、广电)."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field

from kiosk.onenetwork.calls import Calls
from kiosk.onenetwork.hall import Point
from kiosk.onenetwork.wire_model import WireModel

Month = Annotated[date, BeforeValidator(lambda month: f"{month}-01")]
"""Travels as 2026-10; its first day here."""


class AccountAsked(WireModel):
    """`account` is its number (户号) as typed, or the whole text of the code on a paper bill."""

    item_code: str
    account: str = Field(repr=False)


class Bill(WireModel):
    """What is due for the months from the first to the last: fen are 1/100 yuan."""

    first_month: Month
    last_month: Month
    amount_fen: int
    due_on: date | None


class AccountDue(WireModel):
    """An account and what is due on it, the oldest bill first; `holder` is masked.

    `pay_url` is the provider's own page, empty for none; `pay_at` the places that take the money.
    """

    provider: str
    account: str = Field(repr=False)
    holder: str = Field(repr=False)
    bills: tuple[Bill, ...]
    pay_url: str = Field(repr=False)
    pay_at: tuple[Point, ...]

    @property
    def total_fen(self) -> int:
        """All bills together."""
        return sum(one.amount_fen for one in self.bills)


class Bills:
    """Calls of this area."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    async def due(self, item_code: str, account: str) -> AccountDue:
        """What is due; problem `not_found`: no such account, or no account in that code."""
        asked = AccountAsked(item_code=item_code, account=account)
        return await self._calls.post(AccountDue, "/v1/bills/due", asked)
