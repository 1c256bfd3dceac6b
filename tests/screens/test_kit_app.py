"""The whole set of screens under the shell: every question has its screen; rest is rest."""

import importlib
import time
from typing import Final

import pytest

from kiosk.conversation import questions
from kiosk.conversation.questions import Question
from screens.kit.untyped import Untyped

MINUTE: Final = 60.0
SOON: Final = 6.0
KINDS = [
    kind
    for kind in (getattr(questions, name) for name in questions.__all__)
    if isinstance(kind, type) and issubclass(kind, Question) and kind is not Question
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_question_has_its_screen(kind: type[Question[Untyped]], window: None) -> None:
    from screens.table import SCREENS

    module, name = SCREENS[kind.__name__]
    assert getattr(importlib.import_module(module), name).question is kind


def test_a_page_at_rest_asks_for_no_frame(portrait: Untyped, drawn: None) -> None:
    from kivy.core.window import Window

    from screens.home import HomeScreen
    from tests.screens import samples_find

    portrait.show(HomeScreen, samples_find.HOME)
    portrait.driver.frames(5)
    if (left := MINUTE - time.time() % MINUTE) < SOON:
        portrait.driver.until(lambda: False, seconds=left + 0.5)  # the clock in the header moves
    flips: list[int] = []
    Window.bind(on_flip=lambda *_: flips.append(1))
    portrait.driver.until(lambda: False, seconds=1.5)
    assert not flips


def test_buffered_picture_is_the_same_picture(
    portrait: Untyped, drawn: None, tmp_path: Untyped
) -> None:
    """What is redrawn piece by piece ends up as if it had been drawn at once."""
    from kivy.core.window import Window
    from PIL import Image, ImageChops

    from screens.home import HomeScreen
    from screens.kit.cards import Card
    from screens.kit.damage import damage
    from screens.kit.retained import Retained
    from screens.kit.theme import theme
    from tests.screens import samples_find

    screen = portrait.show(HomeScreen, samples_find.HOME)
    card = next(piece for piece in screen.pieces() if isinstance(piece, Card))
    card.pressed = True
    direct = Image.open(portrait.shot(tmp_path / "direct.png"))
    card.pressed = False
    Window.remove_widget(screen)
    glass = Retained(screen, theme.width, theme.height)
    Window.add_widget(glass)
    glass.start()
    portrait.driver.frames()
    card.pressed = True
    portrait.driver.frames()
    buffered = Image.open(portrait.shot(tmp_path / "buffered.png"))
    damage.listener = None
    difference = ImageChops.difference(direct, buffered).convert("L")
    assert max(difference.getextrema()) <= 3


def test_a_screen_that_comes_is_drawn_whole(
    portrait: Untyped, drawn: None, tmp_path: Untyped
) -> None:
    """Also where only what changed is drawn, and nothing of the one before is left."""
    from kivy.core.window import Window
    from PIL import Image, ImageChops

    from screens.consent import ConsentScreen
    from screens.home import HomeScreen
    from screens.host import Host
    from screens.kit.damage import damage
    from screens.kit.retained import Retained
    from screens.kit.theme import theme
    from tests.screens import samples_find

    host = Host()
    host.place(0, 0, theme.width, theme.height)
    glass = Retained(host, theme.width, theme.height)
    Window.add_widget(glass)
    glass.start()
    portrait.driver.frames()
    for kind, question in ((HomeScreen, samples_find.HOME), (ConsentScreen, samples_find.CONSENT)):
        screen = kind()
        screen.present(question, portrait.answers)
        host.show(screen)
        portrait.driver.frames()
        buffered = Image.open(portrait.shot(tmp_path / "buffered.png"))
        damage.add(0, 0, theme.width, theme.height)
        whole = Image.open(portrait.shot(tmp_path / "whole.png"))
        assert ImageChops.difference(whole, buffered).getbbox() is None
    damage.listener = None
    Window.remove_widget(glass)
