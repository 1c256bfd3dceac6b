"""Whether anything of a person stayed on disk: every file searched for what nobody may find."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ENCODINGS: Final = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
GROUPS: Final = {11: (3, 7), 18: (6, 14)}
"""Where a phone number and an ID number are parted when written for people."""


@dataclass(frozen=True)
class Found:
    """What was found and where; never the thing itself."""

    path: Path
    what: str
    how: str

    def __str__(self) -> str:
        return f"{self.path} holds the {self.what} ({self.how})"


def search(folders: Mapping[str, Path], secrets: Mapping[str, str]) -> list[Found]:
    """Every place under `folders` (name → folder) that holds one of `secrets` (what → words).

    Names of files count too. Paths in the answer begin with the folder's name. Raises
    FileNotFoundError for a folder that is not there: nothing was searched then.
    """
    needles = {what: _needles(words) for what, words in secrets.items()}
    found: list[Found] = []
    for name, folder in folders.items():
        for path in _files(folder):
            shown = Path(name) / path.relative_to(folder)
            hay = path.read_bytes() + b"\n" + str(shown).encode()
            for what, ways in needles.items():
                found += [Found(shown, what, how) for how, needle in ways if needle in hay]
    return found


def _files(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        raise FileNotFoundError(folder)
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())


def _needles(words: str) -> list[tuple[str, bytes]]:
    """The words' bytes in every encoding, as JSON would escape them, and in groups."""
    needles: dict[bytes, str] = {}
    for form in (words, *_grouped(words)):
        for code in ENCODINGS:
            needles.setdefault(form.encode(code), code)
    needles.setdefault(json.dumps(words)[1:-1].encode(), "JSON escapes")
    return [(how, needle) for needle, how in needles.items()]


def _grouped(words: str) -> Iterator[str]:
    cuts = GROUPS.get(len(words)) if words[:-1].isdigit() else None
    if cuts:
        first, second = cuts
        for between in (" ", "-"):
            yield between.join((words[:first], words[first:second], words[second:]))
