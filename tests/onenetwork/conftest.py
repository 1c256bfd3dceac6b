"""A backend simulator for the whole folder, and an application to hand in."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
import stamina

from kiosk.onenetwork.client import OneNetwork
from kiosk.onenetwork.ledger import Ledger
from kiosk.onenetwork.models import Applicant
from kiosk.onenetwork.outbox import Outbox, OutboxLimits
from kiosk.onenetwork.submission import Submission
from kiosk.storage.audit import AuditTrail
from kiosk.storage.database import Database
from kiosk.storage.signer import Signer
from kiosk.storage.vault import Vault
from simulators.backend_launch import RunningBackend, backend

NAME = "张示例"
NUMBER = "990101200001010014"
PHONE = "13800000000"
PATIENCE_S = 60.0
"""In which a simulated platform certainly answers, on a machine however busy."""
ITEM = "992001010001"

MakeSubmission = Callable[[str], Submission]


def make_submission(assertion: str, phone: str = PHONE) -> Submission:
    """A complete application for a replaced social security card."""
    return Submission(
        terminal_case_ref=uuid.uuid4().hex,
        item_code=ITEM,
        applicant=Applicant(
            name=NAME, id_number=NUMBER, card_kind="citizen", phone=phone, address="示例市示例路1号"
        ),
        form={"address": "示例市示例路1号", "phone": phone},
        materials={"household_page": b"\xff\xd8\xff\xe0" + b"page" * 5000 + b"\xff\xd9"},
        signature=b"\x89PNG\r\n\x1a\n" + b"ink" * 100,
        declaration="本人承诺所填内容属实。",
        assertion=assertion,
        created_at=datetime.now().astimezone(),
    )


QUICK = OutboxLimits(min_free_bytes=0, first_pause_s=0.05, longest_pause_s=0.2, tell_within_s=0)


def ledger_of(database: Database, vault: Vault | None = None) -> Ledger:
    """The rows in a database, sealed and signed with the keys beside it."""
    folder = database.path.parent
    opened = vault or Vault.open(folder)
    return Ledger(database, opened, AuditTrail(database, opened, Signer.open(folder)))


@pytest.fixture(scope="session")
def one_backend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningBackend]:
    with backend(tmp_path_factory.mktemp("backend")) as running:
        yield running


@pytest.fixture
def platform(one_backend: RunningBackend) -> RunningBackend:
    """The simulator, as if just installed."""
    one_backend.reset()
    return one_backend


@pytest.fixture
async def client(platform: RunningBackend) -> AsyncIterator[OneNetwork]:
    network = OneNetwork(
        platform.url, "demo-terminal", b"demo-terminal-secret", call_deadline=PATIENCE_S
    )
    yield network
    await network.close()


@pytest.fixture
async def assertion(client: OneNetwork) -> str:
    session = await client.open_session(
        name=NAME, id_number=NUMBER, card_kind="citizen", valid_to=None
    )
    return session.assertion


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    store = Database(tmp_path / "kiosk.db")
    store.open()
    yield store
    store.close()


@pytest.fixture
def outbox(client: OneNetwork, database: Database) -> Outbox:
    return Outbox(client, ledger_of(database), QUICK)


@pytest.fixture
def no_pauses() -> Iterator[None]:
    """Retries follow each other at once."""
    with stamina.set_testing(True, attempts=4, cap=True):
        yield


@pytest.fixture(autouse=True)
def nothing_personal_in_logs(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    caplog.set_level("DEBUG", logger="kiosk")
    yield
    assert not any(text in caplog.text for text in (NAME, NUMBER, PHONE))
