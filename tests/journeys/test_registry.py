"""Every journey that is offered can be gone, and no other is listed."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, get_type_hints

import pytest

from kiosk.catalogue.model import Item
from kiosk.conversation.questions import After
from kiosk.journeys import registry
from kiosk.journeys.functions import words
from kiosk.journeys.item_ways import ITEM_WAYS, MORE
from kiosk.session import Session


@pytest.mark.parametrize("key", registry.FUNCTIONS)
def test_behind_every_function_is_a_journey(key: str) -> None:
    assert _asked(registry.function_journey(key)) == [Session]


@pytest.mark.parametrize("key", registry.ITEM_WAYS)
def test_behind_every_way_of_an_item_is_a_journey(key: str) -> None:
    assert _asked(registry.item_journey(key)) == [Session, Item]


def _asked(journey: Callable[..., Any]) -> list[object]:
    """What it cannot be gone without."""
    hints = get_type_hints(journey)
    assert inspect.iscoroutinefunction(journey)
    assert hints["return"] is After
    demanded = inspect.signature(journey).parameters.values()
    return [hints[one.name] for one in demanded if one.default is one.empty]


def test_what_is_told_in_words_is_what_can_be_gone() -> None:
    assert words().keys() == registry.FUNCTIONS.keys()
    assert ITEM_WAYS.keys() - {MORE} == registry.ITEM_WAYS.keys()
