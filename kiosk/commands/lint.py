"""`kiosk catalogue lint`: whether a catalogue keeps the rules."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from kiosk.catalogue.folder import Entry, UnreadableFolder, read_folder
from kiosk.catalogue.lint.check import Finding, check
from kiosk.catalogue.lint.slips import Weight
from kiosk.catalogue.shelf import Shelf
from kiosk.commands.words import FAILED, REFUSED, complain, say, settings_of
from kiosk.settings import Settings

SNAPSHOT = "snapshot"
"""Where an item stands that came over the wire."""


def tell_lint(chosen: argparse.Namespace) -> int:
    """What is wrong, one line each; exit code 1 when something must be mended."""
    settings = settings_of(chosen)
    folder = chosen.folder or settings.paths.catalogue
    try:
        entries = read_folder(Path(folder)) if folder else _snapshot(settings)
    except UnreadableFolder as error:
        complain(chosen, str(error))
        return REFUSED
    if not entries:
        complain(chosen, "there is no catalogue here yet; name a folder: kiosk catalogue lint DIR")
        return FAILED
    findings = check([entry.item for entry in entries])
    files = {entry.item.code: entry.file for entry in entries}
    errors = sum(one.weight is Weight.ERROR for one in findings)
    rows = [{"file": files[one.code], **asdict(one)} for one in findings]
    say(
        chosen,
        {"items": len(entries), "errors": errors, "findings": rows},
        [*_lines(findings, files), _sum(entries, errors, len(findings) - errors)],
    )
    return FAILED if errors else 0


def _snapshot(settings: Settings) -> tuple[Entry, ...]:
    """The terminal's own last good catalogue."""
    shelf = Shelf(Path(settings.paths.data), settings.backend.catalogue_key.encode())
    shelf.load()
    items = (shelf.item(one.code) for one in shelf.items)
    return tuple(Entry(SNAPSHOT, item) for item in items if item is not None)


def _lines(findings: Sequence[Finding], files: Mapping[str, str]) -> list[str]:
    return [
        f"{one.weight}: {files[one.code]}: {one.item}: {one.field}: {one.message} "
        f"[{one.requirement} {one.rule}]"
        for one in findings
    ]


def _sum(entries: Sequence[Entry], errors: int, notes: int) -> str:
    """How many, and how the list stands against the goals of the policy documents."""
    items = [entry.item for entry in entries]
    instant = sum(item.instant for item in items) / len(items)
    no_trip = sum(not item.visits for item in items) / len(items)
    online = sum(item.can_apply or not item.visits for item in items) / len(items)
    return (
        f"{len(items)} items, {errors} errors, {notes} notes; instant {instant:.0%} (goal 40 %), "
        f"no trip {no_trip:.0%} (goal 50 %), online {online:.0%} (goal 97 %)"
    )
