"""A catalogue of 230 and of 5,000 items: read from disk, checked when it comes, held in memory."""

from __future__ import annotations

import gc
import hashlib
import json
import time
from itertools import cycle, islice
from typing import Any

from kiosk.catalogue.assembly import Part, with_part
from simulators.backend.catalogue_data import load_items
from tests.bench.rows import Row, alone

MANY = 5_000
READ_AIM_MS, HELD_AIM_MB = 500.0, 20.0
SMAPS = "/proc/self/smaps_rollup"


def read() -> list[Row]:
    """The demo catalogue, and its items over and over under numbers of their own."""
    few = [item.model_dump(mode="json") for item in load_items()]
    return [*_of(few), *_of(list(_many(few)))]


def _many(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {**item, "code": f"98{number:010}", "name": f"{item['name']}{number}"}
        for number, item in enumerate(islice(cycle(items), MANY))
    ]


def _of(items: list[dict[str, Any]]) -> list[Row]:
    head = {"version": "1", "published_at": "2026-11-16T09:00:00+08:00", "since": None}
    body = json.dumps({**head, "items": items}, ensure_ascii=False).encode()
    part = Part(body, "utf-8", hashlib.sha256(body).hexdigest())
    gc.collect()
    before, begun = _private_mb(), time.perf_counter()
    stock = with_part(part, None, check=False)
    read_s = time.perf_counter() - begun
    gc.collect()
    held = _private_mb() - before
    begun = time.perf_counter()
    with_part(part, None, check=True)
    checked_s = time.perf_counter() - begun
    name = f"catalogue of {len(stock.items):,} items"
    return [
        alone(f"{name}: read at the start", read_s * 1000, "ms", READ_AIM_MS),
        alone(f"{name}: checked when it comes", checked_s * 1000, "ms"),
        alone(f"{name}: held besides its {len(body) / 1e6:.1f} MB", held, "MB", HELD_AIM_MB),
    ]


def _private_mb() -> float:
    with open(SMAPS, encoding="ascii") as told:
        return (
            next(int(line.split()[1]) for line in told if line.startswith("Private_Dirty")) / 1024
        )
