"""Finding services by the words people use."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue.model import Item
from kiosk.catalogue.search import Finder
from kiosk.catalogue.speech import story_of


@pytest.mark.parametrize(
    ("words", "short_name"),
    [
        ("社会保障卡补领", "社会保障卡补领"),
        ("我的社保卡坏了怎么办", "社会保障卡补领"),
        ("补社保卡", "社会保障卡补领"),
        ("社宝卡挂失", "社会保障卡挂失"),
        ("shebaokaguashi", "社会保障卡挂失"),
        ("SheBaoKaGuaShi", "社会保障卡挂失"),
        ("shebaokaguashii", "社会保障卡挂失"),
        ("juzhuzhengshenling", "居住证申领"),
        ("laonianzheng", "老年证申领"),
        ("lnz", "老年证申领"),
        ("我想查一下公积金", "公积金查询"),
        ("租房子怎么提取公积金", "租房提取公积金"),
        ("领失业金", "失业金申领"),
        ("暂住证", "居住证申领"),
        ("居住证续签", "居住证签注"),
        ("驾照到期了", "驾驶证换证"),
        ("到外地看病", "异地就医备案"),
        ("ｂａｎ护照", "护照预约"),
        ("办护照。", "护照预约"),
        ("992000000003", "个人参保证明"),
    ],
)
def test_finds_what_was_meant(finder: Finder[Item], words: str, short_name: str) -> None:
    results = finder.find(words)
    assert results.hits[0].item.short_name == short_name
    assert results.confident


@pytest.mark.parametrize(
    "words",
    [
        "买火车票",
        "今天天气",
        "修手机",
        "彩票",
        "点外卖",
        "股票开户",
        "去火星",
        "zzzz",
        "qwerty",
        "12",
    ],
)
def test_is_not_sure_of_what_is_out_of_scope(finder: Finder[Item], words: str) -> None:
    assert not finder.find(words).confident


def test_marks_the_characters_that_were_said(finder: Finder[Item]) -> None:
    assert finder.find("居住证").hits[0].matched == "居住证"


@pytest.mark.parametrize(
    ("words", "short_name"), [("没工作了", "失业登记"), ("生孩子上户口", "出生一件事")]
)
def test_finds_what_was_half_said(finder: Finder[Item], words: str, short_name: str) -> None:
    assert finder.find(words).hits[0].item.short_name == short_name


def test_popular_first_among_equals(items: tuple[Item, ...]) -> None:
    seldom, often = (items[0].model_copy(update={"hot": hot}) for hot in (7, 2))
    first, second = Finder((seldom, often), {}).find("社保卡坏了").hits
    assert first.score == second.score
    assert first.item is often


def test_one_word_for_several_items_finds_them_all(finder: Finder[Item]) -> None:
    found = {hit.item.short_name for hit in finder.find("社保卡不见了").hits[:2]}
    assert found == {"社会保障卡补领", "社会保障卡挂失"}


def test_gives_no_more_than_asked(finder: Finder[Item]) -> None:
    assert len(finder.find("公积金", limit=1).hits) == 1


@pytest.mark.parametrize("words", ["", " ", "，。", "办", "我要办理"])
def test_nothing_said_finds_nothing(finder: Finder[Item], words: str) -> None:
    results = finder.find(words)
    assert results.hits == ()
    assert not results.confident


@given(st.text(max_size=60))
def test_takes_any_text(finder: Finder[Item], text: str) -> None:
    assert all(0 <= hit.score <= 1 for hit in finder.find(text).hits)


def test_an_empty_catalogue_finds_nothing() -> None:
    assert Finder((), {}).find("社保卡").hits == ()


def test_works_without_readings(items: tuple[Item, ...]) -> None:
    assert Finder(items, {}).find("补社保卡").confident


def test_what_only_leads_up_to_a_wish_is_told_from_it() -> None:
    assert story_of("结婚证找不到了，想再要一本。") == len("结婚证找不到了")
    assert story_of("补领结婚证") == 0
    assert story_of("补领 结婚证") == 0
    assert story_of("") == 0


@pytest.mark.parametrize("words", ["去年出车祸走了的人怎么销户", "上个月中风偏瘫了想评残"])
def test_what_is_long_over_raises_no_alarm(finder: Finder[Item], words: str) -> None:
    assert finder.find(words).action is None


@pytest.mark.parametrize("words", ["去年中风过，现在又昏倒了", "去年没事，刚刚出车祸了"])
def test_what_is_long_over_silences_no_alarm(finder: Finder[Item], words: str) -> None:
    assert finder.find(words).action == "emergency"


def test_is_not_sure_where_the_only_word_is_guessed(finder: Finder[Item]) -> None:
    assert not finder.find("户照怎么玩").confident
