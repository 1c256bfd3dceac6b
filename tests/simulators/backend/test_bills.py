"""What is due to the fictional providers: by number or by the code on a bill, never for nothing."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from signing_terminal import CARD_ITEM, Terminal

WATER, GAS, POWER, TELEVISION = "992022080009", "992023080010", "992024080011", "992026080012"


def due(terminal: Terminal, item: str, account: str) -> httpx.Response:
    body = {"item_code": item, "account": account}
    return terminal.call("POST", "/v1/bills/due", body)


@pytest.mark.parametrize(
    ("item", "account", "months"),
    [
        (WATER, "9901220001", [1, 1]),
        (GAS, "9901230001", [2]),
        (POWER, "9901240001", [1]),
        (TELEVISION, "9901260001", [12]),
    ],
)
def test_each_provider_has_bills_of_its_own_length(
    terminal: Terminal, item: str, account: str, months: list[int]
) -> None:
    told = due(terminal, item, account).json()
    assert [length(one) for one in told["bills"]] == months
    assert told["pay_url"].endswith(account)
    assert "*" in told["holder"]


def length(bill: dict[str, Any]) -> int:
    """Months from the first to the last, both included."""
    first, last = (
        [int(part) for part in bill[f"{end}_month"].split("-")] for end in ("first", "last")
    )
    return (last[0] - first[0]) * 12 + last[1] - first[1] + 1


def test_nothing_is_due_where_all_is_paid(terminal: Terminal) -> None:
    told = due(terminal, WATER, "9901220002").json()
    assert (told["bills"], told["pay_url"]) == ([], "")


def test_a_bill_s_code_is_read_by_the_platform(terminal: Terminal) -> None:
    page = due(terminal, WATER, "9901220001").json()["pay_url"]
    for code in ("990122000120261000008640", page):
        assert due(terminal, WATER, code).json()["account"] == "9901220001"


@pytest.mark.parametrize("account", ["9901240001", "6901234567892", "https://ywtb.example/"])
def test_another_providers_account_or_a_strange_code_is_not_found(
    terminal: Terminal, account: str
) -> None:
    assert due(terminal, WATER, account).json()["code"] == "not_found"


def test_who_tries_many_accounts_has_to_wait(terminal: Terminal) -> None:
    answers = [due(terminal, WATER, f"99012299{number:02}").status_code for number in range(11)]
    assert answers == [404] * 10 + [429]


def test_other_items_have_no_bills(terminal: Terminal) -> None:
    assert due(terminal, CARD_ITEM, "9901220001").json()["code"] == "invalid"
