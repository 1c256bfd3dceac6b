"""Letters on their way to becoming Chinese: what a keyboard holds between a key and a word."""

from __future__ import annotations

from collections.abc import Sequence

from screens.writing.candidate import Candidate, Purpose
from screens.writing.caret import cut_at
from screens.writing.pinyin import Pinyin

MOST_LETTERS = 36
"""More than anybody types at once, and fewer than the dictionary takes (39)."""
CUT = "'"


class Composer:
    """Type letters, look at `candidates`, choose; a choice may leave letters for the next one."""

    def __init__(self, pinyin: Pinyin) -> None:
        self._pinyin = pinyin
        self.purpose = Purpose.TEXT
        self.letters = ""
        self.behind = 0
        """Letters behind the caret."""
        self.near: Sequence[str] = ()
        """Names that come first if they are spelled so; gone with the last letter."""
        self.candidates: Sequence[Candidate] = ()

    def __repr__(self) -> str:
        return f"Composer({len(self.letters)} letters)"

    def add(self, letter: str) -> None:
        """One more letter, or the apostrophe that parts syllables, at the caret."""
        before, after = cut_at(self.letters, self.behind)
        doubled = letter == CUT and (not before or CUT in (before[-1], *after[:1]))
        if not doubled and len(self.letters) < MOST_LETTERS:
            self._set(before + letter.lower() + after)

    def erase(self) -> bool:
        """退格: the letter before the caret; False when there is none."""
        before, after = cut_at(self.letters, self.behind)
        if before:
            self._set(before[:-1] + after)
        return bool(before)

    def move(self, by: int) -> bool:
        """The caret one letter on (1) or back (-1); False beyond the first and the last."""
        behind = self.behind - by
        if not 0 <= behind <= len(self.letters):
            return False
        self.behind = behind
        return True

    def clear(self) -> None:
        """Nothing typed, nothing offered."""
        self._set("")

    @property
    def shown(self) -> str:
        """The letters with syllables parted: zhang'san."""
        return self._pinyin.parted(self.letters)

    @property
    def shown_behind(self) -> int:
        """Signs of `shown` behind the caret: apostrophes nobody typed count."""
        return _same_letters(cut_at(self.letters, self.behind)[1], self.shown)

    def place(self, shown_behind: int) -> None:
        """The caret before the last so many signs of `shown`."""
        self.behind = _same_letters(cut_at(self.shown, shown_behind)[1], self.letters)

    def choose(self, candidate: Candidate) -> str:
        """Its text; the letters it stands for are gone."""
        self._set(self.letters[candidate.letters :].lstrip(CUT))
        return candidate.text

    def finish(self) -> str:
        """The likeliest of everything typed; nothing is left."""
        text = ""
        while self.candidates:
            text += self.choose(self.candidates[0])
        return text

    def _set(self, letters: str) -> None:
        self.letters = letters
        self.behind = min(self.behind, len(letters))
        self.near = self.near if letters else ()
        typed = letters if letters.strip(CUT) else ""
        found = self._pinyin.candidates(typed, self.purpose, self.near)
        # The letters themselves are always to be had: an abbreviation, a word of another language.
        plain = letters.replace(CUT, "")
        self.candidates = [*found, Candidate(plain, len(letters))] if plain else ()


def _same_letters(end: str, text: str) -> int:
    """How many signs at the end of `text` hold the same letters as `end`, whatever parts them."""
    left, at = len(end.replace(CUT, "")), len(text)
    while left:
        at -= 1
        left -= text[at] != CUT
    return len(text) - at
