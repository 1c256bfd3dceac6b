"""What the robot makes of what it hears: no more than a person would."""

from __future__ import annotations

import pytest

from simulators.tour.by_ear import Said, _is, _pieces


def test_controls_are_known_by_how_they_are_said() -> None:
    said = ["提交，现在还不能按", "返回，可以按", "男，没选", "请取走身份证"]
    pieces = _pieces([Said(words, private=False) for words in said])
    roles = [(one.role, one.text, one.more.get("off")) for one in pieces]
    assert roles == [
        ("button", "提交", True),
        ("button", "返回", False),
        ("choice", "男", None),
        ("text", "请取走身份证", None),
    ]


@pytest.mark.parametrize(
    ("own", "length"),
    [
        (Said("1 3 8", private=True), 3),
        (Said("11 个字，插上耳机才读", private=False), 11),
        (Said("选填，用来收进度短信", private=False), 0),
        (Said("写几个字，比如：收到了", private=False), 0),
    ],
)
def test_a_field_is_as_long_as_what_is_said_behind_it(own: Said, length: int) -> None:
    after = Said("没有找到", private=length > 0)
    field, *_rest = _pieces([Said("手机号，可以填写", private=False), own, after])
    assert field.more["length"] == length


def test_a_chosen_star_lights_those_before_it() -> None:
    pieces = _pieces([Said("满意，4 颗星，已选", private=False)])
    assert sum(bool(one.more["lit"]) for one in pieces) == 4


def test_only_what_can_be_pressed_is_pressed() -> None:
    assert _is("提交，可以按", "提交", "")
    assert not _is("提交，现在还不能按", "提交", "")
    assert not _is("请按提交", "提交", "")
    assert _is("1", "1", "key")
    assert not _is("11", "1", "key")
