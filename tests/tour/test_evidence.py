"""The verdict is yes only when every part is there."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import segno

from simulators.remote import PrintedPiece
from simulators.tour.evidence import Run, read_qr, summarise
from simulators.tour.residue import Found

NUMBER = "202611229901000001"


def receipt() -> PrintedPiece:
    return PrintedPiece(
        number=1,
        text=f"受理通知书\n6125 0609\n办件编号 {NUMBER}\n",
        raw=b"",
        cut="partial",
        taken=True,
        height_mm=150.0,
        unknown_commands=(),
        missing_characters=(),
    )


def whole_run() -> Run:
    case = {
        "case_no": NUMBER,
        "query_code": "61250609",
        "query_url": "https://ywtb.example/c/61250609",
        "state": "accepted",
        "promised_date": "2026-12-01",
        "materials": [{"code": "_signature"}, {"code": "household_page"}],
        "form_fields": ["address", "phone"],
        "rating": {"stars": 5},
    }
    return Run(
        "portrait",
        stars_given=5,
        faults_made=1,
        finished=True,
        faults_reported=1,
        cases=[case],
        papers=[receipt()],
        qr=f"https://ywtb.example/c/61250609#{NUMBER}",
        residue=[],
    )


def test_a_whole_run_is_fine() -> None:
    summary = summarise({"portrait": whole_run()})
    assert summary["problems"] == []
    assert summary["ok"]
    assert summary["case_number"] == NUMBER
    assert summary["rating_stars"] == 5
    assert NUMBER in summary["receipt_text"]


def test_a_voided_piece_beside_the_receipt_is_fine() -> None:
    run = whole_run()
    run.papers.insert(0, replace(receipt(), text=receipt().text + "作废"))
    assert run.problems() == []


Damage = Callable[[Run], object]


def paper(**changes: object) -> Damage:
    return lambda run: setattr(run, "papers", [replace(receipt(), **changes)])


def case(**changes: object) -> Damage:
    return lambda run: run.cases[0].update(changes)


@pytest.mark.parametrize(
    "damage",
    [
        lambda run: setattr(run, "finished", False),
        lambda run: run.broken.append("the terminal ended"),
        lambda run: setattr(run, "cases", []),
        lambda run: run.cases.append(dict(run.cases[0])),
        case(state="received"),
        case(promised_date=None),
        case(materials=[{"code": "household_page"}]),
        case(materials=[{"code": "_signature"}]),
        case(form_fields=["address"]),
        case(rating=None),
        case(rating={"stars": 4}),
        lambda run: setattr(run, "papers", []),
        lambda run: run.papers.append(replace(receipt(), number=2)),
        paper(text=receipt().text + "作废"),
        paper(cut=None),
        paper(text=f"办件编号 {NUMBER}"),
        paper(text="6125 0609"),
        paper(unknown_commands=("1b21",)),
        paper(missing_characters=("𬍛",)),
        lambda run: setattr(run, "qr", ""),
        lambda run: setattr(run, "qr", "https://ywtb.example/c/61250609"),
        lambda run: setattr(run, "qr", f"https://other.example/#{NUMBER}"),
        lambda run: setattr(run, "faults_reported", 0),
        lambda run: setattr(run, "faults_reported", 61),
        lambda run: setattr(run, "residue", None),
        lambda run: run.residue.append(Found(Path("data/a"), "name", "utf-8")),
    ],
)
def test_one_missing_part_is_enough_for_no(damage: Damage) -> None:
    run = whole_run()
    damage(run)
    summary = summarise({"portrait": whole_run(), "landscape": run})
    assert not summary["ok"]
    assert len(summary["problems"]) >= 1
    assert not summary["runs"]["landscape"]["ok"]
    assert summary["runs"]["portrait"]["ok"]


def test_an_empty_run_is_no() -> None:
    assert not summarise({"portrait": Run("portrait", stars_given=5, faults_made=0)})["ok"]


def test_a_qr_code_is_read_from_a_picture() -> None:
    png = io.BytesIO()
    segno.make(NUMBER, micro=False).save(png, kind="png", scale=6, border=4)
    assert read_qr(png.getvalue()) == NUMBER


def test_a_picture_without_a_code_gives_nothing() -> None:
    from PIL import Image

    png = io.BytesIO()
    Image.new("L", (64, 64), 255).save(png, "png")
    assert read_qr(png.getvalue()) == ""
