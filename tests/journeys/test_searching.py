"""What a search shows: services, a choice, a function, where else to look, or help in danger."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from kiosk.catalogue.model import Item
from kiosk.catalogue.search import Finder
from kiosk.journeys.searching import results
from kiosk.session import Session
from tests.catalogue.conftest import ROWS, make_item

RELIEF = ("临时救助", "临时救助", ["家里突然困难"], ["救助"], "家里遇到急事难事")


class Catalogue:
    """A few services, searched for real."""

    def __init__(self) -> None:
        rows = [make_item(index, row) for index, row in enumerate((*ROWS, RELIEF), start=1)]
        self.items = tuple(Item.model_validate(row) for row in rows)
        self.find = Finder(self.items, {}).find


@pytest.fixture(scope="module")
def session() -> Session:
    """As much of a session as a search needs."""
    settings = SimpleNamespace(
        places=SimpleNamespace(window="一楼 3 号窗口"), terminal=SimpleNamespace(help_phone="12345")
    )
    services = SimpleNamespace(catalogue=Catalogue(), settings=settings)
    return cast(Session, SimpleNamespace(services=services))


async def test_before_the_first_letter_the_hot_ones(session: Session) -> None:
    shown = await results(session, " ")
    assert len(shown.results) == 6
    assert not shown.choice


async def test_one_service_is_the_best(session: Session) -> None:
    shown = await results(session, "补社保卡")
    assert shown.confident
    assert not shown.choice
    assert shown.matched


async def test_several_services_are_a_choice(session: Session) -> None:
    shown = await results(session, "公积金")
    assert shown.choice
    assert not shown.confident


async def test_danger_comes_before_all(session: Session) -> None:
    shown = await results(session, "有人晕倒了，快")
    assert (shown.alarm, shown.results, shown.categories) == ("120", (), ())


async def test_after_a_disaster_services_stand_below_the_numbers(session: Session) -> None:
    shown = await results(session, "家里被洪水淹了")
    assert shown.alarm == "119"
    assert [one.name.replace("|", "") for one in shown.results] == ["临时救助"]


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("我的社保卡办到哪一步了", "progress"),
        ("前面还有几个人", "queue"),
        ("窗口态度太差", "complaint"),
        ("打印机卡纸", "fault"),
        ("我不会用", "staff"),
        ("字太小", "elder"),
    ],
)
async def test_functions_have_a_name_and_a_way(session: Session, words: str, key: str) -> None:
    shown = await results(session, words)
    assert shown.function is not None
    assert shown.function.key == key
    assert shown.function.name
    assert shown.function.line
    assert not shown.choice


async def test_nothing_found_offers_the_columns(session: Session) -> None:
    shown = await results(session, "买火车票")
    assert shown.results == ()
    assert [one.key for one in shown.categories] == ["personal"]
    assert shown.advice
