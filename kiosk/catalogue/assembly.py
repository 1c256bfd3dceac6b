"""A catalogue put together from what the platform signed: a whole one, then what changed.

Each part is verified by itself and must follow the one before; the version's moment is signed
with the rest, so that an older catalogue cannot be passed off as a new one.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, NamedTuple

import msgspec
from pydantic import ValidationError

from kiosk.catalogue.model import Item
from kiosk.catalogue.summary import Summary, read_summary

Moment = Annotated[datetime, msgspec.Meta(tz=True)]


class UntrustedCatalogue(Exception):  # noqa: N818 - says what is wrong
    """The bytes are not what the backend signed; the message says how, for the technician."""


@dataclass(frozen=True)
class Part:
    """Bytes as they were sent, the charset they are said to have, and their signature (hex)."""

    body: bytes
    charset: str
    signature: str

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes, hex."""
        return hashlib.sha256(self.body).hexdigest()


class Kept(NamedTuple):
    """An item: what lists need, and its JSON, a view of the part it came in."""

    summary: Summary
    raw: memoryview


@dataclass(frozen=True)
class Stock:
    """The items of a version by code, and why some are gone (code → words for a citizen).

    `since` is the version the last part starts from; None when that was the whole.
    """

    version: str
    published_at: datetime
    since: str | None
    items: Mapping[str, Kept]
    withdrawn: Mapping[str, str]


class _Tombstone(msgspec.Struct, frozen=True):
    code: str
    reason: str


class _Body(msgspec.Struct, frozen=True):
    """A catalogue's outer form; the items are looked at one by one."""

    version: str
    published_at: Moment
    items: list[msgspec.Raw]
    since: str | None = None
    withdrawn: list[_Tombstone] = []


_read_body = msgspec.json.Decoder(_Body).decode


def verify(part: Part, key: bytes) -> None:
    """Check the signature: HMAC-SHA256 under `key` of the hex text of the bytes' SHA-256.

    Raises:
        UntrustedCatalogue: it is another.
    """
    verify_digest(part.digest, part.signature, key)


def verify_digest(digest: str, signature: str, key: bytes) -> None:
    """The same for a SHA-256 (hex), as a manifest tells it.

    Raises:
        UntrustedCatalogue: the signature is another.
    """
    right = hmac.new(key, digest.encode(), hashlib.sha256).hexdigest()
    if not hmac.compare_digest(right.encode(), signature.encode()):
        raise UntrustedCatalogue(f"the signature over {digest[:12]}… is not by the catalogue's key")


def with_part(part: Part, before: Stock | None, *, check: bool) -> Stock:
    """The stock after a verified part.

    Args:
        check: hold each item against the model; needless for what was kept here after that.

    Raises:
        UntrustedCatalogue: it is no catalogue, does not follow `before`, or is older.
    """
    try:
        body = _read_body(_utf8(part))
        kept = [_kept(memoryview(raw), check=check) for raw in body.items]
    except (msgspec.MsgspecError, ValidationError, UnicodeDecodeError, LookupError) as error:
        raise UntrustedCatalogue(f"the body is no catalogue: {error}") from error
    if before is not None and body.published_at < before.published_at:
        raise UntrustedCatalogue(f"{body.version} is older than {before.version}")
    if body.since is not None and (before is None or body.since != before.version):
        raise UntrustedCatalogue(f"it says what changed since {body.since}, which is not here")
    items, withdrawn = _base(before if body.since is not None else None)
    items.update((one.summary.code, one) for one in kept)
    for tombstone in body.withdrawn:
        items.pop(tombstone.code, None)
        withdrawn[tombstone.code] = tombstone.reason
    return Stock(body.version, body.published_at, body.since, items, withdrawn)


def _base(before: Stock | None) -> tuple[dict[str, Kept], dict[str, str]]:
    return (dict(before.items), dict(before.withdrawn)) if before is not None else ({}, {})


def _utf8(part: Part) -> bytes:
    if part.charset.lower() in ("utf-8", "utf8"):
        return part.body
    return part.body.decode(part.charset).encode()


def _kept(raw: memoryview, *, check: bool) -> Kept:
    if check:
        Item.model_validate_json(bytes(raw))
    return Kept(read_summary(raw), raw)
