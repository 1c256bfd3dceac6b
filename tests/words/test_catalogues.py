"""Both catalogues are whole: every message, its placeholders, and what the terminal reads."""

from __future__ import annotations

import re
import string

import pytest
from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry

from kiosk.text import LOCALE_DIR
from tests.words.catalogues import TRANSLATED, compiled, po, read, up_to_date, written

HANZI = re.compile(r"[\u3400-\u9fff]")
SHOWN_AS_IT_IS = re.compile(r"“?社保卡”?")
"""A word that is typed in Chinese whatever the language."""
SIMPLIFIED = re.compile("[们这还时间证办请进为来会对号码误开关读写选择网线电话认识务签听]")
MARKS = re.compile(r"\[/?[bhd]\]")


@pytest.fixture(scope="module", params=TRANSLATED)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def catalogue(language: str) -> Catalog:
    return read(language)


def texts(value: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def entries(catalogue: Catalog) -> list[Entry]:
    return [one for one in catalogue if one.id]


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_it_has_every_message_of_the_source_and_no_other(catalogue: Catalog, language: str) -> None:
    assert written(up_to_date(catalogue, language)) == po(language).read_bytes(), "run make words"


def test_every_message_is_translated(catalogue: Catalog) -> None:
    assert [one.id for one in entries(catalogue) if not all(texts(one.string))] == []


def test_placeholders_and_marks_are_the_sources(catalogue: Catalog) -> None:
    wrong = [
        one.id
        for one in entries(catalogue)
        for text in texts(one.string)
        if fields(text) != fields(texts(one.id)[0])
        or MARKS.findall(text) != MARKS.findall(texts(one.id)[0])
    ]
    assert wrong == []


def test_what_the_terminal_reads_is_compiled_from_it(catalogue: Catalog, language: str) -> None:
    path = po(language).with_suffix(".mo")
    assert path.read_bytes() == compiled(catalogue), "run make words"


def test_english_is_english() -> None:
    told = [text for one in entries(read("en")) for text in texts(one.string)]
    assert [one for one in told if HANZI.search(SHOWN_AS_IT_IS.sub("", one))] == []
    assert [one for one in told if re.search("[，。：；？！（）、]", one)] == []


def test_traditional_is_traditional() -> None:
    told = [text for one in entries(read("zh_TW")) for text in texts(one.string)]
    assert [one for one in told if SIMPLIFIED.search(one)] == []


def test_there_is_no_other_catalogue() -> None:
    assert {one.name for one in LOCALE_DIR.iterdir()} == set(TRANSLATED)
