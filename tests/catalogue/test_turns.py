"""What people say in parts, and what the search does with it."""

from __future__ import annotations

import pytest

from kiosk.catalogue.lexicon import lexicon
from kiosk.catalogue.turns import Turns
from tests.catalogue.found import finder

GONE = frozenset({"走了", "没了"})
TURNS = Turns([((frozenset({"老伴", "爷爷"}), GONE), "death")], {"社保卡", "妈"}.__contains__)


def _found(text: str) -> list[str]:
    return [text[one.start : one.end] for one in TURNS.found(text)]


@pytest.mark.parametrize(
    ("text", "turn"),
    [
        ("我老伴走了怎么办", "老伴走了"),
        ("爷爷上个月没了", "爷爷上个月没了"),
    ],
)
def test_parts_may_stand_apart(text: str, turn: str) -> None:
    assert _found(text) == [turn]


@pytest.mark.parametrize(
    "text",
    [
        "老伴的社保卡没了",  # the card is
        "爷爷的妈走了",  # somebody else is
        "老伴身体一直都很好后来没了",  # too far
        "走了老伴",
        "老伴",
        "",
    ],
)
def test_they_are_not_looked_for_over_what_says_something_else(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize(
    ("wish", "service"),
    [
        ("我屋老汉上个月走咯", {"公民身后一件事", "户口注销", "遗属待遇申领"}),
        ("厂里不要我了", {"失业登记", "失业保险金申领", "失业就业一件事"}),
        ("他爸判了刑，娃没人管", {"事实无人抚养儿童认定及基本生活补贴发放"}),
        ("包工头拖着工钱", {"劳动人事争议仲裁申请"}),
    ],
)
def test_a_situation_told_finds_its_service(wish: str, service: set[str]) -> None:
    assert finder().find(wish).hits[0].item.plain_name in service


@pytest.mark.parametrize("wish", ["创业的补贴怎么领", "创业补贴怎么领"])
def test_a_word_may_be_taken_apart(wish: str) -> None:
    assert finder().find(wish).hits[0].item.plain_name == "创业补贴申请"


def test_what_is_not_to_be_done_is_not_offered_first() -> None:
    assert finder().find("营业执照先放着不注销").hits[0].item.plain_name == "市场主体歇业备案"
    assert "注销" in finder().find("营业执照不要了，注销").hits[0].item.plain_name


def test_several_in_one_stand_back_unless_asked_for() -> None:
    assert finder().find("公司社保开户").hits[0].item.plain_name == "企业社会保险登记"
    assert finder().find("员工录用一起办").hits[0].item.plain_name == "员工录用一件事"


def test_every_turn_of_the_lexicon_can_be_said() -> None:
    """A wrong name of a list or class fails when the lexicon is read; it is."""
    assert len(list(lexicon().turns.found("老伴走了"))) == 1


def test_services_stand_beside_the_numbers_after_a_disaster_alone() -> None:
    flood, faint = finder().find("家里被洪水淹了"), finder().find("有人晕倒没气了")
    assert (flood.action, faint.action) == ("emergency", "emergency")
    assert flood.hits[0].item.plain_name == "临时救助"
    assert faint.hits == ()


def test_a_parcel_is_not_asked_for_here() -> None:
    assert finder().find("快递到哪了").action is None


def test_prose_alone_can_find_a_service() -> None:
    assert "养老机构设立备案" in [hit.item.plain_name for hit in finder().find("收住老人").hits]
