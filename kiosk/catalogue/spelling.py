"""Words by sound and by look: what letters spell, what a slip of the finger or the ear meant."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from rapidfuzz import fuzz, process

from kiosk.catalogue.lexicon import Kind, Lexicon
from kiosk.catalogue.pinyin import Readings

PRIOR = {Kind.THING: 0.0, Kind.DEED: 0.1, Kind.PERSON: 0.2, Kind.FILLER: 0.25, Kind.ELSEWHERE: 0.3}
TERM_PRIOR, PAIR_PRIOR = 0.05, 0.6
"""How unlikely a word is before anything is said: one of a catalogue, two signs of its names."""
LONGEST_LETTERS, LONGEST_SIGNS = 24, 8
KEPT, ABBREVIATED = 6, 24
"""Words of one sound, or of the same initials, that are kept: the likeliest."""
LEAST_RATIO = 78.0
FEWEST_FOR_A_SLIP = 5
ONE_WRONG = {3: 1.3, 4: 0.9, 5: 0.7}
"""How unlikely one wrong character is, by the length of the word; the last for longer ones."""


class Guess(NamedTuple):
    """Words that may have been meant, the likeliest first, and how unlikely that is."""

    words: tuple[str, ...]
    cost: float


class Vocabulary:
    """Every word that a wish may hold, by its sound, its initials and its look. Immutable."""

    def __init__(self, book: Lexicon, terms: Iterable[str], readings: Readings) -> None:
        self._readings = readings
        priors = _priors(book, terms)
        spelt, blurred, heard = defaultdict(list), defaultdict(list), defaultdict(list)
        initials, near, slips = defaultdict(list), defaultdict(list), defaultdict(list)
        for word in sorted(priors, key=lambda word: (priors[word], len(word))):
            syllables = self._syllables(word)
            if not syllables:
                continue
            letters = "".join(syllables)
            spelt[letters].append(word)
            if priors[word] >= PAIR_PRIOR:
                continue
            blurred[blur(letters)].append(word)
            if len(word) > 1:
                heard[letters].append(word)
                initials["".join(one[0] for one in syllables)].append(word)
            if len(word) > 1 and len(letters) > FEWEST_FOR_A_SLIP and word in book.meanings:
                for key in _without_one(letters):
                    slips[key].append(word)
            if 3 <= len(word) <= LONGEST_SIGNS:
                for key in _without_one(word):
                    near[key].append(word)
        deeds = (word for word in book.meanings if book.meanings[word].kind is Kind.DEED)
        self._deeds = frozenset(deeds)
        self._priors = priors
        self._whole = frozenset(word for word in book.meanings if len(word) > 1)
        self._spelt, self._blurred, self._heard = _kept(spelt), _kept(blurred), _kept(heard)
        self._initials = _kept(initials, ABBREVIATED)
        self._near, self._slips = _kept(near), _kept(slips)
        self._sounds = sorted(
            letters
            for letters, words in self._spelt.items()
            if len(words[0]) > 1 and priors[words[0]] < PAIR_PRIOR
        )
        self.pairs = frozenset(word for word, prior in priors.items() if len(word) == 2)

    def _syllables(self, word: str) -> list[str]:
        known = self._readings.get(word)
        return known.split() if known else [self._readings.get(sign, sign) for sign in word]

    def sound(self, sign: str) -> str:
        """How a character is typed; itself when unknown."""
        return self._readings.get(sign, sign)

    def spelling(self, letters: str) -> Guess | None:
        """Words spelt just so."""
        words = self._spelt.get(letters)
        return self._guess(words, 0.0) if words else None

    def heard(self, sounds: str) -> Guess | None:
        """Whole words, no mere pairs of signs, that sound so."""
        words = self._heard.get(sounds)
        return self._guess(words, 0.0) if words else self.sounding(sounds)

    def sounding(self, letters: str) -> Guess | None:
        """Words that sound so to those who do not tell zh from z or n from l."""
        words = self._blurred.get(blur(letters))
        return self._guess(words, 0.15) if words else None

    def begun(self, letters: str) -> Guess | None:
        """Words whose spelling begins so."""
        at = bisect_left(self._sounds, letters)
        following = [one for one in self._sounds[at : at + 12] if one.startswith(letters)]
        words = [word for one in following for word in self._spelt[one][:1]]
        words.sort(key=lambda word: (self._priors[word], len(word)))
        return self._guess(tuple(words[:KEPT]), 0.3) if words else None

    def abbreviated(self, letters: str) -> Guess | None:
        """Words of these initials."""
        words = self._initials.get(letters, ())[:KEPT]
        return self._guess(words, 0.7) if words else None

    def abbreviated_deed(self, letters: str) -> Guess | None:
        """Words of these initials that say what is to be done."""
        words = [word for word in self._initials.get(letters, ()) if word in self._deeds]
        return self._guess(tuple(words), 0.7) if words else None

    def mistyped(self, letters: str) -> Guess | None:
        """Words of the lexicon that are typed so with one slip of the finger."""
        if not FEWEST_FOR_A_SLIP < len(letters) <= LONGEST_LETTERS:
            return None
        found = {word for key in _without_one(letters) for word in self._slips.get(key, ())}
        if not found:
            return None
        words = sorted(found, key=lambda word: (self._priors[word], len(word), word))
        return self._guess(tuple(words[:KEPT]), 0.9)

    def looking(self, signs: str) -> Guess | None:
        """Words that differ from these characters in one place, or two that changed places."""
        if signs[1:] in self._whole or signs[:-1] in self._whole:
            return None  # a word, and a sign beside it
        found = {word for key in _without_one(signs) for word in self._near.get(key, ())}
        found |= set(self._near.get(signs, ()))
        close = sorted(word for word in found if _looks_like(word, signs))
        if not close:
            return None
        close.sort(key=lambda word: (-fuzz.ratio(signs, word), self._priors[word]))
        return self._guess(tuple(close[:2]), ONE_WRONG[min(len(close[0]), 5)])

    def typed_nearly(self, letters: str) -> Guess | None:
        """Words whose spelling is like these letters as a whole."""
        if len(letters) < FEWEST_FOR_A_SLIP:
            return None
        found = process.extract(
            letters, self._sounds, scorer=fuzz.ratio, score_cutoff=LEAST_RATIO, limit=2
        )
        words = tuple(self._spelt[sound][0] for sound, _ratio, _at in found)
        return self._guess(words, 1.0) if words else None

    def _guess(self, words: tuple[str, ...], cost: float) -> Guess:
        return Guess(words, cost + self._priors[words[0]])


def blur(letters: str) -> str:
    """Letters without the differences that many do not hear: zh/z, ch/c, sh/s, ng/n, l/n."""
    flat = letters.replace("zh", "z").replace("ch", "c").replace("sh", "s")
    return flat.replace("ng", "n").replace("l", "n")


def _priors(book: Lexicon, terms: Iterable[str]) -> dict[str, float]:
    priors: dict[str, float] = {}
    for term in terms:
        for at in range(len(term) - 1):
            priors[term[at : at + 2]] = PAIR_PRIOR
    priors.update(dict.fromkeys(terms, TERM_PRIOR))
    for word, meaning in book.meanings.items():
        priors[word] = PRIOR[meaning.kind] + (0.4 if len(word) == 1 else 0.0)
    return priors


def _looks_like(word: str, signs: str) -> bool:
    """Of three characters the first and the last have to be right."""
    if len(word) < 3 or word == signs:
        return False
    return (
        len(word) > 3
        or sorted(word) == sorted(signs)
        or (word[0], word[-1]) == (signs[0], signs[-1])
    )


def _without_one(word: str) -> Iterator[str]:
    return (word[:at] + word[at + 1 :] for at in range(len(word)))


def _kept(words: Mapping[str, list[str]], most: int = KEPT) -> dict[str, tuple[str, ...]]:
    return {key: tuple(some[:most]) for key, some in words.items()}
