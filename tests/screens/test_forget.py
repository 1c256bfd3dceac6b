"""After a citizen: no word of theirs in any widget nor anywhere in memory; memory stays flat."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from kiosk.conversation.questions import Question
from screens.kit.untyped import Untyped
from tests.screens import samples_find as find
from tests.screens.leftovers import pictures_left, words_left
from tests.screens.visit import asked, secrets, visit

WARM, REUSES = 4, 6
"""Kivy clears up the bindings of widgets that died some rounds later, so the first do not count."""
GROWTH_ALLOWED = 300
"""Objects all screens together may keep of so many visits; one forgotten row would be thousands."""


@pytest.fixture(scope="module")
def shell(window: None) -> Iterator[Untyped]:
    from tests.screens.shell import Shell

    made = Shell()
    yield made
    made.close()


def still_in_memory(needles: tuple[str, ...]) -> list[str]:
    """What holds a needle: the type of every holder but this search itself."""
    gc.collect()
    mine = {id(needle) for needle in needles}
    found = []
    for holder in gc.get_objects():
        for held in gc.get_referents(holder):
            if type(held) is not str:
                continue
            inside = id(held) not in mine
            if inside and any(needle in held for needle in needles):
                found.append(f"{type(holder).__name__}: …")
    return found


def test_nothing_of_a_citizen_stays(shell: Untyped) -> None:
    visit(shell)
    shell.app.purge()
    shell.put(find.ATTRACT, wait=False)
    name, number, phone = secrets()
    for screen in shell.app.stock:
        left = words_left(screen)
        assert name not in left, type(screen)
        assert number not in left, type(screen)
        assert phone not in left, type(screen)
        assert not pictures_left(screen), type(screen)
    assert still_in_memory((name, number, phone)) == []


def test_memory_is_flat(shell: Untyped) -> None:
    name, number, phone = secrets()
    questions = tuple(asked(name, number, phone))

    def once(question: Question[Untyped]) -> None:
        shell.app.present(question, Untyped)
        shell.app.screen.lay_out()
        shell.app.screen.forget()

    def rounds(count: int) -> int:
        for _ in range(count):
            for question in questions:
                once(question)
        while gc.collect():
            # What dies lets go of bindings, which are found dead only the next time.
            pass
        return len(gc.get_objects())

    before = rounds(WARM)
    assert rounds(REUSES) - before < GROWTH_ALLOWED
