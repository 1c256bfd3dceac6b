"""The seam for a province's platform: the worked example, installed, does a case whole."""

from __future__ import annotations

import asyncio
import json
import sys
import tomllib
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk import settings as configuration
from kiosk.onenetwork.client import OneNetwork
from kiosk.onenetwork.connect import connect
from kiosk.onenetwork.models import CaseState, RatingGiven
from kiosk.onenetwork.outbox import Delivered, Outbox
from kiosk.onenetwork.problem import BackendProblem, Unreachable
from kiosk.settings import SettingsError
from kiosk.storage.database import Database
from tests.onenetwork.conftest import ITEM, NAME, NUMBER, QUICK, ledger_of, make_submission
from tests.onenetwork.province_gateway import SECRET, Books, gateway
from tests.simulators.backend.contract_document import Contract

EXAMPLE = Path(__file__).parents[2] / "docs/examples/province_adapter"


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The example's package on the path, with the metadata that an installation would write."""
    project = tomllib.loads((EXAMPLE / "pyproject.toml").read_text("utf-8"))["project"]
    info = tmp_path / "site" / "demo_province_adapter-0.0.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Name: demo-province-adapter\nVersion: 0.0.0\n", "utf-8")
    lines = []
    for group, entries in project["entry-points"].items():
        lines += [f"[{group}]", *(f"{name} = {value}" for name, value in entries.items())]
    (info / "entry_points.txt").write_text("\n".join(lines), "utf-8")
    monkeypatch.syspath_prepend(str(info.parent))
    monkeypatch.syspath_prepend(str(EXAMPLE))
    yield
    for name in [one for one in sys.modules if one.split(".")[0] == "demo_province"]:
        del sys.modules[name]


@pytest.fixture
def province(installed: None) -> Iterator[tuple[str, Books]]:
    with gateway() as running:
        yield running


def client_of(url: str, *more: str) -> OneNetwork:
    return connect(
        configuration.load(
            "simulated",
            [
                f"backend.url={url}",
                "backend.platform=demo-province",
                "backend.scheme=demo-province",
                f"backend.secret={SECRET.decode()}",
                "backend.field_cipher=none",
                *more,
            ],
        )
    )


@pytest.fixture
async def terminal(province: tuple[str, Books]) -> AsyncIterator[OneNetwork]:
    network = client_of(province[0])
    yield network
    await network.close()


async def test_a_case_is_submitted_and_rated_once_though_answers_are_lost(
    terminal: OneNetwork, province: tuple[str, Books], database: Database
) -> None:
    books = province[1]
    session = await terminal.open_session(
        name=NAME, id_number=NUMBER, card_kind="resident", valid_to=None
    )
    assert session.assurance == 3
    submission = make_submission(session.assertion)
    resident = submission.applicant.model_copy(update={"card_kind": "resident"})
    submission = submission.model_copy(update={"applicant": resident})
    outbox = Outbox(terminal, ledger_of(database), QUICK)
    await outbox.commit(submission)
    books.lose |= {"apply.open", "apply.submit", "eval.send"}
    outcome = await outbox.deliver(submission.terminal_case_ref, 60)
    assert isinstance(outcome, Delivered)
    case = outcome.case
    assert (case.state, case.item_code) == (CaseState.ACCEPTED, ITEM)
    # Promise code 2 is 即办件 here: done on the day it was accepted.
    assert case.accepted_at is not None
    assert case.promised_date == case.accepted_at.date()
    assert case.accepted_at.utcoffset() is not None
    assert abs((case.accepted_at - datetime.now(UTC)).total_seconds()) < 60

    stars = RatingGiven(stars=5, reasons=("412",), words="𠮷", named=False)
    await outbox.commit_rating(submission.terminal_case_ref, stars)
    draining = asyncio.create_task(outbox.drain())
    async with asyncio.timeout(60):
        while not books.ratings or books.lose:
            await asyncio.sleep(0.02)
    draining.cancel()

    assert [one["source"] for one in books.cases.values()] == ["5"]
    assert json.loads(books.cases[case.case_no]["info"])["phone"] == "13800000000"
    assert [code for _, code, _ in books.stuffs] == ["household_page", "_signature"]
    (rating,) = books.ratings
    told = (rating["satisfaction"], rating["pf"], rating["evalDetail"], rating["anonymity"])
    assert told == ("1", "5", "412", "1")
    assert rating["writingEvaluation"] == "𠮷"
    assert await terminal.cases_of(submission.terminal_case_ref) == (case,)


async def test_the_gateways_codes_are_the_contracts_problems(terminal: OneNetwork) -> None:
    with pytest.raises(BackendProblem, match="not_found"):
        await terminal.case("2" * 18)
    with pytest.raises(BackendProblem) as caught:
        await terminal.open_session(
            name="王示例", id_number=NUMBER, card_kind="resident", valid_to=None
        )
    assert caught.value.code == "invalid"
    assert caught.value.defects[0].field == "valid_to"
    with pytest.raises(BackendProblem, match="not_found") as caught:
        await terminal.manifest()
    assert caught.value.user_message == "本地平台还没有这项服务。"


async def test_what_the_adapter_was_not_written_for_is_unreachable(
    terminal: OneNetwork,
) -> None:
    with pytest.raises(Unreachable, match="adapter does not understand"):
        await terminal.open_session(
            name=NAME, id_number=NUMBER, card_kind="passport", valid_to=None
        )


async def test_another_secret_is_refused_by_the_gateway(province: tuple[str, Books]) -> None:
    stranger = client_of(province[0], "backend.secret=another secret")
    with pytest.raises(BackendProblem, match="bad_signature"):
        await stranger.case("2" * 18)
    await stranger.close()


@pytest.mark.parametrize(("best", "sent"), [(1, "2"), (5, "4")])
async def test_the_direction_of_the_rating_is_a_setting(
    province: tuple[str, Books], best: int, sent: str
) -> None:
    url, books = province
    network = client_of(url, f"backend.options.best={best}")
    await network.rate("2" * 18, RatingGiven(stars=4), key="a" * 32)
    await network.close()
    assert [one["satisfaction"] for one in books.ratings] == [sent]
    with pytest.raises(SettingsError, match="best=3: expected one of 1, 5"):
        client_of(url, "backend.options.best=3")


async def test_the_adapters_answers_are_the_contracts(
    terminal: OneNetwork, province: tuple[str, Books]
) -> None:
    """Held against the written contract, not only against what our models happen to read."""
    contract = Contract()
    answers: list[tuple[str, str, bytes]] = []
    caller = terminal._caller
    exchange = caller._platform.call

    async def overheard(ask, send):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        answer = await exchange(ask, send)
        answers.append((ask.method.lower(), ask.target, answer.body))
        return answer

    caller._platform.call = overheard  # type: ignore[method-assign]
    session = await terminal.open_session(
        name=NAME, id_number=NUMBER, card_kind="resident", valid_to=None
    )
    assert session.token
    province[1].cases["2" * 18] = {"outerNo": "0" * 32, "itemCode": ITEM, "state": "01"}
    await terminal.case("2" * 18)
    await terminal.cases_of("0" * 32)
    await terminal.rate("2" * 18, RatingGiven(stars=1, words="慢"), key="b" * 32)
    paths = ["/v1/sessions", "/v1/cases/{case_no}", "/v1/cases", "/v1/ratings"]
    for path, (method, _, body) in zip(paths, answers, strict=True):
        responses = contract.operation(path, method)["responses"]
        response = contract.resolve(responses.get("200") or responses["201"])
        schema = response["content"]["application/json"]["schema"]
        assert contract.faults(schema, json.loads(body)) == [], path
