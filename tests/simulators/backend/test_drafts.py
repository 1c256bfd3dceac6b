"""Drafts that nobody submits go in the end, with all that is in them."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from simulators.backend.case_states import DRAFT_LIFE, forget_drafts
from simulators.backend.clock import beijing_now
from simulators.backend.store import Store


def put(store: Store, case_no: str, state: str, created: datetime) -> None:
    number = store.insert(
        "cases",
        state=state,
        item_code="992001010001",
        terminal="t",
        terminal_case_ref=case_no,
        person_ref="p",
        applicant="{}",
        form="{}",
        channel="terminal",
        application="{}",
        occurred_at=created.isoformat(),
        created_at=created.isoformat(),
    )
    store.update("cases", "id", number, case_no=case_no)
    store.insert("materials", case_no=case_no, code="page", size=1, sha256="0" * 64)


def test_only_old_drafts_are_forgotten(tmp_path: Path) -> None:
    store, now = Store(tmp_path / "platform.db"), beijing_now()
    old, young = now - DRAFT_LIFE - timedelta(minutes=1), now - DRAFT_LIFE + timedelta(minutes=1)
    put(store, "old-draft", "draft", old)
    put(store, "young-draft", "draft", young)
    put(store, "old-case", "accepted", old)
    forget_drafts(store, now)
    for table in ("cases", "materials"):
        rows = store.rows(f"SELECT case_no FROM {table} ORDER BY case_no")
        assert [row["case_no"] for row in rows] == ["old-case", "young-draft"]
    store.close()
