"""What may have been meant by what was typed: pinyin and initials read, wrong characters mended."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kiosk.catalogue.lexicon import Lexicon
from kiosk.catalogue.speech import FILLER_COST, UNKNOWN_COST, WORD_COST
from kiosk.catalogue.spelling import LONGEST_LETTERS, LONGEST_SIGNS, Guess, Vocabulary

KNOWN_PAIR_COST = 0.45
"""Of a character of no word, beside a neighbour it stands with in some name."""
SOUND_COST = 0.5
"""Of a word written with the wrong characters of the right sound, above one rightly written."""
READINGS_TRIED = 5
JOINED_CREDIT = 0.99
LETTER, LETTERS = re.compile("[a-z]"), re.compile("[a-z]{2,10}")
LETTERS_CREDIT, MENDED_CREDIT, OFTEN_MENDED_CREDIT = 0.97, 0.94, 0.8
"""How far to trust words read from letters, one wrong word mended, and several: who writes much
that is no known word mostly just talks."""


class Reading(NamedTuple):
    """One way to read a wish, how far to trust what it finds, 0..1, and whether it is `sure`:
    initials that stand for several words are not."""

    text: str
    credit: float
    sure: bool = True


class _Step(NamedTuple):
    end: int
    cost: float
    words: tuple[str, ...]


def readings_of_wish(wish: str, book: Lexicon, words: Vocabulary) -> list[Reading]:
    """The wish itself where it is in Chinese, then what else it may mean, likeliest first."""
    path = _cheapest(wish, book, words)
    best = "".join(step.words[0] for step in path)
    letters = any(sign.isascii() and sign.isalpha() for sign in wish)
    credit = LETTERS_CREDIT if letters else _credit(wish, path)
    texts = dict.fromkeys([best, *_others(path)])
    short: list[str] = []
    if letters and LETTER.search(best):
        short = [LETTERS.sub(text, wish, count=1) for text in _abbreviated(wish, words)]
        texts = dict.fromkeys([*short, *_typed_nearly(wish, words), *texts])
    texts.pop(wish, None)
    whole = "".join(sign for sign in wish if sign not in book.joints)
    joined = [Reading(whole, JOINED_CREDIT)] if whole not in ("", wish) else []
    tried = [Reading(text, credit, len(short) < 2) for text in list(texts)[:READINGS_TRIED]]
    return [Reading(wish, 1.0), *joined, *tried]


def _credit(wish: str, path: list[_Step]) -> float:
    starts = (0, *(step.end for step in path))
    said = (wish[start : step.end] for start, step in zip(starts, path, strict=False))
    mended = sum(step.words[0] != text for step, text in zip(path, said, strict=True))
    return MENDED_CREDIT if mended < 2 else OFTEN_MENDED_CREDIT


def _abbreviated(wish: str, words: Vocabulary) -> Iterator[str]:
    """What the first letters in a wish abbreviate: a word, or two of which each is abbreviated."""
    found = LETTERS.search(wish)
    letters = found[0] if found else ""
    if whole := words.abbreviated(letters):
        yield from whole.words
    for cut in range(len(letters) - 2, 1, -1):
        thing, deed = words.abbreviated(letters[:cut]), words.abbreviated_deed(letters[cut:])
        if thing and deed:
            yield from (word + deed.words[0] for word in thing.words[:2])


def _typed_nearly(wish: str, words: Vocabulary) -> tuple[str, ...]:
    guess = words.typed_nearly(wish) if wish.isascii() else None
    return guess.words if guess else ()


def _others(path: list[_Step]) -> Iterator[str]:
    """The same with another word of the same sound in one place."""
    for at, step in enumerate(path):
        for word in step.words[1:]:
            parts = [one.words[0] for one in path]
            parts[at] = word
            yield "".join(parts)


def _cheapest(wish: str, book: Lexicon, words: Vocabulary) -> list[_Step]:
    size = len(wish)
    cost = [0.0] + [float("inf")] * size
    came: list[tuple[int, _Step] | None] = [None] * (size + 1)
    for start in range(size):
        for step in _steps(wish, start, book, words):
            total = cost[start] + step.cost
            if total < cost[step.end]:
                cost[step.end], came[step.end] = total, (start, step)
    path = []
    while (arrived := came[size]) is not None:
        path.append(arrived[1])
        size = arrived[0]
    return path[::-1]


def _steps(wish: str, start: int, book: Lexicon, words: Vocabulary) -> Iterator[_Step]:
    sign = wish[start]
    yield _Step(start + 1, _unknown(wish, start, words), (sign,))
    for end, meaning in book.words_from(wish, start):
        yield _Step(end, WORD_COST if meaning.groups else FILLER_COST, (wish[start:end],))
    if sign.isascii():
        yield from _letter_steps(wish, start, words)
    yield from _sign_steps(wish, start, words)


def _unknown(wish: str, at: int, words: Vocabulary) -> float:
    known = wish[at : at + 2] in words.pairs or wish[max(at - 1, 0) : at + 1] in words.pairs
    return KNOWN_PAIR_COST if known else UNKNOWN_COST


def _letter_steps(wish: str, start: int, words: Vocabulary) -> Iterator[_Step]:
    """Words spelt, sounded or begun by the letters from here."""
    end = start
    while end < min(len(wish), start + LONGEST_LETTERS) and wish[end].isascii():
        end += 1
        letters = wish[start:end]
        if not letters.isalpha():
            return
        guesses = [words.spelling(letters) or words.sounding(letters) or words.mistyped(letters)]
        if end == len(wish) and len(letters) > 1:
            guesses.append(words.begun(letters))
        for guess in filter(None, guesses):
            yield _step(end, guess)


def _sign_steps(wish: str, start: int, words: Vocabulary) -> Iterator[_Step]:
    """Words that the characters from here sound like, or look like."""
    sounds = words.sound(wish[start])
    for end in range(start + 2, min(len(wish), start + LONGEST_SIGNS) + 1):
        sounds += words.sound(wish[end - 1])
        if wish[start:end].isascii():
            continue
        for guess, more in (
            (words.heard(sounds), SOUND_COST),
            (words.looking(wish[start:end]), 0.0),
        ):
            if guess is not None:
                yield _step(end, guess, more)


def _step(end: int, guess: Guess, more: float = 0.0) -> _Step:
    return _Step(end, WORD_COST + guess.cost + more, guess.words)
