"""How people speak: the words of config/lexicon, and what each stands for.

The files are for people to read and mend; README.md beside them says how lines are written.
Every word stands for groups of marks. An item answers a group by bearing any of its marks; a mark
is the number of a class of words that mean the same (t12 a thing, d3 a deed, p4 a person).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kiosk.catalogue.turns import Turns

FOLDER = Path(__file__).parents[2] / "config" / "lexicon"
RELATED_CREDIT = 0.75
"""What an item counts that bears only a class related to the one said: lost → report the loss."""


class Kind(StrEnum):
    """What sort of word it is; the value begins the marks of its classes."""

    THING = "t"
    DEED = "d"
    PERSON = "p"
    ELSEWHERE = "e"
    FILLER = "f"


DECISIVE = (Kind.THING, Kind.PERSON)
"""No saying reaches over such words: 老伴的社保卡没了 tells of no death."""
FILES = {
    "things.txt": Kind.THING,
    "deeds.txt": Kind.DEED,
    "people.txt": Kind.PERSON,
    "elsewhere.txt": Kind.ELSEWHERE,
    "fillers.txt": Kind.FILLER,
}
SAYINGS = "sayings.txt"
NEGATION_FLAG, JOINT_FLAG = "-", "~"
GAP_SIGN, LIST_SIGN = "…", "&"
"""The first parts a saying that has more than one part; the second begins the name of a list."""

Group = tuple[tuple[str, float], ...]
"""Marks that answer one part of what was said, each with its credit 0..1, the surest first."""


class Meaning(NamedTuple):
    """What a word stands for; a filler stands for nothing."""

    kind: Kind
    groups: tuple[Group, ...]
    marks: frozenset[str]
    """Marks an item bears whose words contain this one."""


@dataclass(frozen=True)
class Lexicon:
    """Words with their meanings."""

    meanings: Mapping[str, Meaning]
    beginnings: frozenset[str]
    """Everything that a word begins with, and the words themselves."""
    broad: frozenset[str]
    """Marks of words that say too little alone: whoever says just them has to choose."""
    basic: frozenset[str]
    """Marks of deeds that merely mean "to get it": 办, 申领."""
    bundles: frozenset[str]
    """Marks of words for several services in one: 一件事."""
    negations: frozenset[str]
    """Words that say a deed is not to be done."""
    joints: frozenset[str]
    """What may stand within a word: 创业的补贴 is 创业补贴."""
    turns: Turns[Meaning]
    """What is said in parts."""

    def words_in(self, text: str) -> Iterator[tuple[str, Meaning]]:
        """Every word anywhere in a text, also inside others; a deed of one character stands in
        too many by chance."""
        for start in range(len(text)):
            for end, meaning in self.words_from(text, start):
                if end > start + 1 or meaning.kind is not Kind.DEED:
                    yield text[start:end], meaning

    def words_from(self, text: str, start: int) -> list[tuple[int, Meaning]]:
        """Where each word ends that begins at `start`, and what it stands for."""
        found: list[tuple[int, Meaning]] = []
        for end in range(start + 1, len(text) + 1):
            word = text[start:end]
            if word not in self.beginnings:
                break
            if meaning := self.meanings.get(word):
                found.append((end, meaning))
        return found


class _Line(NamedTuple):
    words: tuple[str, ...]
    related: tuple[str, ...]
    targets: tuple[str, ...]
    flag: str


@cache
def lexicon(folder: Path = FOLDER) -> Lexicon:
    """The lexicon, read once; 20 ms.

    Raises:
        ValueError: a line cannot be understood; the message names it.
    """
    return _Reader(folder).lexicon()


@cache
def simplified_signs(folder: Path = FOLDER) -> dict[int, str]:
    """繁體 → 简体, for str.translate."""
    rows = (line.split("\t") for line in lines_of(folder / "traditional.tsv"))
    return {ord(sign): simple for simple, signs in rows for sign in signs}


def lines_of(path: Path) -> list[str]:
    """The lines of a file of the lexicon, without comments and empty ones."""
    lines = (line.partition("#")[0].strip() for line in path.read_text("utf-8").splitlines())
    return [line for line in lines if line]


class _Reader:
    """Puts the files together."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._classes: dict[str, list[str]] = {}
        self._kinds: dict[str, Kind] = {}
        self._related: dict[str, tuple[str, ...]] = {}
        self._flagged: dict[str, set[str]] = {"!": set(), "*": set(), "+": set()}
        self._said_around: dict[str, set[str]] = {NEGATION_FLAG: set(), JOINT_FLAG: set()}
        self._lists: dict[str, frozenset[str]] = {}

    def lexicon(self) -> Lexicon:
        for name, kind in FILES.items():
            for at, line in enumerate(map(_parsed, lines_of(self._folder / name))):
                if kind is Kind.ELSEWHERE:  # gathered in lines, but each means only itself
                    for place, word in enumerate(line.words):
                        self._add_class(f"{kind}{at}x{place}", kind, line._replace(words=(word,)))
                else:
                    self._add_class(f"{kind}{at}", kind, line)
        meanings = {word: self._meaning(word) for word in self._classes}
        turns: list[tuple[tuple[frozenset[str], ...], Meaning]] = []
        for line in map(_parsed, self._named_lists(lines_of(self._folder / SAYINGS))):
            meaning = self._saying(meanings, line)
            for said in line.words:
                if GAP_SIGN in said:
                    turns.append((tuple(map(self._any_of, said.split(GAP_SIGN))), meaning))
                else:
                    meanings[said] = meaning
        beginnings = frozenset(word[:end] for word in meanings for end in range(1, len(word) + 1))
        broad, basic, bundles = (frozenset(self._flagged[flag]) for flag in "!*+")
        decisive = frozenset(word for word, one in meanings.items() if one.kind in DECISIVE)
        spoken = Turns(turns, decisive.__contains__)
        negations, joints = map(frozenset, self._said_around.values())
        return Lexicon(meanings, beginnings, broad, basic, bundles, negations, joints, spoken)

    def _named_lists(self, lines: Iterable[str]) -> Iterator[str]:
        """Keeps the lines that name a list of words, `&name word …`; gives the others."""
        for line in lines:
            if line.startswith(LIST_SIGN) and "=" not in line:
                name, *words = line.split()
                self._lists[name] = frozenset(words)
            else:
                yield line

    def _any_of(self, part: str) -> frozenset[str]:
        """The words of a part of a turn of phrase: `a/b`, where `{a}` is a with all its class and
        `&a` a named list."""
        words: set[str] = set()
        for one in part.split("/"):
            if one.startswith(LIST_SIGN):
                words |= self._lists[one]
            elif one.startswith("{"):
                words.update(self._fellows(one.strip("{}")))
            else:
                words.add(one)
        return frozenset(words)

    def _fellows(self, word: str) -> Iterator[str]:
        mark = self._known(word)[0]
        return (other for other, marks in self._classes.items() if mark in marks)

    def _add_class(self, mark: str, kind: Kind, line: _Line) -> None:
        self._related[mark] = line.related
        if line.flag in self._said_around:
            self._said_around[line.flag].update(line.words)
        elif line.flag:
            self._flagged[line.flag].add(mark)
        for word in line.words:
            self._classes.setdefault(word, []).append(mark)
            self._kinds.setdefault(word, kind)

    def _meaning(self, word: str) -> Meaning:
        kind, marks = self._kinds[word], self._classes[word]
        if kind is Kind.FILLER:
            return Meaning(kind, (), frozenset())
        credits = dict.fromkeys(marks, 1.0)
        for mark in marks:
            for other in self._marks_near(mark):
                credits.setdefault(other, RELATED_CREDIT)
        return Meaning(kind, (tuple(credits.items()),), frozenset(marks))

    def _marks_near(self, mark: str) -> Iterator[str]:
        for word in self._related[mark]:
            yield from self._known(word)

    def _known(self, word: str) -> list[str]:
        if word not in self._classes:
            raise ValueError(f"lexicon: {word} stands in no class")
        return self._classes[word]

    def _saying(self, meanings: Mapping[str, Meaning], line: _Line) -> Meaning:
        """Each target is a group; `a|b` is answered by either."""
        groups = []
        for target in line.targets:
            credits: dict[str, float] = {}
            for word in target.split("|"):
                self._known(word)
                for mark, credit in meanings[word].groups[0]:
                    credits[mark] = max(credit, credits.get(mark, 0.0))
            groups.append(tuple(sorted(credits.items(), key=lambda pair: -pair[1])))
        # A service that says 贫困 is not thereby 低保, nor 临时救助: only what cannot be either.
        single = (
            group for group, told in zip(groups, line.targets, strict=True) if "|" not in told
        )
        sure = {mark for group in single for mark, credit in group if credit == 1.0}
        return Meaning(Kind.THING, tuple(groups), frozenset(sure))


_LINE = re.compile(r"(?P<flag>[!*+~-]?)(?P<words>[^>=]+)(>(?P<related>[^=]+))?(=(?P<targets>.+))?")


def _parsed(line: str) -> _Line:
    found = _LINE.fullmatch(line)
    if found is None:
        raise ValueError(f"lexicon: cannot understand the line {line!r}")
    words, related, targets = (
        tuple((found[part] or "").split()) for part in ("words", "related", "targets")
    )
    return _Line(words, related, targets, found["flag"])


def text_marks(book: Lexicon, texts: Iterable[str]) -> set[str]:
    """Every mark that texts bear."""
    return {mark for text in texts for _word, one in book.words_in(text) for mark in one.marks}
