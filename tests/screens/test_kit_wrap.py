"""Chinese line breaking; one character is 1 wide, ASCII and spaces half."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screens.kit.wrap import (
    NOT_FIRST,
    NOT_LAST,
    ellipsis,
    group_code,
    group_id,
    group_phone,
    joined,
    tokens,
    wrap,
)


def measure(line: str) -> float:
    return sum(0.5 if char.isascii() else 1.0 for char in line)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("请把身份证放在读卡区", 20, ["请把身份证放在读卡区"]),
        (
            "刷身份证，或凭这个号码，随时查进度。",
            8,
            ["刷身份证，或凭这", "个号码，随时查", "进度。"],
        ),
        ("承诺 7 个工作日内办好", 6, ["承诺", "7 个工作日内", "办好"]),
        (
            "甲乙丙丁" * 7 + "完了。",
            14,
            ["甲乙丙丁" * 3 + "甲乙", "丙丁" + "甲乙丙丁" * 2 + "甲乙丙", "丁完了。"],
        ),
        ("社会保障卡|补领、换领、换发", 9, ["社会保障卡", "补领、换领、换发"]),
        ("社会保障卡|补领、换领、换发", 20, ["社会保障卡补领、换领、换发"]),
        ("第一行\n第二行", 9, ["第一行", "第二行"]),
        ("同样内容的证明", 6, ["同样内容的", "证明"]),
        ("Please place your ID card", 8, ["Please place", "your ID card"]),
        ('such as "lost card", or ask', 6, ["such as", '"lost card",', "or ask"]),
        ("on 3 December (Thursday)", 7, ["on 3 December", "(Thursday)"]),
        ("参保缴费，12月31日截止", 8, ["参保缴费，", "12月31日截止"]),
        ("公司的户主 张**", 7, ["公司的户主", "张**"]),
        ("下午好，要办什么事？", 8, ["下午好，", "要办什么事？"]),
        ("社会保障卡补领、换领、换发", 10, ["社会保障卡补领、", "换领、换发"]),
        (
            "承诺书，写好以后就交给窗口",
            8,
            ["承诺书，写好以后", "就交给窗口"],
        ),  # no room after the stop
        ("好，现在可以去办了吗", 8, ["好，现在可以去办", "了吗"]),  # too short a line
        ("7 个工作日内", 5, ["7 个", "工作日内"]),
        ("5 steps, about 6 min", 9, ["5 steps, about", "6 min"]),
    ],
)
def test_breaks(text: str, width: float, lines: list[str]) -> None:
    assert wrap(text, width, measure) == lines


def test_number_keeps_its_unit() -> None:
    assert "7 个工作日" in tokens("做好新卡，承诺 7 个工作日")
    assert "第 2 页" in tokens("印到第 2 页时没有纸了")


@given(
    st.text(alphabet="中文字办理，。、（）《》“”7a", min_size=1, max_size=60),
    st.integers(min_value=4, max_value=30),
)
def test_every_line_obeys(text: str, width: int) -> None:
    text = text.strip()
    lines = wrap(text, width, measure)
    # Nothing is lost but blanks at the breaks.
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    if any(measure(token) > width for token in tokens(text)):
        return
    for line in lines:
        assert measure(line) <= width
    for line in lines[1:]:
        assert line[0] not in NOT_FIRST or not line.strip(NOT_FIRST + NOT_LAST)


def test_a_group_of_a_code_stays_whole() -> None:
    assert wrap("YZ8D 3K5M 7Q2R", 6, measure) == ["YZ8D 3K5M", "7Q2R"]


def test_no_line_begins_with_a_blank() -> None:
    assert wrap("Your number.| Go to it", 7, measure) == ["Your number.", "Go to it"]
    assert wrap("Your number.| Go to it", 40, measure) == ["Your number. Go to it"]


def test_lines_put_together_again_keep_words_apart() -> None:
    assert joined(["to follow", "progress", "进度"]) == "to follow progress进度"
    assert joined([]) == ""


def test_ellipsis_fits() -> None:
    assert ellipsis("示例市示例区示例街道", 6, measure) == "示例市示例…"
    assert ellipsis("示例市，示例", 5, measure) == "示例市…"


def test_groups_grow_as_typed() -> None:
    gap = "\u2002"
    assert group_phone("138") == "138"
    assert group_phone("1380000000") == f"138{gap}0000{gap}000"
    assert group_code("82641937") == f"8264{gap}1937"
    assert group_id("99010119900101001X") == f"990101{gap}1990{gap}0101{gap}001X"
