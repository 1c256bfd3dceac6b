"""The caret: where in a text one writes, on one line or several, and among letters."""

from __future__ import annotations

import pytest

from screens.writing.caret import Line, cut_at, first_in_view, one_line, row_of, several
from screens.writing.composer import Composer
from screens.writing.pinyin import pinyin


def wide(text: str) -> float:
    """Every sign ten wide."""
    return len(text) * 10.0


@pytest.mark.parametrize(
    ("behind", "parts"), [(0, ("张示例", "")), (1, ("张示", "例")), (9, ("", "张示例"))]
)
def test_what_stands_before_and_behind(behind: int, parts: tuple[str, str]) -> None:
    assert cut_at("张示例", behind) == parts


@pytest.mark.parametrize("place", range(21))
def test_of_a_long_text_what_stands_round_the_caret_is_shown(place: int) -> None:
    text, room = "".join(chr(ord("a") + n) for n in range(20)), 80.0
    line = one_line(text, place, room, wide)
    shown = line.lead + line.text + line.tail
    assert wide(shown) <= room
    assert line.text in text
    assert line.start <= place <= line.start + len(line.text)
    assert bool(line.lead) is (line.start > 0)
    assert bool(line.tail) is not text.endswith(line.text)
    assert line.upto(place).endswith(text[max(line.start, place - 1) : place])
    # A finger where the caret stands finds its place again.
    assert line.nearest(wide(line.upto(place)), wide) == place


def test_a_long_text_shows_its_end_and_a_short_one_all() -> None:
    assert one_line("abcdefgh", 8, 50, wide) == Line("efgh", 4, "…", "")
    assert one_line("abcdefgh", 0, 50, wide) == Line("abcd", 0, "", "…")
    assert one_line("abc", 1, 50, wide) == Line("abc")


def test_lines_know_where_they_begin() -> None:
    text = "hello 示例 world"
    lines = several(["hello", "示例", "world"], text)
    assert [line.start for line in lines] == [0, 6, 9]
    assert [row_of(lines, place) for place in (0, 5, 6, 8, 14)] == [0, 0, 1, 1, 2]


@pytest.mark.parametrize(("row", "first"), [(9, 7), (8, 7), (7, 6), (1, 0), (0, 0)])
def test_the_carets_line_is_in_view(row: int, first: int) -> None:
    assert first_in_view(10, row, 3) == first
    assert first <= row < first + 3


def test_the_carets_line_is_in_view_where_there_is_room_for_one() -> None:
    assert [first_in_view(3, row, 1) for row in range(3)] == [0, 1, 2]


def composed(letters: str) -> Composer:
    made = Composer(pinyin())
    for letter in letters:
        made.add(letter)
    return made


def test_letters_are_put_in_and_taken_out_in_the_middle() -> None:
    one = composed("zhagsan")
    assert all(one.move(-1) for _ in "gsan")
    one.add("n")
    assert (one.letters, one.shown) == ("zhangsan", "zhang'san")
    assert (one.behind, one.shown_behind) == (4, 5)
    assert one.erase()
    assert one.letters == "zhagsan"
    assert all(one.move(-1) for _ in "zha")
    assert not one.move(-1)
    assert not one.erase()
    one.place(2)
    assert one.behind == 2
    one.clear()
    assert (one.letters, one.behind) == ("", 0)


def test_apostrophes_nobody_typed_are_no_letters() -> None:
    one = composed("xian")
    one.place(2)
    one.add("'")
    assert one.letters == "xi'an"
    one.add("'")
    assert one.letters == "xi'an"
    one.place(len(one.shown))
    assert one.behind == len(one.letters)
    assert one.shown_behind == len(one.shown)
