"""What hangs in the gallery is right wherever room is scarcest, and everything hangs there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.conversation import questions
from kiosk.conversation.questions import Question
from screens.kit.untyped import Untyped
from tests.gallery.entries import Entry, entries, longest
from tests.gallery.looks import Showing, some, widest
from tests.gallery.references import KEPT, SHARE, share_of_difference, taken


@pytest.fixture(params=some(), ids=lambda showing: showing.name)
def studio(request: pytest.FixtureRequest, window: None) -> Iterator[Untyped]:
    from tests.gallery.studio import Studio

    made = Studio(request.param)
    yield made
    made.close()


def test_every_question_hangs_in_the_gallery(window: None) -> None:
    hung = {type(entry.question) for entry in entries()}
    every = {getattr(questions, name) for name in questions.__all__}
    asked = {one for one in every if isinstance(one, type) and issubclass(one, Question)}
    assert asked - hung == {Question}


def test_nothing_is_wrong_where_room_is_scarcest(studio: Untyped) -> None:
    found = {entry.name: studio.show(entry) for entry in entries()}
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_nothing_is_wrong_with_the_longest_words_in_double_letters(window: None) -> None:
    from tests.gallery.studio import Studio

    studio = Studio(widest())
    found = {entry.name: studio.show(entry) for entry in longest()}
    studio.close()
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_what_counts_is_in_sight_in_double_letters_on_low_glass(window: None) -> None:
    from kivy.core.window import Window

    from screens.emergency import EmergencyCover
    from tests.gallery.studio import Studio

    hung = {entry.name: entry for entry in entries()}
    studio = Studio(widest())
    studio.show(hung["form-help"])
    form = studio._screen
    assert (form.scroll.hidden > 0, form.scroll.offset) == (True, 0)  # begins at its question
    studio.show(hung["face-masked"])
    face = studio._screen
    low = face.scroll.y - face.scroll.offset
    assert low <= face.camera.y
    studio.show(hung["emergency"])
    cover = next(one for one in Window.children if isinstance(one, EmergencyCover))
    assert cover.content.shown()[2].hidden == 0
    Window.remove_widget(cover)
    studio.close()


@pytest.mark.parametrize("showing", KEPT, ids=lambda showing: showing.name)
def test_the_main_screens_look_as_somebody_liked_them(
    showing: Showing, window: None, tmp_path: Path
) -> None:
    from PIL import Image

    from tests.gallery.studio import standing_clock

    changed = {}
    with standing_clock():
        for place, picture in taken(showing, tmp_path):
            with Image.open(place) as liked:
                share = share_of_difference(liked, picture)
            if share > SHARE:
                changed[place.name] = f"{share:.0%} differs"
    assert changed == {}, "look, and if you like it: python -m tests.gallery.references"


def test_a_moved_and_a_recoloured_part_are_seen() -> None:
    from PIL import Image, ImageDraw

    def page(x: int, color: str) -> Image.Image:
        made = Image.new("RGB", (180, 320), "#F6F5F1")
        ImageDraw.Draw(made).rectangle((x, 40, x + 80, 90), color)
        return made

    liked = page(20, "#134FA8")
    assert share_of_difference(liked, page(20, "#134FA8")) == 0
    assert share_of_difference(liked, page(60, "#134FA8")) > SHARE
    assert share_of_difference(liked, page(20, "#98170F")) > SHARE


TWICE = ("guide", "consent", "review", "trouble", "place-card")


def test_every_word_of_the_journey_stands_twice_as_large(window: None) -> None:
    standard, double = _sizes(Showing()), _sizes(Showing(letters="double"))
    both = {words for words in double if len(standard.get(words, ())) == len(double[words]) == 1}
    assert len(both) > 60
    small = {words for words in both if min(double[words]) < 1.97 * max(standard[words])}
    assert small == set()


def _sizes(showing: Showing) -> dict[tuple[str, str], set[float]]:
    """By screen and words, the pixels they are drawn in."""
    from screens.kit.text import Text
    from screens.kit.theme import theme
    from tests.gallery.studio import Studio

    studio, found = Studio(showing), dict[tuple[str, str], set[float]]()
    for entry in entries():
        if entry.name in TWICE:
            studio.show(entry)
            for text in studio._screen.pieces():
                if isinstance(text, Text) and text.text and text.width > 1:
                    step = text.fit(text.width)[1]
                    found.setdefault((entry.name, text.text), set()).add(getattr(theme.size, step))
    studio.close()
    return found


class TestTheChecksFind:
    """Each mistake, planted, is found: the checks can fail."""

    @pytest.fixture
    def page(self, window: None) -> Iterator[Untyped]:
        from screens.kit.piece import Piece
        from tests.gallery.studio import Studio

        made = Studio(Showing())
        made.show(Entry("thanks", _thanks()))
        root = Piece()
        root.is_root = True
        yield root
        made.close()

    @staticmethod
    def _faults(root: Untyped, **options: Untyped) -> str:
        from screens.kit.checks import faults

        return "\n".join(faults(root, **options))

    def test_words_on_words(self, page: Untyped) -> None:
        from screens.kit.text import Text

        one, other = Text("一句话"), Text("另一句")
        page.add(one, other)
        page.place(0, 0, 1080, 1920)
        one.place(100, 1000, 300, 60)
        other.place(120, 1010, 300, 60)
        assert "“一句话” lies on" in self._faults(page) or "“另一句” lies on" in self._faults(page)
        other.place(120, 1100, 300, 60)
        assert self._faults(page) == ""

    def test_a_letter_the_typeface_does_not_have(self, page: Untyped) -> None:
        from screens.kit.text import Text

        text = Text("ก ข")
        page.add(text)
        page.place(0, 0, 1080, 1920)
        text.place(100, 1000, 300, 60)
        assert "the typeface has no กข" in self._faults(page)

    def test_letters_too_small_and_too_pale(
        self, page: Untyped, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from screens.kit.text import Text
        from screens.kit.theme import theme

        text = Text("小字", color="line")
        page.add(text)
        page.place(0, 0, 1080, 1920)
        monkeypatch.setattr(theme.size, "body", 20)
        text.place(100, 1000, 300, 60)
        found = self._faults(page)
        assert "capitals are 4.1 mm high" in found
        assert "line on bg" in found

    def test_a_word_on_two_lines(self, page: Untyped) -> None:
        from screens.kit.text import Text

        text = Text("English")
        page.add(text)
        page.place(0, 0, 1080, 1920)
        text.place(100, 1000, 80, 120)
        assert "tears English" in self._faults(page)

    def test_words_cut_short(self, page: Untyped) -> None:
        from screens.kit.text import Text

        text = Text("这一句话太长了放不下", lines=1)
        page.add(text)
        page.place(0, 0, 1080, 1920)
        text.place(100, 1000, 120, 60)
        assert self._faults(page) == ""
        assert "is cut to" in self._faults(page, whole_words=True)

    def test_what_is_pressed_above_the_reach(
        self, page: Untyped, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from screens.kit.press import PushButton
        from screens.kit.theme import theme

        button = PushButton("甲")
        page.add(button)
        page.place(0, 0, 1080, 1920)
        button.place(100, 1000, 300, 90)
        assert self._faults(page) == ""
        monkeypatch.setattr(theme, "low", True)
        monkeypatch.setattr(theme, "reach", 1056)
        assert "9 mm above the reach" in self._faults(page)
        button.place(100, 960, 300, 90)
        assert self._faults(page) == ""

    def test_fingers_that_hit_two(self, page: Untyped) -> None:
        from screens.kit.press import PushButton

        one, other = PushButton("甲"), PushButton("乙")
        page.add(one, other)
        page.place(0, 0, 1080, 1920)
        one.place(100, 1000, 300, 30)
        other.place(100, 1034, 300, 90)
        found = self._faults(page)
        assert "8.3 mm" in found
        assert "1.1 mm apart" in found


def _thanks() -> Question[Untyped]:
    from tests.screens.samples_apply import THANKS

    return THANKS
