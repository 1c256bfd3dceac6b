"""Pinyin for search: worked out once per catalogue, kept with its snapshot.

pypinyin holds 56 MB and takes 0.2 s to import, so it works in a process of its own and the
terminal never loads it: `python -m kiosk.catalogue.pinyin`, JSON terms in, JSON readings out.
"""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from collections.abc import Iterable, Mapping

from kiosk.catalogue.lexicon import FOLDER, lexicon, lines_of

log = logging.getLogger(__name__)

Readings = Mapping[str, str]
"""Term → its syllables without tones, separated by spaces: 社保卡 → she bao ka."""

DEADLINE_S = 60.0


def readings_of(terms: Iterable[str]) -> dict[str, str]:
    """The readings of terms, of the lexicon and of every common character; blocking, 0.7 s.

    Empty when they cannot be worked out: search then goes without pinyin.
    """
    asked = json.dumps([*terms, *lexicon().meanings, *_common_characters()])
    command = [sys.executable, "-m", "kiosk.catalogue.pinyin"]
    try:
        done = subprocess.run(
            command, input=asked.encode(), stdout=subprocess.PIPE, timeout=DEADLINE_S, check=True
        )
        return dict(json.loads(done.stdout))
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        log.error("catalogue: no pinyin: %s", error)
        return {}


def _common_characters() -> list[str]:
    """The 6,763 characters of GB/T 2312, which wishes are typed in."""
    pairs = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    return [sign for pair in pairs if (sign := pair.decode("gb2312", "ignore"))]


def _main() -> None:
    import pypinyin

    known = (line.split("\t") for line in lines_of(FOLDER / "readings.tsv"))
    pypinyin.load_phrases_dict({word: [[one] for one in read.split()] for word, read in known})
    terms = json.load(sys.stdin.buffer)
    readings = {term: " ".join(pypinyin.lazy_pinyin(term)).lower() for term in terms}
    sys.stdout.write(json.dumps(readings))


if __name__ == "__main__":
    _main()
