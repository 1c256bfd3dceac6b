"""An application that takes every turn: licence, commitment, post; and who walks it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kiosk.catalogue.model import Item
from kiosk.conversation import questions as q
from tests.catalogue import demo
from tests.journeys.conftest import Bench, Visit
from tests.journeys.robot import Robot
from tests.journeys.test_faults import on_wire, printed

VENUE = demo.named("公共场所卫生许可新办审批（县级）")
"""营业执照 is in the library of the card "li", 健康证 has run out there, 卫生检测报告 may be
replaced by a commitment or follow later, the permit comes by post or at the window."""
ELDERS_CARD = demo.named("老年人优待证申领")
ANSWERS = {
    "licence_number": "92990101MA0000003T",
    "venue": "hair",
    "shop_place": "示例市示例区示例路 1 号",
    "phone": "13800000000",
}


def filled(**other: str) -> Callable[[q.FillForm], dict[str, str]]:
    """Fill in whatever form it is; `other` differs."""

    def act(form: q.FillForm) -> dict[str, str]:
        known = {**ANSWERS, **other}
        return {one.name: known.get(one.name) or form.values[one.name] for one in form.fields}

    return act


def main_of(matter: q.ShowMatter) -> q.Chosen:
    """Its main button."""
    assert matter.main is not None
    return q.Chosen(matter.main.key)


def pressing(*keys: str) -> Callable[[q.Choose], q.Chosen]:
    """Press the first of these that stands there, else the first of the list."""

    def act(choose: q.Choose) -> q.Chosen:
        there = [entry.key for entry in choose.entries]
        return q.Chosen(next((key for key in keys if key in there), there[0]))

    return act


def robot(item: Item = VENUE, **script: object) -> Robot:
    """Somebody who wants this item."""
    return Robot(**{"Home": lambda home: q.Selected(item.code), "FillForm": filled(), **script})


async def walk(
    bench: Bench,
    visit: Visit,
    who: Robot,
    until: type[q.Question[Any]],
    times: int = 1,
    *,
    to_paper: bool = False,
) -> None:
    """The card of "li", on to the n-th question of this type, and until all papers are out."""
    async with visit(who):
        await who.until_asked(q.PlaceCard)
        await on_wire(bench.devices.panel.place_card, "li")
        await who.until(lambda: who.count(until) >= times)
        if to_paper:
            await who.until(lambda: printed(who))


def trail(who: Robot) -> list[str]:
    """What was asked from the form to the signature, by type and title, without device steps."""
    kinds = (q.FillForm, q.ShowMatter, q.Choose, q.Promise, q.Review)
    return [
        f"{type(one).__name__} {getattr(one, 'title', '')}".strip().replace("|", "")
        for one in who.asked
        if isinstance(one, kinds)
    ]
