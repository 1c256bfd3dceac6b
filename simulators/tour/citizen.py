"""A citizen made of an eye and a hand: presses words, types, signs, and has pictures taken."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from PIL import ImageGrab

from simulators.tour.eye import PATIENCE, Eye, NotSeenError, Piece, Sight
from simulators.tour.hand import Hand, signature

MORE: Final = "往下看"
PAGES: Final = 6
"""How often a screen is turned down in search of something."""


@dataclass
class Notes:
    """What the tour writes down under way: steps with their seconds, and pictures."""

    orientation: str
    folder: Path
    steps: list[dict[str, object]] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time a step."""
        begun = time.monotonic()
        yield
        seconds = round(time.monotonic() - begun, 2)
        self.steps.append({"name": name, "seconds": seconds, "orientation": self.orientation})

    def picture_path(self, name: str) -> Path:
        """Where the next picture goes: portrait-03-guide.png."""
        number = len(self.pictures) + 1
        path = self.folder / f"{self.orientation}-{number:02d}-{name}.png"
        self.pictures.append(path.name)
        return path


class Citizen:
    """Somebody in front of the terminal. All waiting ends in NotSeenError when it is in vain."""

    def __init__(self, eye: Eye, display: str, notes: Notes) -> None:
        self.eye = eye
        self.notes = notes
        self._display = display
        self._hand = Hand(display)

    # -- seeing -----------------------------------------------------------------------------

    def see(self, question: str, text: str = "", seconds: float = PATIENCE) -> Sight:
        """Wait for the screen that asks `question`, with `text` on it and no dialog over it."""

        def wanted(sight: Sight) -> bool:
            return sight.question == question and not sight.dialog and sight.says(text)

        return self.eye.until(wanted, f"{question} {text}".strip(), seconds)

    def see_dialog(self, name: str, text: str = "", seconds: float = PATIENCE) -> Sight:
        """Wait for a dialog."""
        return self.eye.until(
            lambda sight: sight.dialog == name and sight.says(text), f"{name} {text}", seconds
        )

    def picture(self, name: str) -> None:
        """Photograph the glass, once nothing stands pressed any more."""
        self.eye.until(
            lambda now: not any(one.more.get("pressed") for one in now.pieces), "all keys to be up"
        )
        self.picture_as_it_is(name)

    def picture_as_it_is(self, name: str) -> None:
        """Photograph the glass at once."""
        path = self.notes.picture_path(name)
        ImageGrab.grab(xdisplay=self._display).save(path, compress_level=3)

    # -- pressing ---------------------------------------------------------------------------

    def press(self, text: str, role: str = "") -> None:
        """Press what says `text`, looking further down the page if it is not in sight."""
        self._tap(self._find(text, role))

    def press_star(self, number: int) -> None:
        """Press the n-th star."""
        sight = self.eye.until(lambda now: len(now.all("star")) >= number, f"star {number}")
        self._tap(sight.all("star")[number - 1])

    def press_row(self, number: int) -> None:
        """Press the n-th row of a list: what it says may be a citizen's, and is not told."""
        sight = self.eye.until(lambda now: len(now.all("card")) >= number, f"row {number}")
        self._tap(sight.all("card")[number - 1])

    def touch(self) -> None:
        """Touch the middle of the glass."""
        wide, high = self.eye.look().size
        self._hand.tap((wide // 2, high // 2))

    def type(self, keys: str) -> None:
        """Press these keys one after another; the keyboard is looked at once."""
        sight = self.eye.until(
            lambda now: all(_key(now, key) for key in keys), f"a keyboard with {keys}"
        )
        for key in keys:
            piece = _key(sight, key)
            assert piece is not None
            self._tap(piece)

    def choose(self, letters: str, service: str) -> None:
        """From the resting screen to a service's guide, found by its pinyin."""
        self.touch()
        self.see("Home")
        self.press("", "field")
        self.see("FindService")
        self.type(letters)
        self.press("空格", "key")
        self.see("FindService", service)
        self.press(service, "card")
        self.see("ReadGuide")

    def see_typed(self, length: int, label: str = "") -> None:
        """Wait until so many characters stand in the field (the first one that fits `label`)."""

        def typed(sight: Sight) -> bool:
            field = sight.find(label, "field")
            return field is not None and field.more["length"] == length

        self.eye.until(typed, f"{length} characters in the field {label}")

    def see_written(self, length: int, label: str = "") -> None:
        """Wait until the field holds so many characters and no letters on their way to one."""

        def written(sight: Sight) -> bool:
            field = sight.find(label, "field")
            if field is None or field.more["composing"]:
                return False
            return bool(field.more["length"] == length)

        self.eye.until(written, f"{length} Chinese characters in the field {label}")

    def sign(self) -> None:
        """Sign on the pad with a finger."""
        pad = self._find("", "pad")
        for stroke in signature(pad.rect):
            self._hand.stroke(stroke)
        self.eye.until(lambda now: any(p.more["signed"] for p in now.all("pad")), "the signature")

    def _tap(self, piece: Piece) -> None:
        self._hand.tap(piece.centre)

    def _find(self, text: str, role: str) -> Piece:
        """The piece, wholly in sight; pages down a screen that is longer than the glass."""
        sight = self.eye.until(
            lambda now: _reachable(now, text, role) is not None or _cue(now) is not None,
            f"“{text}” {role}",
        )
        for _ in range(PAGES):
            piece, cue = _reachable(sight, text, role), _cue(sight)
            if piece is not None and not (cue and cue is not piece and cue.holds(piece.centre)):
                return piece
            if cue is None:
                break
            self._tap(cue)
            sight = self.eye.look()
        raise NotSeenError(f"no “{text}” {role} to press; saw {sight.in_words()}")


def _reachable(sight: Sight, text: str, role: str) -> Piece | None:
    fitting = [
        one
        for one in sight.pieces
        if (one.role == role if role else one.pressable) and not one.more.get("off")
    ]
    exact = (one for one in fitting if one.text == text)
    return next(exact, None) or next((one for one in fitting if text in one.text), None)


def _cue(sight: Sight) -> Piece | None:
    return next((one for one in sight.pieces if one.role == "button" and one.text == MORE), None)


def _key(sight: Sight, key: str) -> Piece | None:
    return next((one for one in sight.all("key") if one.text == key), None)
