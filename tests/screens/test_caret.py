"""Writing in the middle: the caret is put by a finger, moved by the keypad, and told in speech."""

from __future__ import annotations

from dataclasses import replace

from kiosk.conversation.notices import HeadphonesNews
from kiosk.conversation.questions import Typed
from screens.kit.untyped import Untyped
from tests.screens import samples_apply as apply
from tests.screens import samples_find as find
from tests.screens import samples_voices as voices
from tests.screens.ear import Ear, heard
from tests.screens.leftovers import keys_of
from tests.screens.pressing import focused, go_to, press
from tests.screens.shell import Shell
from tests.screens.test_writing import FORM

PHONE = "13800000000"
STORY = "办不成的事说来话长，" * 19


def written(shell: Shell, **values: str) -> Untyped:
    """A form in which that stands already, its last-named field open."""
    form = replace(FORM, values=values, focus=list(values)[-1])
    screen, _answers = shell.put(form)
    shell.driver.frames(3)
    return screen


def touch(shell: Shell, box: Untyped, place: int) -> None:
    """A finger between two signs of what stands in the box."""
    line, middle = next(
        (line, y) for line, y in box._lines if line.start <= place <= line.start + len(line.text)
    )
    x, y = box.to_window(box._left + box._measure(line.upto(place)), middle)
    finger = shell.driver.touch(x, y)
    finger.touch_down()
    finger.touch_up()
    shell.driver.frames(3)


def keys(shell: Shell, *names: str) -> None:
    """Fingers on the keys of the glass."""
    for name in names:
        shell.driver.tap(keys_of(shell.app.screen.tray)[name])


def test_a_finger_puts_it_and_keys_write_there(shell: Shell) -> None:
    screen = written(shell, name="张示例")
    field = screen.entries["name"].typed
    touch(shell, field.box, 1)
    keys(shell, *"xiao", "空格")
    assert field.text == "张肖示例"
    screen.keys._act("<erase>")
    assert field.text == "张示例"
    touch(shell, field.box, 3)
    screen.keys._act("<erase>")
    assert field.text == "张示"


def test_digits_in_groups_are_put_in_and_taken_out_in_the_middle(shell: Shell) -> None:
    screen, _answers = shell.put(
        replace(apply.FORM, values={**apply.FORM.values, "phone": PHONE[:-1]}, focus="phone")
    )
    shell.driver.frames(3)
    entry = screen.entries["phone"]
    touch(shell, entry.typed.box, 3)
    assert entry.typed.behind == len(PHONE[:-1]) - 3
    keys(shell, "9")
    assert entry.value == "138" + "9" + PHONE[3:-1]
    keys(shell, "7")
    assert entry.value == "138" + "9" + PHONE[3:-1], "it is full, and loses nothing at its end"
    keys(shell, "退格", "退格")
    assert entry.value == "13" + PHONE[3:-1]


def test_letters_become_chinese_where_the_caret_stands(shell: Shell) -> None:
    screen = written(shell, words="办事")
    field = screen.entries["words"].typed
    touch(shell, field.box, 1)
    keys(shell, *"bucheg")
    assert (field.text, field.composing) == ("办事", "bu'che'g")
    # A finger among the letters, before the last: the n that was forgotten.
    touch(shell, field.box, len("办bu'che'"))
    keys(shell, "n")
    assert field.composing == "bu'cheng"
    touch(shell, field.box, len("办bu'cheng事"))
    assert field.composing == ""
    assert field.text == "办不成事"
    assert field.behind == 0


def test_an_open_box_that_was_left_begins_at_its_end(shell: Shell) -> None:
    screen = written(shell, address="示例路", name="张示例")
    name = screen.entries["name"].typed
    touch(shell, name.box, 1)
    assert name.behind == 2
    screen._focus("address")
    screen._focus("name")
    assert name.behind == 0


def test_a_long_text_comes_into_view_round_the_caret(shell: Shell) -> None:
    screen = written(shell, name="张示例" * 20)
    box = screen.entries["name"].typed.box
    assert box._lines[0][0].lead == "…"
    while box._lines[0][0].start:
        touch(shell, box, box._lines[0][0].start)
    assert box._lines[0][0].tail == "…"
    assert box.behind > 0


def test_a_box_of_several_lines_takes_the_caret_on_each(shell: Shell) -> None:
    story = voices.LETTER.fields[0].name
    question = replace(voices.LETTER, values={story: STORY}, focus=story)
    screen, _answers = shell.put(question)
    shell.driver.frames(3)
    field = screen.entries[story].typed
    place = field.box._lines[1][0].start + 3
    touch(shell, field.box, place)
    assert field.behind == len(STORY) - place
    screen.keys._act("<erase>")
    assert field.text == STORY[: place - 1] + STORY[place:]


def test_a_search_is_changed_in_its_middle(shell: Shell) -> None:
    screen, answers = shell.put(replace(find.FIND, text="社补卡"))
    touch(shell, screen.box, 1)
    keys(shell, *"bao")
    assert answers.values[0] == Typed("社b补卡")
    assert screen.box.wish == "社bao补卡"
    keys(shell, "空格")
    assert screen.box.text == "社包补卡"


def test_arrows_move_it_and_say_where_it_is(shell: Shell, ear: Ear) -> None:
    screen = written(shell, name="张示例")
    field = screen.entries["name"].typed
    shell.app.news(HeadphonesNews(True))
    press(shell, "right")
    go_to(shell, field.box)
    heard(shell, ear)
    press(shell, "left")
    assert heard(shell, ear) == ["从第 2 个字“示”后面写"]
    assert focused(shell) is field.box
    press(shell, "left", "left")
    assert heard(shell, ear)[-1] == "从最前面写"
    press(shell, "right", "erase")
    assert field.text == "示例"
    press(shell, "x", "left", "a")
    assert field.composing == "a'x"
    press(shell, "right", "right", "right", "right")
    assert (field.composing, field.behind) == ("", 0)
    assert heard(shell, ear)[-1] == "接着往后写"
    press(shell, "right")
    assert focused(shell) is not field.box, "from the end the focus goes on"


def test_the_loudspeaker_tells_the_place_and_no_sign(shell: Shell, ear: Ear) -> None:
    screen = written(shell, name="张示例")
    shell.app.reader.switch()
    heard(shell, ear)
    touch(shell, screen.entries["name"].typed.box, 1)
    assert heard(shell, ear) == ["从第 1 个字后面写"]
