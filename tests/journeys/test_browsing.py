"""A column of many services is opened by topic; nothing is lost on the way."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from kiosk.catalogue.summary import Summary, read_summary
from kiosk.conversation import Back
from kiosk.conversation import questions as q
from kiosk.journeys.browsing import LISTED, MOST, browse, listing
from kiosk.session import Session
from tests.catalogue import demo

SERVICES = [read_summary(item.model_dump_json()) for item in demo.items()]


class Reader:
    """Answers one question after the other, and remembers them."""

    def __init__(self, *answers: object) -> None:
        self._answers = list(answers)
        self.asked: list[q.FindService] = []

    async def ask(self, question: q.FindService) -> Any:  # noqa: ANN401 - as the script says
        self.asked.append(question)
        answer = self._answers.pop(0)
        if isinstance(answer, type) and issubclass(answer, BaseException):
            raise answer
        return answer


def session(reader: Reader) -> Session:
    """As much of one as the column needs."""
    services = SimpleNamespace(catalogue=SimpleNamespace(items=SERVICES))
    return cast(Session, SimpleNamespace(conversation=reader, services=services))


async def test_a_long_column_asks_for_the_topic_first() -> None:
    wanted = q.Selected("992001010001")
    reader = Reader(q.Selected("card"), Back, q.Selected("card"), wanted)
    assert await browse(session(reader), "personal") == wanted
    topics, cards, again, _ = reader.asked
    assert topics == again
    assert topics.groups
    assert len(topics.results) <= LISTED
    assert cards.results[0].code == wanted.code
    assert str(cards.title) == "证件、社保卡"


async def test_every_service_stands_under_some_topic() -> None:
    personal = [one for one in SERVICES if one.column == "personal"]
    codes: set[str] = set()
    for topic in {one.topic for one in personal}:
        reader = Reader(q.Selected(topic), q.Selected("any"))
        await browse(session(reader), "personal")
        codes |= {one.code for one in reader.asked[1].results}
    assert codes == {one.code for one in personal}


@pytest.mark.parametrize(
    ("tag", "name"), [("commitment", "可以签承诺的"), ("deferral", "材料可以后补的")]
)
async def test_a_long_column_can_be_looked_through_by_tag(tag: str, name: str) -> None:
    reader = Reader(q.Selected(tag), q.Selected("any"))
    await browse(session(reader), "personal")
    tagged = {
        one.code
        for one in demo.items()
        if one.column == "personal"
        and (one.commitment if tag == "commitment" else any(m.may_follow for m in one.materials))
    }
    assert {one.code for one in reader.asked[1].results} == tagged != set()
    assert str(reader.asked[1].title) == name


async def test_a_short_column_is_one_list() -> None:
    reader = Reader(q.Selected("992005020007"))
    await browse(session(reader), "bundle")
    (bundles,) = reader.asked
    assert len(bundles.results) == sum(one.column == "bundle" for one in SERVICES)
    assert not bundles.groups


async def test_back_from_the_topics_leads_out() -> None:
    with pytest.raises(Back):
        await browse(session(Reader(Back)), "legal")


def test_a_list_beyond_reading_says_how_many_are_left() -> None:
    many: list[Summary] = SERVICES[: MOST + 5]
    question = listing("个人服务", many)
    assert len(question.results) == MOST
    assert "5" in str(question.advice)
    wanted = [one.code for one in many if one.hot]
    assert {one.code for one in question.results[: len(wanted)]} == set(wanted)
    rest = [one.here for one in question.results[len(wanted) :]]
    assert rest == sorted(rest, reverse=True)
