"""Papers of a service to take along: nobody says who they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.conversation import Back, Leave
from kiosk.conversation import questions as q
from kiosk.conversation.notices import PaperNews
from kiosk.journeys.take_papers import take_papers
from kiosk.papers import typeset
from kiosk.settings import Settings
from tests.journeys.conftest import Bench, settings_for
from tests.journeys.papers import at_the_terminal
from tests.journeys.robot import WAIT, Robot
from tests.journeys.test_faults import says_everything

CARD_ITEM = "992001010001"
"""社会保障卡补领."""


@pytest.fixture
def settings(bench: Bench, tmp_path: Path) -> Settings:
    devices = frozenset({"page_printer", "receipt_printer"})
    return settings_for(bench, tmp_path, devices=devices)


def text_of(bench: Bench) -> str:
    panel = bench.devices.panel
    sheets = [one for one in panel.sheets() if not one.taken]
    return "".join(panel.sheet_text(one.number) for one in sheets)


async def test_the_guide_says_where_it_is_from_and_of_when(
    bench: Bench, settings: Settings
) -> None:
    robot = Robot(Choose=[q.Chosen("guide"), Back])
    async with at_the_terminal(settings, robot) as session:
        item = session.services.catalogue.item(CARD_ITEM)
        assert item is not None
        with pytest.raises(Back):
            await robot.outcome_of(take_papers(session, item))
    text = text_of(bench)
    assert item.plain_name in text
    assert "来源：" in text
    assert f"{item.updated.year}" in text
    assert "演示数据" in text
    assert "第 2 页，共 2 页" in text.replace("\n", "")
    assert all(one.name in text for one in item.materials)


@pytest.mark.parametrize(("kind", "mark"), [("form", "空表"), ("sample", "样表")])
async def test_blank_form_and_sample_come_without_a_card(
    kind: str, mark: str, bench: Bench, settings: Settings
) -> None:
    robot = Robot(Choose=[q.Chosen(kind), Back], PreviewPaper=q.Chosen("print"))
    async with at_the_terminal(settings, robot) as session:
        item = session.services.catalogue.item(CARD_ITEM)
        assert item is not None
        assert await robot.outcome_of(take_papers(session, item)) is q.After.DONE
    assert mark in text_of(bench)
    assert robot.count(q.PlaceCard) == 0


async def test_the_list_is_for_ones_own_situation(bench: Bench, settings: Settings) -> None:
    robot = Robot(Choose=q.Chosen("checklist"), FillForm=first_choices)
    async with at_the_terminal(settings, robot) as session:
        catalogue = session.services.catalogue
        found = (catalogue.item(one.code) for one in catalogue.items)
        item = next(
            one
            for one in found
            if one and one.situations and any(material.when for material in one.materials)
        )
        robot._script["Accepted"] = WAIT
        going = session.services.background(take_papers(session, item))
        await robot.until_asked(q.Accepted)
        await robot.until(
            lambda: any(isinstance(n, PaperNews) and n.stage == "printed" for n in robot.told)
        )
        robot.answer(q.After.DONE)
        assert await robot.outcome_of(going) is q.After.DONE
    answers = first_choices(robot.last(q.FillForm))
    piece = bench.devices.panel.pieces()[-1].text.replace(" ", "")
    for one in item.materials:
        assert (one.name.replace(" ", "")[:8] in piece) is one.asked(answers), one.name
    assert robot.count(q.Consent) == 0


def first_choices(form: q.FillForm) -> dict[str, str]:
    return {one.name: one.choices[0][0] for one in form.fields}


async def test_a_guide_that_cannot_be_made_is_told(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typeset, "TIME_LIMIT", 0.0)
    robot = Robot(Choose=[q.Chosen("guide"), Leave], Trouble=q.Chosen("go_on"))
    async with at_the_terminal(settings, robot) as session:
        item = session.services.catalogue.item(CARD_ITEM)
        assert item is not None
        with pytest.raises(Leave):
            await robot.outcome_of(take_papers(session, item))
    says_everything(robot.last(q.Trouble))
