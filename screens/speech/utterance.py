"""What is said aloud: one sentence, the voice's language, and whether others may hear it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Protocol

_HANZI = re.compile(r"[\u3400-\u9fff]")
_LONG_NUMBER = re.compile(r"\d(?:[\d*]|[ \u2002\-](?=[\d*])){4,}")
_MARKS = re.compile(r"\[/?[bhd]\]|\|")


@dataclass(frozen=True)
class Utterance:
    """`language` is the voice's (zh_CN, zh_TW, en); it may differ from the screen's.

    `private`: a citizen's own words; never handed to a loudspeaker.
    """

    text: str = field(repr=False)
    language: str
    private: bool = False


class Speaking(Protocol):
    """Whoever says it: the voice, or an ear in a test."""

    def say(self, utterance: Utterance, rate: int, volume: int) -> None:
        """After what is being said. `rate` in words a minute, `volume` in percent."""

    def hush(self) -> None:
        """Be silent now, and forget what was to be said."""


def utter(words: str, language: str, *, private: bool = False) -> Utterance | None:
    """The words as they are to be spoken; None when there is nothing to say.

    Marks of the screens' texts go; a number of five digits or more, which is one to call or to
    copy, is told digit by digit; what is written in Chinese is spoken in Chinese.
    """
    plain = _MARKS.sub("", words).strip()
    if not plain:
        return None
    spoken = _LONG_NUMBER.sub(lambda found: " ".join(_digits(found.group())), plain)
    tongue = "zh_CN" if language == "en" and _HANZI.search(plain) else language
    return Utterance(spoken, tongue, private)


def _digits(number: str) -> str:
    return re.sub(r"[ \u2002\-]", "", number)
