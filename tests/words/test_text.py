"""Words remember where they came from, through everything that is done with them."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from kiosk.text import Words, _, counted, in_context, language, listed, retold, use_language


@pytest.fixture(autouse=True)
def chinese() -> Iterator[None]:
    use_language("zh_CN")
    yield
    use_language("zh_CN")


@dataclass(frozen=True)
class Said:
    """As a question of the conversation."""

    title: str
    rows: tuple[tuple[str, str], ...]
    own: str = "张示例"


def test_they_are_told_anew_with_what_was_put_into_them() -> None:
    said = (
        _("已经提交的，不会丢") + "\n" + _("{name}，{time} 提交").format(name="张示例", time="9:41")
    )
    use_language("en")
    assert retold(said) == "What was submitted is not lost\n张示例, submitted at 9:41"
    use_language("zh_CN")
    assert retold(retold(said)) == said


def test_values_that_are_words_are_told_anew_as_well() -> None:
    what = _("{what}暂时不能用").format(what=listed([_("读卡"), _("打印")]))
    assert what == "读卡、打印暂时不能用"
    use_language("en")
    assert retold(what) == "Not available for now: card reading, printing"


def test_plural_forms_and_contexts() -> None:
    one, two = counted("{n} 分钟", 1), counted("{n} 分钟", 2)
    photo = in_context("materials", "拍照")
    use_language("en")
    assert (retold(one), retold(two)) == ("1 minute", "2 minutes")
    assert (retold(photo), _("拍照")) == ("Photo", "Take photo")


def test_a_question_is_told_anew_and_a_citizens_words_stay() -> None:
    said = Said(_("下一步"), ((_("姓名"), "李示例"),))
    use_language("en")
    assert retold(said) == Said("Next", (("Name", "李示例"),), "张示例")


def test_what_has_no_words_of_ours_is_the_same() -> None:
    assert retold("下一步") == "下一步"
    assert retold((1, None, b"x")) == (1, None, b"x")
    assert retold({"phone": "139"}) == {"phone": "139"}


def test_own_means_that_nothing_was_put_in() -> None:
    assert _("下一步").own
    assert (_("下一步") + _("返回")).own
    assert not _("{name}，{time} 提交").format(name="张示例", time="9:41").own
    assert not (_("下一步") + "张示例").own
    assert retold(_("下一步")).own


def test_they_are_ordinary_text_to_everybody_else() -> None:
    words = _("下一步")
    assert isinstance(words, Words)
    assert type(pickle.loads(pickle.dumps(words))) is str
    assert words == "下一步"


def test_the_language_in_force_can_be_asked() -> None:
    use_language("en")
    assert language() == "en"
