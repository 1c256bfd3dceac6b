"""Letters on their way to becoming Chinese: what a keyboard holds between a key and a word."""

from __future__ import annotations

from collections.abc import Sequence

from screens.writing.candidate import Candidate, Purpose
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
        self.candidates: Sequence[Candidate] = ()

    def __repr__(self) -> str:
        return f"Composer({len(self.letters)} letters)"

    def add(self, letter: str) -> None:
        """One more letter, or the apostrophe that parts syllables."""
        doubled = letter == CUT and (not self.letters or self.letters.endswith(CUT))
        if not doubled and len(self.letters) < MOST_LETTERS:
            self._set(self.letters + letter.lower())

    def erase(self) -> None:
        """退格."""
        self._set(self.letters[:-1])

    def clear(self) -> None:
        """Nothing typed, nothing offered."""
        self._set("")

    @property
    def shown(self) -> str:
        """The letters with syllables parted: zhang'san."""
        return self._pinyin.parted(self.letters)

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
        found = self._pinyin.candidates(letters, self.purpose) if letters.strip(CUT) else []
        # The letters themselves are always to be had: an abbreviation, a word of another language.
        plain = letters.replace(CUT, "")
        self.candidates = [*found, Candidate(plain, len(letters))] if plain else ()
