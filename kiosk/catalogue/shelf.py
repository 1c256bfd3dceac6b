"""The catalogue as the terminal serves from it: the last good one, replaced whole by a newer."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from kiosk.catalogue.assembly import UntrustedCatalogue
from kiosk.catalogue.model import Item
from kiosk.catalogue.search import Finder, Results
from kiosk.catalogue.snapshot import Catalogue, SnapshotStore
from kiosk.catalogue.summary import Summary
from kiosk.onenetwork.client import OneNetwork
from kiosk.onenetwork.problem import BackendError

log = logging.getLogger(__name__)


class Shelf:
    """Holds the present catalogue and its index."""

    def __init__(self, directory: Path, key: bytes) -> None:
        self._store = SnapshotStore(directory, key)
        self._catalogue: Catalogue | None = None
        self._only: frozenset[str] | None = None
        self._indexed: tuple[Catalogue, frozenset[str] | None, Finder[Summary]] | None = None
        self._building = threading.Lock()

    @property
    def stocked(self) -> bool:
        """Whether there is a catalogue at all."""
        return self._catalogue is not None

    @property
    def version(self) -> str:
        """Version of the present catalogue; empty when there is none."""
        return self._catalogue.version if self._catalogue else ""

    @property
    def published_at(self) -> datetime | None:
        """When the present version was published; None when there is none."""
        return self._catalogue.stock.published_at if self._catalogue else None

    @property
    def confirmed_at(self) -> datetime | None:
        """When the platform last said that this is its catalogue."""
        return self._store.confirmed_at()

    @property
    def items(self) -> tuple[Summary, ...]:
        """All services offered here, as lists show them."""
        every = self._catalogue.items if self._catalogue else ()
        return every if self._only is None else tuple(one for one in every if self.offers(one.code))

    def item(self, code: str) -> Item | None:
        """The item of a code; None when it is not offered any more, or not here."""
        return self._catalogue.item(code) if self._catalogue and self.offers(code) else None

    def offers(self, code: str) -> bool:
        """Whether the item of a code is in the catalogue and offered here; at once."""
        here = self._only is None or code in self._only
        return here and self._catalogue is not None and code in self._catalogue.stock.items

    def offer_only(self, codes: Iterable[str] | None) -> None:
        """Offer these services alone at this terminal; None for all."""
        self._only = None if codes is None else frozenset(codes)

    def why_withdrawn(self, code: str) -> str:
        """Why an item is no longer offered, in words for a citizen; empty when that is not said."""
        return self._catalogue.stock.withdrawn.get(code, "") if self._catalogue else ""

    def find(self, text: str, limit: int) -> Results[Summary]:
        """Search as people speak; milliseconds."""
        finder = self.prepare()
        if finder is None:
            return Results(hits=(), confident=False, ms=0.0)
        return finder.find(text, limit)

    def prepare(self) -> Finder[Summary] | None:
        """The index of the present catalogue, built when there is none yet; blocking, 0.5 s.

        For a thread of its own, and best while nobody searches.
        """
        with self._building:
            catalogue, only, indexed = self._catalogue, self._only, self._indexed
            if catalogue is None:
                return None
            if indexed is None or indexed[0] is not catalogue or indexed[1] != only:
                indexed = catalogue, only, Finder(self.items, catalogue.readings)
                self._indexed = indexed
            return indexed[2]

    def load(self) -> None:
        """Take the last good catalogue from disk."""
        self._adopt(self._store.load())

    async def sync(self, backend: OneNetwork) -> bool:
        """Take a newer catalogue from the backend; whether the present one is known to be good.

        What cannot be had or trusted leaves the present one in place.
        """
        try:
            self._adopt(await self._store.sync(backend, self._catalogue))
        except (BackendError, UntrustedCatalogue) as error:
            log.warning("catalogue not renewed: %s: %s", type(error).__name__, error)
            return False
        return True

    def _adopt(self, catalogue: Catalogue | None) -> None:
        if catalogue is not None:
            self._catalogue = catalogue


async def keep_fresh(shelf: Shelf, backend: OneNetwork, pause: float, newer: asyncio.Event) -> None:
    """Renew the catalogue for ever: every `pause` seconds, and when `newer` says that it is out."""
    while True:
        await shelf.sync(backend)
        await asyncio.to_thread(shelf.prepare)
        newer.clear()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(pause):
                await newer.wait()
