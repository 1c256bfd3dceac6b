"""A citizen who sees nothing: the glass is dark, and only what is said counts.

`Ear` stands where others have an eye: a `Sight` of it holds what was heard since the last press, as
pieces by the way they are said (…，可以按 is a button). Nothing of the glass is asked for.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Final, NamedTuple

from PIL import ImageGrab

from simulators.tour.by_keypad import STEPS, KeypadCitizen
from simulators.tour.citizen import Notes
from simulators.tour.eye import LOOK_EVERY, PATIENCE, Eye, NotSeenError, Piece, Sight
from simulators.tour.keys import AGAIN, DARK, OK, ON, Keys

SAID: Final[tuple[tuple[re.Pattern[str], str, dict[str, Any]], ...]] = (
    (re.compile(r"(.+)，可以按$"), "button", {"off": False}),
    (re.compile(r"(.+)，现在还不能按$"), "button", {"off": True}),
    (re.compile(r"(.+)，(?:已选|没选)$"), "choice", {}),
    (re.compile(r"(.+)，\d 颗星$"), "star", {"lit": False}),
    (re.compile(r"(.+)，可以填写$"), "field", {"length": 0, "composing": False}),
    (re.compile(r"(签名框|已用按键确认)"), "pad", {}),
)
"""How a control is said, and what it is then; anything else is a text or a key."""
LIT: Final = re.compile(r"，(\d) 颗星，已选$")
COUNTED: Final = re.compile(r"\d+ 个字，")
"""What a loudspeaker says of a citizen's words."""
NOWHERE: Final = (0, 0, 1, 1)
WHERE: Final = {
    "Attract": "轻触屏幕",
    "Home": "要办什么事",
    "Consent": "同意",
    "PlaceCard": "身份证",
    "Review": "签名框",
    "Accepted": "都取好了",
    "Rate": "颗星",
    "Thanks": "谢谢，请慢走",
}
"""What tells a listener which screen it is; of others any word does."""
REPEAT_AFTER_S: Final = 2.5
"""Silence after which a listener has the screen said once more."""
DEAF_S: Final = 0.5
"""A press this soon after a new screen does not count."""
ANSWER_S: Final = 3.0


class Said(NamedTuple):
    """One sentence, and whether only headphones heard it."""

    text: str
    private: bool


class Ear(Eye):
    """What is heard from a terminal."""

    def begin(self, keys: Keys) -> None:
        """With the keypad at hand: to have something said once more."""
        self._keys = keys
        self.said: list[Said] = []
        self.count = 0
        self.listen()

    def listen(self) -> list[str]:
        """What was said since it was last asked; kept until `forget`."""
        fresh = [Said(one["text"], one["private"]) for one in self._ask("hear")["heard"]]
        self.said += fresh
        self.count += len(fresh)
        return [one.text for one in fresh]

    def forget(self) -> None:
        """Something is pressed: what is heard from now on is its answer."""
        self.listen()
        self.said.clear()

    def look(self) -> Sight:
        """What was heard, as if it were seen."""
        self.listen()
        return Sight(_where(self.said), "", (1, 1), tuple(_pieces(self.said)))

    def until(self, wanted: Callable[[Sight], bool], what: str, seconds: float = PATIENCE) -> Sight:
        """Listen until `wanted`; after a silence the screen is said once more."""
        end, again = time.monotonic() + seconds, time.monotonic() + REPEAT_AFTER_S
        while not (self.said and wanted(self.look())):
            if time.monotonic() > end:
                heard = " | ".join(one.text for one in self.said)
                raise NotSeenError(f"waited {seconds:g} s to hear {what}; heard {heard[:400]}")
            if time.monotonic() > again:
                self.forget()
                self._keys.press(AGAIN)
                again = time.monotonic() + REPEAT_AFTER_S
            time.sleep(LOOK_EVERY)
            self.listen()
        return self.look()

    def next_said(self, seconds: float) -> str:
        """The next thing that is said; empty when it stays silent."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if fresh := self.listen():
                return fresh[-1]
            time.sleep(LOOK_EVERY)
        return ""


class EarCitizen(KeypadCitizen):
    """Headphones on, glass dark; from `begin` on nothing is seen."""

    def __init__(self, ear: Ear, display: str, notes: Notes) -> None:
        super().__init__(ear, display, notes)
        self.ear = ear
        self._display_name, self._at = display, ""
        ear.begin(self.keys)

    def darken(self) -> bool:
        """关屏; whether the glass is black."""
        self.keys.press(DARK)
        self.ear.until(lambda now: now.says("画面已关"), "that the glass is dark")
        time.sleep(DEAF_S)
        brightest = ImageGrab.grab(xdisplay=self._display_name).convert("L").getextrema()[1]
        return bool(brightest == 0)

    def see(self, question: str, text: str = "", seconds: float = PATIENCE) -> Sight:
        """Hear what tells the screen, and `text`."""
        cue, self._at = WHERE.get(question, ""), question
        return self.ear.until(
            lambda now: now.says(cue) and now.says(text), f"{question}: {cue} {text}", seconds
        )

    def see_dialog(self, name: str, text: str = "", seconds: float = PATIENCE) -> Sight:
        """The same of a dialog."""
        return self.ear.until(lambda now: now.says(text), f"{name}: {text}", seconds)

    def touch(self) -> None:
        """OK; on the resting screen the first only says where one is."""
        self._ok()
        if self._at == "Attract":
            self.ear.until(lambda now: now.says(WHERE["Attract"]), "where one is")
            self._ok()

    def type(self, keys: str) -> None:
        """On the keypad's own number block."""
        for key in keys:
            self.ear.forget()
            self.keys.press(key)
            self.ear.next_said(ANSWER_S)

    def press_star(self, number: int) -> None:
        """The star that says its number."""
        self.press(f"，{number} 颗星")

    def press_row(self, number: int) -> None:
        """The n-th of a list: a new screen has the focus at the first."""
        self._wait_for_silence()
        for _ in range(number - 1):
            self.keys.press(ON)
            self.steps += 1
            self.ear.next_said(ANSWER_S)
        self._ok()

    def sign(self) -> None:
        """Confirm, and hear that it counts."""
        self.press("签名框")
        self.ear.until(lambda now: now.says("已用按键确认"), "that it is confirmed")

    def press(self, text: str, role: str = "") -> None:
        """Go on until it is said, and press OK."""
        self._wait_for_silence()
        exact = any(one.text == text for one in self.ear.look().pieces if one.role != "text")
        stops: list[str] = []
        for _ in range(STEPS):
            # What was said last need not be where one is: only what an arrow leads to is.
            self.ear.forget()
            self.keys.press(ON)
            self.steps += 1
            stops.append(self.ear.next_said(ANSWER_S))
            if _is(stops[-1], text, role, exact=exact):
                self._ok()
                return
        came_by = " | ".join(dict.fromkeys(stops))
        raise NotSeenError(f"nobody said “{text}” {role}; came by {came_by[:400]}")

    def _ok(self) -> None:
        """Until something is said to it: a press too soon after a new screen does not count."""
        for _ in range(3):
            time.sleep(DEAF_S)
            self.ear.forget()
            self.keys.press(OK)
            if self.ear.next_said(ANSWER_S):
                return

    def _wait_for_silence(self) -> None:
        while self.ear.next_said(DEAF_S):
            pass


def _where(said: Sequence[Said]) -> str:
    """The screen that was told last, as far as a listener can tell them apart."""
    told = [name for one in said for name, cue in WHERE.items() if cue in one.text]
    return told[-1] if told else ""


def _pieces(said: Sequence[Said]) -> list[Piece]:
    pieces: list[Piece] = []
    for one in said:
        before = pieces[-1] if pieces else None
        if before is not None and before.more.get("length") == 0 and _is_own(one):
            # What stands in the field is said behind its name.
            pieces[-1] = replace(before, more={**before.more, "length": _length(one)})
        elif (lit := LIT.search(one.text)) is not None:
            pieces += [Piece("star", one.text, NOWHERE, {"lit": True})] * int(lit.group(1))
        else:
            pieces.append(_piece(one.text))
    return pieces


def _piece(words: str) -> Piece:
    for said, role, more in SAID:
        if (found := said.match(words)) is not None:
            return Piece(role, found.group(1), NOWHERE, dict(more))
    return Piece("text", words, NOWHERE, {})


def _is_own(said: Said) -> bool:
    return said.private or COUNTED.match(said.text) is not None


def _length(said: Said) -> int:
    """Characters of what stands in a field: its own words in headphones, else their number."""
    if said.private:
        return len(said.text.replace(" ", ""))
    return int(said.text.split()[0])


def _is(said: str, text: str, role: str, *, exact: bool = False) -> bool:
    piece = _piece(said)
    if piece.more.get("off"):
        return False
    if role == "key":
        return said == text
    if role == "field" and piece.role != "field":
        return False
    if exact:
        return piece.text == text
    return text in said and piece.role != "text"
