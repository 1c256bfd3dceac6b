"""Accounts at the fictional providers of water, gas, power and television, and what is due."""

from __future__ import annotations

import re
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from simulators.backend.platform import Caller, Platform
from simulators.backend.problems import Defect, ProblemError, invalid
from simulators.backend.queueing import HALL

ACCOUNTS: Final[dict[str, dict[str, Any]]] = tomllib.loads(
    Path(__file__).with_name("bills.toml").read_text("utf-8")
)
PAGE: Final = "https://ywtb.example/pay/"  # .example is reserved (RFC 2606)
IN_CODE: Final = re.compile(r"(?:.*[?&]account=)?([0-9]{10})(?:[0-9]{14})?", re.ASCII)
"""The bars of the demo's bills are account, month (6) and fen (8); their QR code is PAGE."""


def due(platform: Platform, caller: Caller, item_code: str, asked: str) -> dict[str, Any]:
    """What is due on the account. Raises ProblemError, `too_many_requests` after many misses."""
    item = platform.catalogue.offered(item_code)
    if item.self_service != "bill":
        raise invalid(Defect("item_code", "这个事项没有要交的费用可查。"))
    platform.guesses.allow(caller.terminal, caller.now)
    read = IN_CODE.fullmatch(asked)
    number = read[1] if read else ""
    account = ACCOUNTS[item_code].get(number)
    if account is None:
        platform.guesses.missed(caller.terminal, caller.now)
        raise ProblemError("not_found")
    today = caller.now.date()
    return {
        "provider": item.department,
        "account": number,
        "holder": account["holder"],
        "bills": [_bill(one, today) for one in account["bills"]],
        "pay_url": f"{PAGE}{item_code}?account={number}" if account["bills"] else "",
        "pay_at": HALL["points"],
    }


def _bill(one: dict[str, Any], today: date) -> dict[str, Any]:
    return {
        "first_month": _month(today, one["ago"] + one["months"] - 1),
        "last_month": _month(today, one["ago"]),
        "amount_fen": one["fen"],
        "due_on": (today + timedelta(days=one["due_in"])).isoformat(),
    }


def _month(today: date, ago: int) -> str:
    year, month = divmod(today.year * 12 + today.month - 1 - ago, 12)
    return f"{year:04}-{month + 1:02}"
