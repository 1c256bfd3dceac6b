"""The last good catalogue on disk, and what may replace it."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.catalogue import snapshot
from kiosk.catalogue.assembly import UntrustedCatalogue
from kiosk.catalogue.model import Item
from kiosk.catalogue.pinyin import Readings
from kiosk.catalogue.snapshot import FILE, MOST_PARTS, Catalogue, SnapshotStore
from kiosk.onenetwork.client import OneNetwork
from kiosk.onenetwork.problem import BackendError
from simulators.backend_launch import backend
from tests.catalogue.platform_double import KEY, PlatformDouble, WireItem, published

REASON = "已并入“社会保障卡补领”。"


@pytest.fixture
def store(tmp_path: Path, readings: Readings, monkeypatch: pytest.MonkeyPatch) -> SnapshotStore:
    """A store whose pinyin was worked out beforehand."""
    monkeypatch.setattr(snapshot, "readings_of", lambda terms: dict(readings))
    return SnapshotStore(tmp_path, KEY)


async def taken(
    store: SnapshotStore, platform: PlatformDouble, present: Catalogue | None
) -> Catalogue:
    """What the store takes from it."""
    catalogue = await store.sync(platform.client(), present)
    assert catalogue is not None
    return catalogue


@pytest.fixture
async def good(store: SnapshotStore, wire_items: list[WireItem]) -> Catalogue:
    return await taken(store, PlatformDouble(published(wire_items)), None)


async def test_what_was_synchronised_is_there_at_the_next_start(
    store: SnapshotStore, good: Catalogue, items: tuple[Item, ...]
) -> None:
    assert store.load() == good
    assert good.readings["补社保卡"] == "bu she bao ka"
    assert [good.item(one.code) for one in good.items] == list(items)
    assert good.item("unknown") is None


async def test_same_version_is_confirmed_and_not_fetched_again(
    store: SnapshotStore, good: Catalogue, wire_items: list[WireItem], tmp_path: Path
) -> None:
    os.utime(tmp_path / FILE, (0, 0))
    platform = PlatformDouble(published(wire_items))
    assert await store.sync(platform.client(), good) is None
    assert platform.asked == ["/v1/catalogue/manifest"]
    confirmed = store.confirmed_at()
    assert confirmed is not None
    assert confirmed.year > 1970


async def test_only_what_changed_is_fetched(
    store: SnapshotStore, good: Catalogue, wire_items: list[WireItem]
) -> None:
    gone, kept, changed = wire_items[0], wire_items[1:], {**wire_items[1], "plain": "换了说法"}
    now = [changed, *kept[1:]]
    platform = PlatformDouble(
        published(now, "2", day=17),
        published([changed], "2", day=17, since="1", withdrawn=((str(gone["code"]), REASON),)),
    )
    newer = await taken(store, platform, good)
    assert platform.asked[1:] == ["/v1/catalogue/items?since=1"]
    assert (newer.version, len(newer.items)) == ("2", len(wire_items) - 1)
    item = newer.item(str(changed["code"]))
    assert item is not None
    assert item.plain == "换了说法"
    assert newer.item(str(gone["code"])) is None
    assert newer.stock.withdrawn == {gone["code"]: REASON}
    assert newer.readings is good.readings
    assert store.load() == newer


async def test_the_whole_is_fetched_when_what_changed_does_not_lead_there(
    store: SnapshotStore, good: Catalogue, wire_items: list[WireItem]
) -> None:
    whole = published(wire_items[:3], "2", day=17)
    for delta in (
        published([], "2", day=17, since="0"),
        published([], "3", day=17, since="1"),
        published([], "2", day=17, since="1"),
    ):
        platform = PlatformDouble(whole, delta)
        newer = await taken(store, platform, good)
        assert platform.asked[1:] == ["/v1/catalogue/items?since=1", "/v1/catalogue/items"]
        assert (newer.version, len(newer.items), len(newer.parts)) == ("2", 3, 1)


async def test_a_platform_that_knows_no_deltas_sends_the_whole(
    store: SnapshotStore, good: Catalogue, wire_items: list[WireItem]
) -> None:
    newer = await taken(store, PlatformDouble(published(wire_items[:3], "2", day=17)), good)
    assert (len(newer.items), len(newer.parts)) == (3, 1)


async def test_the_file_does_not_grow_for_ever(
    store: SnapshotStore, good: Catalogue, wire_items: list[WireItem]
) -> None:
    present = good
    for number in range(2, MOST_PARTS + 3):
        before, version = str(number - 1), str(number)
        platform = PlatformDouble(
            published(wire_items, version, day=17),
            published([wire_items[number % 3]], version, day=17, since=before),
        )
        present = await taken(store, platform, present)
    assert len(present.parts) == 2
    assert store.load() == present


async def test_gb18030_body_is_verified_and_kept(
    store: SnapshotStore, wire_items: list[WireItem]
) -> None:
    body = published(wire_items, charset="gb18030")
    catalogue = await taken(store, PlatformDouble(body, charset="gb18030"), None)
    assert store.load() == catalogue


FAULTS = ["body", "truncated", "key", "count", "model", "older", "no moment"]


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("kind", ["whole", "delta"])
async def test_what_is_not_as_signed_leaves_the_last_good_one(
    store: SnapshotStore, good: Catalogue, wire_items: list[WireItem], fault: str, kind: str
) -> None:
    whole = published(wire_items, "2", day=17)
    delta = published(wire_items[:1], "2", day=17, since="1") if kind == "delta" else None
    platform = PlatformDouble(whole, delta)
    broken = {
        "body": lambda: replace(platform, sent=whole.replace("免费".encode(), "收费".encode())),
        "truncated": lambda: replace(platform, sent=(delta or whole)[:-40]),
        "key": lambda: replace(platform, key=b"another"),
        "count": lambda: replace(platform, count=1),
        "model": lambda: PlatformDouble(published([{"code": "1"}], "2", day=17)),
        "older": lambda: PlatformDouble(published(wire_items, "2", day=15)),
        "no moment": lambda: PlatformDouble(whole.replace(b"09:00:00+08:00", b"09:00:00")),
    }[fault]()
    with pytest.raises(UntrustedCatalogue):
        await store.sync(broken.client(), good)
    assert store.load() == good


async def test_an_older_catalogue_is_not_passed_off_as_new(
    store: SnapshotStore, good: Catalogue, wire_items: list[WireItem]
) -> None:
    """The bytes are truly signed; only the manifest around them is made up."""
    newer = await taken(store, PlatformDouble(published(wire_items[:5], "2", day=17)), good)
    with pytest.raises(UntrustedCatalogue, match="older"):
        await store.sync(PlatformDouble(published(wire_items)).client(), newer)
    assert store.load() == newer


@pytest.mark.parametrize("damage", [b"", b"{}\n", b"\xff\xff\n\xff", b'{"parts": []}\nx', b"{\n"])
async def test_damaged_file_counts_as_none(
    store: SnapshotStore, good: Catalogue, tmp_path: Path, damage: bytes
) -> None:
    (tmp_path / FILE).write_bytes(damage)
    assert store.load() is None


DISK_CHANGES = [("免费", "收费"), ("}", ""), ("2026-11-16", "2027-11-16")]


@pytest.mark.parametrize(("old", "new"), DISK_CHANGES)
async def test_file_changed_on_disk_is_not_trusted(
    store: SnapshotStore, good: Catalogue, tmp_path: Path, old: str, new: str
) -> None:
    head, _, body = (tmp_path / FILE).read_bytes().partition(b"\n")
    (tmp_path / FILE).write_bytes(head + b"\n" + body.replace(old.encode(), new.encode()))
    assert store.load() is None


def test_no_file_is_no_catalogue(store: SnapshotStore) -> None:
    assert store.load() is None
    assert store.confirmed_at() is None


async def test_disk_that_takes_nothing_does_not_keep_the_catalogue_from_serving(
    store: SnapshotStore, wire_items: list[WireItem], tmp_path: Path
) -> None:
    tmp_path.rmdir()
    catalogue = await taken(store, PlatformDouble(published(wire_items)), None)
    assert await store.sync(PlatformDouble(published(wire_items)).client(), catalogue) is None


async def test_over_http_with_faults_and_a_withdrawal(tmp_path: Path) -> None:
    store = SnapshotStore(tmp_path, b"demo-catalogue-key")
    with backend(tmp_path / "backend") as platform:
        client = OneNetwork(
            platform.url, "demo-terminal", b"demo-terminal-secret", call_deadline=60
        )
        platform.fault("bad_catalogue_signature", "/v1/catalogue")
        with pytest.raises(UntrustedCatalogue):
            await store.sync(client, None)
        platform.clear()
        platform.fault("half_body", "/v1/catalogue/items", times=1)
        good = await store.sync(client, None)
        assert good is not None
        code = good.items[0].code
        platform.withdraw(code, REASON)
        newer = await store.sync(client, good)
        assert newer is not None
        assert newer.stock.withdrawn == {code: REASON}
        assert newer.stock.published_at - good.stock.published_at > timedelta(0)
        assert len(newer.parts[-1].body) < 1000
        platform.restart()
        whole_again = await store.sync(client, newer)
        assert whole_again is not None
        assert whole_again.item(code) is not None
        platform.kill()
        with pytest.raises(BackendError):
            await store.sync(client, whole_again)
        await client.close()
    assert store.load() == whole_again
