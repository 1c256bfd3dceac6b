"""What clumsy hands do: double taps, several fingers, fingers that slip off, taps while working."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from kiosk.conversation import Leave
from kiosk.conversation.questions import Signed
from screens import host
from screens.kit.untyped import Untyped
from tests.screens import samples_apply as apply
from tests.screens import samples_find as find
from tests.screens import samples_page as page
from tests.screens import samples_trouble as trouble
from tests.screens.leftovers import draw, keys_of, pressables

EVERYWHERE = (
    find.HOME,
    find.FIND,
    find.GUIDE,
    find.CONSENT,
    apply.PLACE_CARD,
    apply.FORM,
    page.CAPTURE,
    apply.REVIEW,
    apply.WORKING_LEAVE,
    apply.ACCEPTED,
    apply.RATE,
    apply.TAKE_CARD,
    trouble.TROUBLE,
    trouble.HANDOVER,
)


@pytest.fixture(scope="module")
def one_shell(window: None) -> Iterator[Untyped]:
    from tests.screens.shell import Shell

    made = Shell()
    yield made
    made.close()


@pytest.fixture
def shell(one_shell: Untyped) -> Iterator[Untyped]:
    one_shell.asides.clear()
    yield one_shell
    one_shell.app.purge()


@pytest.fixture
def hear(shell: Untyped, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """A new screen is deaf until this is called: no machine is too busy to tap on it before."""
    monkeypatch.setattr(host, "DEAF_FOR", 3600.0)

    def now() -> None:
        shell.driver.frames(2)
        shell.app.host._hear(0.0)

    yield now
    now()


def test_the_second_tap_of_two_never_presses_what_comes_next(
    shell: Untyped, hear: Callable[[], None]
) -> None:
    consent, answers = shell.put(find.CONSENT, wait=False)
    hear()
    shell.tap(consent.footer.main)
    guide, later = shell.put(find.GUIDE, wait=False)
    for _ in range(3):
        shell.tap(guide.footer.main)
    assert answers.values == [None]
    assert not later.values
    hear()
    shell.tap(guide.footer.main)
    assert len(later.values) == 1


def test_a_finger_that_was_down_before_does_not_press_what_came(shell: Untyped) -> None:
    consent, answers = shell.put(find.CONSENT)
    finger = shell.down(consent.footer.main)
    assert consent.footer.main.pressed
    _guide, later = shell.put(find.GUIDE)
    finger.touch_up()
    assert not consent.footer.main.pressed
    assert not answers.values
    assert not later.values


def test_the_same_screen_asked_again_is_new_too(shell: Untyped, hear: Callable[[], None]) -> None:
    """用这张 for the first page stands where 拍照 of the second will be."""
    screen, _ = shell.put(page.captured(), wait=False)
    hear()
    finger = shell.down(screen.footer.main)
    _, later = shell.put(page.CAPTURE, wait=False)
    finger.touch_up()
    shell.tap(screen.footer.main)
    assert not later.values


def test_a_question_kept_fresh_keeps_the_press_under_way(shell: Untyped) -> None:
    """As the core tells a ticket anew while a finger is on its button: the reply is the same."""
    screen, answers = shell.put(find.GUIDE)
    finger = shell.down(screen.footer.main)
    shell.app.present(replace(find.GUIDE, can_back=False), answers)
    finger.touch_up()
    assert answers.values == [None]
    shell.tap(screen.footer.main)
    assert answers.values == [None, None], "nor is it deaf"


def test_typing_goes_on_while_results_come(shell: Untyped) -> None:
    screen, _ = shell.put(find.FIND_START)
    key = next(key for key in screen.keyboard.pieces() if getattr(key, "text", "") == "s")
    finger = shell.down(key)
    shell.put(replace(find.FIND_START, results=find.RESULTS), wait=False)
    finger.touch_up()
    shell.tap(key)
    assert screen.box.wish == "ss"


def test_a_result_that_changes_under_the_finger_is_not_chosen(shell: Untyped) -> None:
    from screens.kit.cards import ListRow

    screen, first = shell.put(find.FIND)
    row = pressables(screen, ListRow)[0]
    finger = shell.down(row)
    _, later = shell.put(replace(find.FIND, results=find.RESULTS[1:]), wait=False)
    finger.touch_up()
    assert not first.values
    assert not later.values
    assert not row.pressed


def test_help_opens_once_and_stays(shell: Untyped) -> None:
    screen, answers = shell.put(find.GUIDE)
    tool = next(tool for tool in screen.header.pieces() if "求助" in getattr(tool, "text", ""))
    tool = tool if hasattr(tool, "pressed") else tool.parent
    shell.tap(tool)
    shell.tap(tool)
    assert len(shell.app.overlays) == 1
    shell.wait()
    dialog = next(iter(shell.app.overlays))
    shell.tap(dialog.main)
    shell.tap(dialog.main)
    assert len(shell.app.overlays) == 0
    assert not answers.values
    assert not answers.outcomes


@pytest.mark.parametrize("question", EVERYWHERE, ids=lambda one: type(one).__name__)
def test_help_and_idle_warning_over_every_screen(shell: Untyped, question: Untyped) -> None:
    _screen, answers = shell.put(question)
    dialog = shell.app.help()
    shell.app.time.warn(12)
    shell.driver.frames(2)
    assert shell.app.host.children[0] is shell.app.time.dialog
    shell.app.idle.warned = True
    shell.app.idle._end_warning()
    shell.driver.frames(2)
    assert shell.app.host.children[0] is dialog
    shell.app.restyle(shell.app.look.next_mode())
    assert len(shell.app.overlays) == 0
    shell.app.screen.leave()
    assert answers.outcomes == [Leave]


def test_a_finger_that_slips_off_presses_nothing(shell: Untyped) -> None:
    screen, answers = shell.put(find.CONSENT)
    main = screen.footer.main
    x, y = shell.driver.centre(main)
    finger = shell.down(main)
    finger.touch_move(x, y + 300)
    assert not main.pressed
    finger.touch_up()
    assert not answers.values
    finger = shell.down(main)
    finger.touch_move(x, y + 300)
    finger.touch_move(x, y)
    assert main.pressed
    finger.touch_up()
    assert answers.values == [None]


def test_two_thumbs_type_both(shell: Untyped) -> None:
    screen, _ = shell.put(apply.FORM)
    screen._focus("phone" if "phone" in screen.entries else next(iter(screen.entries)))
    shell.driver.frames(2)
    entry = screen.entries[screen._at].typed
    entry.text = ""
    keys = keys_of(screen.keys)
    one, two = shell.down(keys["1"]), shell.down(keys["3"])
    one.touch_up()
    two.touch_up()
    assert entry.text == "13"


def test_a_palm_on_the_pad_does_not_spoil_the_name(shell: Untyped) -> None:
    screen, answers = shell.put(apply.REVIEW)
    pad = screen.pad
    left, bottom = pad.to_window(*pad.pos)
    palm = shell.driver.touch(left + pad.width * 0.9, bottom + pad.height * 0.2)
    palm.touch_down()
    draw(shell, pad)
    palm.touch_up()
    resting, *name = pad.strokes()
    assert max(abs(x - resting[0][0]) for x, _ in resting) < 0.02
    assert all(x < 0.85 for stroke in name for x, _ in stroke)
    shell.driver.frames(2)
    shell.tap(screen.footer.main)
    assert isinstance(answers.values[0], Signed)


def test_colours_while_signing_keep_the_ink(shell: Untyped) -> None:
    screen, _ = shell.put(apply.REVIEW)
    draw(shell, screen.pad)
    before = screen.pad.strokes()
    finger = shell.down(screen.pad)
    shell.app.restyle(shell.app.look.next_mode())
    finger.touch_up()
    assert shell.app.screen is not screen
    assert shell.app.screen.pad.strokes()[: len(before)] == before


def test_colours_while_rating_and_photographing(shell: Untyped) -> None:
    from screens.kit.stars import Star

    screen, answers = shell.put(apply.RATE)
    shell.tap(pressables(screen, Star)[4])
    shell.app.restyle(shell.app.look.next_mode())
    shell.wait()
    shell.tap(shell.app.screen.footer.main)
    assert answers.values[0].stars == 5
    shell.put(page.CAPTURE)
    shell.app.restyle(shell.app.look.next_mode())
    shell.app.news(page.live_frame())
    shell.driver.frames(2)
    assert shell.app.screen.camera.texture is not None


def test_a_quick_way_back_while_the_screens_change(shell: Untyped) -> None:
    """Back to a screen that is still fading away."""
    shell.app.host.fades = True
    try:
        for question in (find.GUIDE, find.CONSENT, find.GUIDE, find.CONSENT):
            shell.put(question, wait=False)
        shell.wait()
        assert shell.driver.until(lambda: len(shell.app.host.children) == 1)
        assert shell.app.host.children[0] is shell.app.screen
        assert shell.app.screen.opacity == 1
    finally:
        shell.app.host.fades = False
