"""The last good catalogue on disk, and what may replace it."""

from __future__ import annotations

import hashlib
import hmac
import json
from pathlib import Path

import httpx
import pytest

from kiosk.catalogue import snapshot
from kiosk.catalogue.pinyin import Readings
from kiosk.catalogue.snapshot import FILE, Catalogue, SnapshotStore, UntrustedCatalogue
from kiosk.onenetwork.client import OneNetwork
from kiosk.onenetwork.problem import BackendError
from simulators.backend_launch import backend

KEY = b"catalogue key"


def backend_of(
    items: list[dict[str, object]],
    version: str = "1",
    *,
    body: bytes | None = None,
    key: bytes = KEY,
    charset: str = "utf-8",
    count: int | None = None,
) -> OneNetwork:
    """A backend that publishes these items; `body` replaces what it sends after signing."""
    published = {"version": version, "published_at": "2026-11-16T09:00:00+08:00"}
    content = json.dumps({**published, "items": items}, ensure_ascii=False).encode(charset)
    digest = hashlib.sha256(content).hexdigest()
    manifest = {
        "version": version,
        "sha256": digest,
        "signature": hmac.new(key, digest.encode(), hashlib.sha256).hexdigest(),
        "item_count": len(items) if count is None else count,
        "published_at": "2026-11-16T09:00:00+08:00",
    }

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("manifest"):
            return httpx.Response(200, json=manifest)
        kind = {"Content-Type": f"application/json; charset={charset}"}
        return httpx.Response(200, content=content if body is None else body, headers=kind)

    transport = httpx.MockTransport(answer)
    return OneNetwork("http://127.0.0.1:1", "t", b"s", transport=transport)


@pytest.fixture
def store(tmp_path: Path, readings: Readings, monkeypatch: pytest.MonkeyPatch) -> SnapshotStore:
    """A store whose pinyin was worked out beforehand."""
    monkeypatch.setattr(snapshot, "readings_of", lambda terms: dict(readings))
    return SnapshotStore(tmp_path, KEY)


@pytest.fixture
async def good(store: SnapshotStore, wire_items: list[dict[str, object]]) -> Catalogue:
    catalogue = await store.sync(backend_of(wire_items), None)
    assert catalogue is not None
    return catalogue


async def test_what_was_synchronised_is_there_at_the_next_start(
    store: SnapshotStore, good: Catalogue
) -> None:
    assert store.load() == good
    assert good.readings["补社保卡"] == "bu she bao ka"
    assert good.item(good.items[0].code) == good.items[0]
    assert good.item("unknown") is None


async def test_same_version_is_not_fetched_again(
    store: SnapshotStore, good: Catalogue, wire_items: list[dict[str, object]]
) -> None:
    assert await store.sync(backend_of(wire_items, body=b"not even sent"), good) is None


async def test_newer_version_replaces_it(
    store: SnapshotStore, good: Catalogue, wire_items: list[dict[str, object]]
) -> None:
    newer = await store.sync(backend_of(wire_items[:3], "2"), good)
    assert newer is not None
    assert (newer.version, len(newer.items)) == ("2", 3)
    assert store.load() == newer


async def test_gb18030_body_is_verified_and_kept(
    store: SnapshotStore, wire_items: list[dict[str, object]]
) -> None:
    catalogue = await store.sync(backend_of(wire_items, charset="gb18030"), None)
    assert catalogue is not None
    assert store.load() == catalogue


@pytest.mark.parametrize("fault", ["body", "key", "count", "model", "version"])
async def test_what_is_not_as_signed_leaves_the_last_good_one(
    store: SnapshotStore, good: Catalogue, wire_items: list[dict[str, object]], fault: str
) -> None:
    broken = {
        "body": lambda: backend_of(wire_items, "2", body=b'{"version": "2", "items": []}'),
        "key": lambda: backend_of(wire_items, "2", key=b"another"),
        "count": lambda: backend_of(wire_items, "2", count=1),
        "model": lambda: backend_of([{"code": "1"}], "2"),
        "version": lambda: backend_of(
            wire_items, "2", body=json.dumps({"version": "3", "items": wire_items}).encode()
        ),
    }[fault]()
    with pytest.raises(UntrustedCatalogue):
        await store.sync(broken, good)
    assert store.load() == good


@pytest.mark.parametrize("damage", [b"", b"{}\n", b"\xff\xff\n\xff", b'{"charset": "utf-8"}\nx'])
async def test_damaged_file_counts_as_none(
    store: SnapshotStore, good: Catalogue, tmp_path: Path, damage: bytes
) -> None:
    (tmp_path / FILE).write_bytes(damage)
    assert store.load() is None


async def test_file_changed_on_disk_is_not_trusted(
    store: SnapshotStore, good: Catalogue, tmp_path: Path
) -> None:
    content = (tmp_path / FILE).read_bytes()
    (tmp_path / FILE).write_bytes(content.replace("免费".encode(), "收费".encode()))
    assert store.load() is None


def test_no_file_is_no_catalogue(store: SnapshotStore) -> None:
    assert store.load() is None


async def test_disk_that_takes_nothing_does_not_keep_the_catalogue_from_serving(
    store: SnapshotStore, wire_items: list[dict[str, object]], tmp_path: Path
) -> None:
    tmp_path.rmdir()
    assert await store.sync(backend_of(wire_items), None) is not None


async def test_over_http_with_faults(tmp_path: Path) -> None:
    store = SnapshotStore(tmp_path, b"demo-catalogue-key")
    with backend(tmp_path / "backend") as platform:
        client = OneNetwork(platform.url, "demo-terminal", b"demo-terminal-secret")
        platform.fault("bad_catalogue_signature", "/v1/catalogue")
        with pytest.raises(UntrustedCatalogue):
            await store.sync(client, None)
        platform.clear()
        platform.fault("half_body", "/v1/catalogue/items", times=1)
        good = await store.sync(client, None)
        assert good is not None
        assert len(good.items) >= 20
        platform.kill()
        with pytest.raises(BackendError):
            await store.sync(client, good)
        await client.close()
    assert store.load() == good
