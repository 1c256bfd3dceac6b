"""What a printer's keywords mean here: RFC 8011 (5.4.12 printer-state-reasons), PWG 5100.9, and
PWG 5100.13 for its trays and supplies.

Severities (`-error`, `-warning`, `-report`) are not heeded: printers differ in them, and CUPS
rewrites them. Low is not out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from drivers.driver import Supply
from drivers.page_printer.contract import Hindrance

SEVERITIES: Final = ("-error", "-warning", "-report")
HINDRANCES: Final = {
    "media-jam": Hindrance.JAM,
    "cover-open": Hindrance.COVER_OPEN,
    "door-open": Hindrance.COVER_OPEN,
    "interlock-open": Hindrance.COVER_OPEN,
    "media-needed": Hindrance.MEDIA_EMPTY,
    "media-empty": Hindrance.MEDIA_EMPTY,
    "input-tray-missing": Hindrance.MEDIA_EMPTY,
    "toner-empty": Hindrance.SUPPLY_EMPTY,
    "marker-supply-empty": Hindrance.SUPPLY_EMPTY,
    "marker-waste-full": Hindrance.SUPPLY_EMPTY,
    "developer-empty": Hindrance.SUPPLY_EMPTY,
    "opc-life-over": Hindrance.SUPPLY_EMPTY,
    "output-area-full": Hindrance.OUTPUT_FULL,
    "output-tray-missing": Hindrance.OUTPUT_FULL,
    "paused": Hindrance.HELD,
    "shutdown": Hindrance.OFFLINE,
    "offline": Hindrance.OFFLINE,
    "timed-out": Hindrance.OFFLINE,
}
"""In the order in which they are told when there are several."""
ONE_TRAY_MAY_BE: Final = frozenset({"media-empty", "input-tray-missing"})
"""Told when it is so in any tray, which hinders nothing while another has paper."""
PAPER_LOW: Final = ONE_TRAY_MAY_BE | {"media-low"}
SUPPLY_LOW: Final = frozenset({"toner-low", "marker-supply-low", "marker-waste-almost-full"})
LOW_PERCENT: Final = 10


def stems(keywords: Iterable[str]) -> frozenset[str]:
    """Keywords without severity; without `none`."""
    told = set()
    for keyword in keywords:
        for severity in SEVERITIES:
            keyword = keyword.removesuffix(severity)
        told.add(keyword)
    return frozenset(told - {"none", ""})


def hindrance(reasons: frozenset[str], paper_in_a_tray: bool) -> Hindrance | None:
    """What keeps the printer from printing, by its reasons' stems; None: nothing it knows of.

    `paper_in_a_tray`: whether it tells that the tray wanted, or one of them, has paper.
    """
    for stem, meant in HINDRANCES.items():
        if stem in reasons and not (stem in ONE_TRAY_MAY_BE and paper_in_a_tray):
            return meant
    return None


def fields(packed: str) -> dict[str, str]:
    """`level=5;name=main;` of printer-input-tray and printer-supply (PWG 5100.13, 5.6)."""
    pairs = (part.partition("=") for part in packed.split(";"))
    return {key.strip(): value.strip() for key, separator, value in pairs if separator}


def number(text: str) -> int | None:
    """A level as told; None for what is no number."""
    try:
        return int(text)
    except ValueError:
        return None


def tray_level(tray: dict[str, str]) -> Supply:
    """How full a tray is. Levels: -3 some, -2 unknown, -1 no limit; else sheets."""
    level, room = number(tray.get("level", "")), number(tray.get("maxcapacity", "")) or 0
    match level:
        case None | -2:
            return Supply.UNKNOWN
        case 0:
            return Supply.OUT
        case -1 | -3:
            return Supply.FULL
    return Supply.LOW if level * 100 < room * LOW_PERCENT else Supply.FULL


def paper(reasons: frozenset[str], trays: Iterable[Supply], heard: bool) -> Supply:
    """The paper as a whole. `heard`: the printer itself was asked and answered."""
    levels = frozenset(trays)
    if "media-jam" in reasons:
        return Supply.JAMMED
    if hindrance(reasons, bool(levels & {Supply.FULL, Supply.LOW})) is Hindrance.MEDIA_EMPTY:
        return Supply.OUT
    if levels & {Supply.LOW, Supply.OUT} or reasons & PAPER_LOW:
        return Supply.LOW
    return Supply.FULL if heard else Supply.UNKNOWN


def toner(reasons: frozenset[str], percents: Iterable[int], heard: bool) -> Supply:
    """The marker supplies as a whole. `percents`: what is left of each, where that is told."""
    if hindrance(reasons & _EMPTY, paper_in_a_tray=True) is Hindrance.SUPPLY_EMPTY:
        return Supply.OUT
    left = list(percents)
    if reasons & SUPPLY_LOW or any(0 <= percent < LOW_PERCENT for percent in left):
        return Supply.LOW
    return Supply.FULL if heard or left else Supply.UNKNOWN


_EMPTY: Final = frozenset(
    stem for stem, meant in HINDRANCES.items() if meant is Hindrance.SUPPLY_EMPTY
)
