"""`kiosk catalogue find`: search as a citizen would, one wish or a file of them."""

from __future__ import annotations

import argparse
import asyncio
import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from kiosk.catalogue.findable import Findable
from kiosk.catalogue.listing import UnreadableList, listed_in
from kiosk.catalogue.pinyin import readings_of
from kiosk.catalogue.search import Finder, Results
from kiosk.catalogue.shelf import Shelf
from kiosk.catalogue.terms import all_terms
from kiosk.commands.words import FAILED, REFUSED, complain, say, settings_of
from kiosk.settings import Settings


@dataclass(frozen=True)
class Wanted:
    """A wish and the services that would answer it; none when that is not said."""

    query: str
    expected: tuple[str, ...] = ()


def tell_find(chosen: argparse.Namespace) -> int:
    """What is found for the words, or for every line of the file."""
    if bool(chosen.text) == bool(chosen.batch):
        complain(chosen, "write the words to look for, or --batch FILE")
        return REFUSED
    settings = settings_of(chosen)
    try:
        items = _items(settings, chosen.catalogue)
        wishes = _wishes(Path(chosen.batch)) if chosen.batch else [Wanted(chosen.text)]
    except (UnreadableList, UnicodeDecodeError) as error:
        complain(chosen, str(error))
        return REFUSED
    if not items:
        complain(
            chosen,
            "there is no catalogue here and the backend cannot be reached; "
            "start it (kiosk simulate), check backend.url, or name a folder with --catalogue",
        )
        return FAILED
    finder = Finder(items, readings_of(all_terms(items)))
    finder.find("")  # the first search is not the usual one
    found = [(wish, finder.find(wish.query, chosen.limit)) for wish in wishes]
    rows = [_row(wish.query, results) for wish, results in found]
    if chosen.batch:
        return say(chosen, rows, [*_lines(found), *_marks(found)])
    return say(chosen, rows[0], list(_hits(found[0][1])) or ["nothing"])


def _items(settings: Settings, folder: str | None) -> list[Findable]:
    """The terminal's catalogue, and what the folder adds or, by the same name, replaces.

    Raises:
        UnreadableList: a folder's files cannot be used.
    """
    added = listed_in(Path(folder)) if folder else ()
    replaced = {item.plain_name for item in added}
    return [*(item for item in _own(settings) if item.plain_name not in replaced), *added]


def _own(settings: Settings) -> Sequence[Findable]:
    """The last good snapshot, else the files of `paths.catalogue`, else the backend's."""
    data = Path(settings.paths.data)
    shelf = Shelf(data, settings.backend.catalogue_key.encode())
    shelf.load()
    if shelf.stocked:
        return shelf.items
    if settings.paths.catalogue:
        return listed_in(Path(settings.paths.catalogue))
    data.mkdir(parents=True, exist_ok=True)
    asyncio.run(_fetch(shelf, settings))
    return shelf.items


async def _fetch(shelf: Shelf, settings: Settings) -> None:
    from kiosk.onenetwork.connect import connect

    backend = connect(settings)
    try:
        await shelf.sync(backend)
    finally:
        await backend.close()


def _wishes(file: Path) -> list[Wanted]:
    """The wishes of a TSV file: columns `query` and perhaps `expected`, names parted by ；.

    Without a line of headings the first column is the query, the second what is expected.
    """
    lines = [line for line in file.read_text("utf-8-sig").splitlines() if line.strip()]
    lines = [line for line in lines if not line.startswith("# ")]
    headed = bool(lines) and "query" in lines[0].split("\t")
    names = None if headed else ["query", "expected"]
    rows = csv.DictReader(lines, names, delimiter="\t", quoting=csv.QUOTE_NONE)
    return [
        Wanted(row["query"], tuple(filter(None, (row.get("expected") or "").split("；"))))
        for row in rows
        if row["query"]
    ]


def _row(query: str, found: Results[Findable]) -> dict[str, Any]:
    hits = [
        {"name": hit.item.plain_name, "code": hit.item.code, "score": hit.score}
        for hit in found.hits
    ]
    return {
        "query": query,
        "hits": hits,
        "confident": found.confident,
        "action": found.action,
        "ms": round(found.ms, 2),
    }


def _hits(found: Results[Findable]) -> Iterator[str]:
    if found.action:
        yield f"      → {found.action}"
    for hit in found.hits:
        sure = "*" if found.confident and hit is found.hits[0] else " "
        yield f"{hit.score:.2f} {sure} {hit.item.plain_name}"


def _lines(found: Iterable[tuple[Wanted, Results[Findable]]]) -> Iterator[str]:
    return chain.from_iterable(
        (wish.query, *(f"    {line}" for line in _hits(results))) for wish, results in found
    )


def _marks(found: Sequence[tuple[Wanted, Results[Findable]]]) -> Iterator[str]:
    """How often what was expected stood first, and among the first three."""
    told = [(wish, results) for wish, results in found if wish.expected]
    for places in (1, 3):
        right = sum(
            any(hit.item.plain_name in wish.expected for hit in results.hits[:places])
            for wish, results in told
        )
        if told:
            yield f"hit@{places}: {right} of {len(told)}, {right / len(told):.1%}"
    slow = sorted(results.ms for _wish, results in found)
    if slow:
        yield f"p95: {slow[-(len(slow) // 20) - 1]:.1f} ms"
