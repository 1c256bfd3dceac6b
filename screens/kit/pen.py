"""What a keyboard writes with, at the caret: signs as they are, or letters made into Chinese."""

from __future__ import annotations

from screens.kit.target import Target
from screens.writing.candidate import Purpose
from screens.writing.caret import cut_at
from screens.writing.composer import CUT, Composer
from screens.writing.pinyin import pinyin
from screens.writing.regions import names_near


class Pen:
    """Writes into `target`, if there is one."""

    def __init__(self) -> None:
        self.target: Target | None = None
        self.composer = Composer(pinyin())
        self.keeps_letters = False
        """Whether letters that are left become no Chinese: in a search."""

    def add(self, letter: str) -> None:
        """One more letter; the first in an address looks at the region that stands before it."""
        composer = self.composer
        if self.target and not composer.letters and composer.purpose is Purpose.ADDRESS:
            composer.near = names_near(cut_at(self.target.text, self.target.behind)[0])
        composer.add(letter)
        self.compose()

    def compose(self, text: str = "") -> None:
        """`text` and the letters behind it, as they are now."""
        if self.target is not None:
            one = self.composer
            self.target.compose(one.letters, one.shown, text, one.shown_behind)

    def settle(self) -> bool:
        """Write out what is being composed: the letters, or the likeliest; False if nothing is."""
        composer = self.composer
        if not composer.letters or self.target is None:
            return False
        letters = composer.letters.replace(CUT, "")
        text = letters if self.keeps_letters else composer.finish()
        composer.clear()
        self.target.compose("", "", text)
        return True

    def erase(self) -> bool:
        """退格: what stands before the caret; whether it was a letter of what is composed."""
        composing = self.composer.erase()
        if composing:
            self.compose()
        elif self.target is not None:
            self.target.erase()
        return composing

    def move(self, by: int) -> bool:
        """The caret one sign on (1) or back (-1), letter by letter in what is being composed, which
        is settled when it is left; False at the beginning and the end."""
        if self.composer.move(by):
            self.compose()
            return True
        if self.target is None:
            return False
        behind, length = self.target.behind, len(self.target.text)
        if self.composer.letters and (by < 0 or behind):
            self.settle()
            self.target.behind = behind + (len(self.target.text) - length if by < 0 else 0)
            return True
        if not 0 <= behind - by <= length:
            return False
        self.target.behind = behind - by
        return True

    def place(self, shown_behind: int) -> None:
        """The caret among the letters that are being composed, so many of them behind it."""
        self.composer.place(shown_behind)
        self.compose()
