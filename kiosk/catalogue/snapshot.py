"""The last good catalogue on this terminal's disk.

A new one replaces it, atomically, only after its exact bytes have matched the manifest's
SHA-256, the digest's signature and the model. Whatever fails, the last good one goes on
serving.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import logging
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from kiosk.catalogue.model import Item, Items
from kiosk.catalogue.pinyin import Readings, readings_of
from kiosk.catalogue.terms import all_terms
from kiosk.onenetwork.client import CatalogueBody, OneNetwork
from kiosk.onenetwork.models import Manifest
from kiosk.storage.files import replace_file

log = logging.getLogger(__name__)

FILE = "catalogue.snapshot"


class UntrustedCatalogue(Exception):  # noqa: N818 - says what is wrong
    """The bytes are not what the backend signed; the message says how, for the technician."""


@dataclass(frozen=True)
class Catalogue:
    """A catalogue that can be trusted, with the readings its search needs."""

    version: str
    items: tuple[Item, ...]
    readings: Readings

    def item(self, code: str) -> Item | None:
        """The item of a code."""
        return next((item for item in self.items if item.code == code), None)


class SnapshotStore:
    """Keeps the last good catalogue in `directory`; `key` is the catalogue's signing key."""

    def __init__(self, directory: Path, key: bytes) -> None:
        self._path = directory / FILE
        self._key = key

    def load(self) -> Catalogue | None:
        """The last good catalogue; None when there is none yet, or it is damaged. Milliseconds."""
        try:
            head, _, body = self._path.read_bytes().partition(b"\n")
            label = json.loads(head)
            content = CatalogueBody(body, label["charset"])
            manifest = Manifest.model_validate(label["manifest"])
            items = self._verified(manifest, content)
            return Catalogue(manifest.version, items, label["readings"])
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError, UntrustedCatalogue) as error:
            log.error("catalogue: the snapshot is damaged: %s", error)
            return None

    async def sync(self, backend: OneNetwork, present: Catalogue | None) -> Catalogue | None:
        """The backend's catalogue, verified and stored; None when it is the present one.

        Raises:
            BackendError: it cannot be had now.
            UntrustedCatalogue: it is not what the backend signed.
        """
        manifest = await backend.manifest()
        if present is not None and manifest.version == present.version:
            return None
        body = await backend.items()
        return await asyncio.to_thread(self._adopt, manifest, body)

    def _adopt(self, manifest: Manifest, content: CatalogueBody) -> Catalogue:
        items = self._verified(manifest, content)
        readings = readings_of(all_terms(items))
        label = {
            "manifest": manifest.model_dump(mode="json"),
            "charset": content.charset,
            "readings": readings,
        }
        head = json.dumps(label, ensure_ascii=False, separators=(",", ":")).encode()
        try:
            replace_file(self._path, head + b"\n" + content.body)
        except OSError as error:
            # It is good all the same; only the next start will not have it.
            log.error("catalogue: cannot be stored: %s", error)
        return Catalogue(manifest.version, items, readings)

    def _verified(self, manifest: Manifest, content: CatalogueBody) -> tuple[Item, ...]:
        """The items in a body.

        Raises:
            UntrustedCatalogue: they are not what was signed, or no items.
        """
        if hashlib.sha256(content.body).hexdigest() != manifest.sha256:
            raise UntrustedCatalogue("the body's SHA-256 is not the manifest's")
        signature = hmac.new(self._key, manifest.sha256.encode(), hashlib.sha256).hexdigest()
        if not hmac.compare_digest(signature, manifest.signature):
            raise UntrustedCatalogue("the manifest's signature is not by the catalogue's key")
        try:
            items = Items.model_validate_json(content.body.decode(content.charset))
        except (ValidationError, UnicodeDecodeError, LookupError) as error:
            raise UntrustedCatalogue(f"the body is no catalogue: {error}") from error
        if items.version != manifest.version or len(items.items) != manifest.item_count:
            raise UntrustedCatalogue("the body is of another version, or not all of it")
        return items.items
