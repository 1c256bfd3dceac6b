"""The commitment somebody signed, on A4 besides the strip."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from kiosk.conversation import Back, Leave
from kiosk.conversation import questions as q
from kiosk.journeys.case_paper import imprint
from kiosk.journeys.draft import Application, Draft, Promised
from kiosk.journeys.promise_papers import offer_sheet
from kiosk.settings import Settings
from tests.journeys.conftest import Bench, settings_for
from tests.journeys.deep import VENUE
from tests.journeys.papers import at_the_terminal
from tests.journeys.robot import Robot
from tests.papers.test_receipts import CASE, MATTER, NAME, NUMBER


@pytest.fixture
def settings(bench: Bench, tmp_path: Path) -> Settings:
    return settings_for(bench, tmp_path, devices=frozenset({"page_printer"}))


def signature() -> bytes:
    picture = Image.new("L", (300, 120), 255)
    ImageDraw.Draw(picture).line((20, 90, 120, 20, 280, 100), fill=0, width=6)
    kept = io.BytesIO()
    picture.save(kept, "PNG")
    return kept.getvalue()


async def test_whoever_likes_takes_the_commitment_on_a4(bench: Bench, settings: Settings) -> None:
    robot = Robot(Choose=[q.Chosen("no"), Back, Leave, q.Chosen("print")])
    draft = Draft(VENUE)
    matter = replace(MATTER, item_name=VENUE.name)
    async with at_the_terminal(settings, robot) as session:
        asked = Application(session, draft)
        marks = imprint(session, "0" * 32)
        await robot.outcome_of(offer_sheet(asked, CASE, matter, marks))
        assert robot.asked == [], "nothing was promised"
        draft.commitment = Promised(datetime.now().astimezone(), signature())
        await robot.outcome_of(offer_sheet(asked, CASE, matter, marks))
        for way in (Back, Leave):
            with pytest.raises(way):
                await robot.outcome_of(offer_sheet(asked, CASE, matter, marks))
        assert all(one.taken for one in bench.devices.panel.sheets()), "none was wanted"
        await robot.outcome_of(offer_sheet(asked, CASE, matter, marks))
    (sheet,) = (one for one in bench.devices.panel.sheets() if not one.taken)
    text = "".join(bench.devices.panel.sheet_text(sheet.number).split())
    assert VENUE.commitment is not None
    for said in (VENUE.commitment.title, VENUE.commitment.liability, "承诺人签名", CASE.case_no):
        assert "".join(said.split()) in text
    assert NAME not in text
    assert NUMBER not in text
