"""The catalogue as it is published: signed snapshots, withdrawals, and what changed between."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import datetime, timedelta
from typing import Any, Final

from simulators.backend.catalogue_data import without
from simulators.backend.catalogue_model import Item
from simulators.backend.problems import ProblemError

FIRST_PUBLISHED: Final = datetime.fromisoformat("2026-11-16T09:00:00+08:00")


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


class Catalogue:
    """`body` is sent as it is, and the manifest speaks of those bytes.

    Snapshots published since the start are remembered, so that a terminal may ask for a delta.
    `before` is when an earlier start published last: terminals take nothing older than that.
    """

    def __init__(self, items: list[Item], key: str, before: datetime | None = None) -> None:
        self._all = {item.code: item for item in items}
        self._key = key
        self._snapshots: dict[str, dict[str, Any]] = {}
        self.tombstones: dict[str, dict[str, str]] = {}
        self._publish(before + timedelta(seconds=1) if before else FIRST_PUBLISHED)

    def _publish(self, at: datetime) -> None:
        """A version's name comes of its content and its moment: none is ever published twice."""
        shown = {item.code: item.model_dump(mode="json") for item in self._offered()}
        self.published_at = at.isoformat()
        content = _json([self.published_at, *shown.values()])
        self.version = f"{at:%Y-%m-%d}-{hashlib.sha256(content).hexdigest()[:8]}"
        self._snapshots[self.version] = shown
        self.body = self._snapshot(None, list(shown.values()), [])
        sha256 = hashlib.sha256(self.body).hexdigest()
        self.manifest = {
            "version": self.version,
            "sha256": sha256,
            "signature": self.signature(self.body),
            "item_count": len(shown),
            "published_at": self.published_at,
        }

    def _offered(self) -> list[Item]:
        return [self.offered(code) for code in self._all if code not in self.tombstones]

    def _snapshot(self, since: str | None, items: list[Any], withdrawn: list[Any]) -> bytes:
        head = {"version": self.version, "published_at": self.published_at, "since": since}
        return _json({**head, "items": items, "withdrawn": withdrawn})

    def signature(self, body: bytes) -> str:
        """HMAC-SHA256 under the catalogue key, of the hex text of the bytes' SHA-256."""
        sha256 = hashlib.sha256(body).hexdigest()
        return hmac.new(self._key.encode(), sha256.encode(), hashlib.sha256).hexdigest()

    def since(self, version: str | None) -> bytes:
        """A delta from a snapshot still known, else the whole."""
        old = self._snapshots.get(version) if version else None
        if old is None:
            return self.body
        now = self._snapshots[self.version]
        changed = [item for code, item in now.items() if old.get(code) != item]
        gone = [self.tombstones[code] for code in old if code not in now]
        return self._snapshot(version, changed, gone)

    def withdraw(self, code: str, at: datetime, reason: str) -> None:
        """Takes an item down (下架): a new snapshot without it. Raises ProblemError not_found."""
        if code not in self._all:
            raise ProblemError("not_found")
        self.tombstones[code] = {"code": code, "withdrawn_at": at.isoformat(), "reason": reason}
        self._publish(at)

    def restore(self, at: datetime) -> bool:
        """Nothing is withdrawn any more; whether that took a new snapshot."""
        if not self.tombstones:
            return False
        self.tombstones.clear()
        self._publish(at)
        return True

    def known(self, code: str) -> Item:
        """An item, though it may be withdrawn by now. Raises ProblemError not_found."""
        if code not in self._all:
            raise ProblemError("not_found")
        return self._all[code]

    def offered(self, code: str) -> Item:
        """An item offered now; a bundle without the parts withdrawn from it.

        Raises ProblemError not_found or item_withdrawn.
        """
        item = self.known(code)
        if code in self.tombstones:
            raise ProblemError("item_withdrawn")
        left = [part for part in item.parts if part not in self.tombstones]
        if left == item.parts:
            return item
        return self.bundle(item, left).model_copy(update={"parts": left})

    def bundle(self, item: Item, parts: list[str]) -> Item:
        """The item as asked for these of its parts; no part named means all of them."""
        if not item.parts or not parts:
            return item
        left_out = [self.known(code) for code in item.parts if code not in parts]
        return without(item, left_out, [self.known(code) for code in parts])

    def form_owner(self, form_id: str) -> Item:
        """The item whose form it is. Raises ProblemError."""
        for item in self._all.values():
            if item.form.id == form_id:
                return self.offered(item.code)
        raise ProblemError("not_found")
