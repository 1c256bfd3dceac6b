"""The last good catalogue on this terminal's disk.

A new one replaces it, atomically, only after its bytes have matched their signature, every item
the model, and the result the manifest. Whatever fails, the last good one goes on serving. The
file is a line of JSON (readings, and the parts' sizes) and then the parts as they were sent.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from kiosk.catalogue.assembly import (
    Part,
    Stock,
    UntrustedCatalogue,
    verify,
    verify_digest,
    with_part,
)
from kiosk.catalogue.model import Item
from kiosk.catalogue.pinyin import Readings, readings_of
from kiosk.catalogue.summary import Summary
from kiosk.catalogue.terms import all_terms
from kiosk.onenetwork.client import CatalogueBody, OneNetwork
from kiosk.onenetwork.models import Manifest
from kiosk.storage.files import replace_file

log = logging.getLogger(__name__)

FILE = "catalogue.snapshot"
MOST_PARTS = 8
"""After so many the whole is fetched again: what is kept must not grow for ever."""


@dataclass(frozen=True)
class Catalogue:
    """A catalogue that can be trusted, with the readings its search needs."""

    stock: Stock = field(repr=False)
    readings: Readings = field(repr=False)
    parts: tuple[Part, ...] = field(repr=False)

    @property
    def version(self) -> str:
        """Name of the version."""
        return self.stock.version

    @cached_property
    def items(self) -> tuple[Summary, ...]:
        """All services, as lists show them."""
        return tuple(one.summary for one in self.stock.items.values())

    def item(self, code: str) -> Item | None:
        """The whole item of a code; None when it is not offered. 0.4 ms."""
        kept = self.stock.items.get(code)
        try:
            return Item.model_validate_json(bytes(kept.raw)) if kept else None
        except ValidationError as error:
            # Kept by an older version of this program, which asked less of it.
            log.error("catalogue: item %s cannot be used: %s", code, error)
            return None


class SnapshotStore:
    """Keeps the last good catalogue in `directory`; `key` is the catalogue's signing key."""

    def __init__(self, directory: Path, key: bytes) -> None:
        self._path = directory / FILE
        self._key = key

    def load(self) -> Catalogue | None:
        """The last good catalogue; None when there is none yet, or it is damaged. Milliseconds."""
        try:
            head, _, content = self._path.read_bytes().partition(b"\n")
            label = json.loads(head)
            parts = tuple(_parts(label["parts"], content))
            return Catalogue(self._stocked(parts), label["readings"], parts)
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError, UntrustedCatalogue) as error:
            log.error("catalogue: the snapshot is damaged: %s", error)
            return None

    def _stocked(self, parts: tuple[Part, ...]) -> Stock:
        stock: Stock | None = None
        for part in parts:
            verify(part, self._key)
            stock = with_part(part, stock, check=False)
        if stock is None:
            raise UntrustedCatalogue("it has no parts")
        return stock

    def confirmed_at(self) -> datetime | None:
        """When the platform last said that this is its catalogue; None when it is not stored."""
        try:
            return datetime.fromtimestamp(self._path.stat().st_mtime).astimezone()
        except OSError:
            return None

    async def sync(self, backend: OneNetwork, present: Catalogue | None) -> Catalogue | None:
        """The backend's catalogue, verified and stored; None when it is the present one.

        Only what has changed is fetched, and the whole when that does not lead there.

        Raises:
            BackendError: it cannot be had now.
            UntrustedCatalogue: it is not what the backend signed, or older than the present one.
        """
        manifest = await backend.manifest()
        if present is not None and manifest.version == present.version:
            self._confirm()
            return None
        if present is not None and len(present.parts) < MOST_PARTS:
            try:
                return await self._take(backend, manifest, present)
            except UntrustedCatalogue as error:
                log.warning("catalogue: the whole is fetched, what changed is no good: %s", error)
        return await self._take(backend, manifest, present, whole=True)

    def _confirm(self) -> None:
        try:
            os.utime(self._path)
        except OSError as error:
            log.warning("catalogue: its file cannot be touched: %s", error.strerror)

    async def _take(
        self,
        backend: OneNetwork,
        manifest: Manifest,
        present: Catalogue | None,
        *,
        whole: bool = False,
    ) -> Catalogue:
        since = None if present is None or whole else present.version
        content = await backend.items(since)
        return await asyncio.to_thread(self._adopt, manifest, content, present)

    def _adopt(
        self, manifest: Manifest, content: CatalogueBody, present: Catalogue | None
    ) -> Catalogue:
        verify_digest(manifest.sha256, manifest.signature, self._key)
        part = Part(content.body, content.charset, content.signature or manifest.signature)
        verify(part, self._key)
        stock = with_part(part, present.stock if present else None, check=True)
        if stock.since is None and part.digest != manifest.sha256:
            raise UntrustedCatalogue("the body's SHA-256 is not the manifest's")
        if stock.version != manifest.version or len(stock.items) != manifest.item_count:
            raise UntrustedCatalogue("it is of another version than the manifest, or not all of it")
        before = present.parts if present and stock.since is not None else ()
        parts = (*before, part)
        catalogue = Catalogue(stock, _readings(stock, present), parts)
        self._keep(catalogue)
        return catalogue

    def _keep(self, catalogue: Catalogue) -> None:
        parts = [
            {"size": len(part.body), "charset": part.charset, "signature": part.signature}
            for part in catalogue.parts
        ]
        label = {"readings": catalogue.readings, "parts": parts}
        head = json.dumps(label, ensure_ascii=False, separators=(",", ":")).encode()
        try:
            replace_file(
                self._path, b"".join([head, b"\n", *(one.body for one in catalogue.parts)])
            )
        except OSError as error:
            # It is good all the same; only the next start will not have it.
            log.error("catalogue: cannot be stored: %s", error)


def _parts(labels: list[dict[str, Any]], content: bytes) -> Iterator[Part]:
    """The parts that follow the first line."""
    at = 0
    for label in labels:
        body = content[at : at + label["size"]]
        yield Part(body, label["charset"], label["signature"])
        at += label["size"]
    if at != len(content):
        raise UntrustedCatalogue("the file is not as long as its parts")


def _readings(stock: Stock, present: Catalogue | None) -> Readings:
    """How the terms are read; those of the present catalogue when there is no new term."""
    terms = all_terms(one.summary for one in stock.items.values())
    if present is not None and present.readings.keys() >= set(terms):
        return present.readings
    return readings_of(terms)
