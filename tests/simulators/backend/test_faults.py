"""Every fault a tester can order: what the terminal sees, and whether the platform acted."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator

import httpx
import pytest
from signing_terminal import Terminal, new_key

from simulators.backend_launch import RunningBackend

MANIFEST = "/v1/catalogue/manifest"
CASES = "/v1/cases"


@pytest.fixture
def terminal(platform: RunningBackend) -> Iterator[Terminal]:
    """Faults spoil answers, so they are not held to the contract here."""
    made = Terminal(platform.url, contract=None)
    yield made
    made.http.close()


def open_case(terminal: Terminal, key: str, body: dict[str, object]) -> httpx.Response:
    assertion = terminal.assertion()
    return terminal.call("POST", CASES, body, key=key, X_Assertion=assertion)


def ordered_case(
    platform: RunningBackend, terminal: Terminal, kind: str, value: float | None = None
) -> tuple[str, dict[str, object]]:
    platform.fault(kind, CASES, method="POST", value=value, times=1)
    return new_key(), terminal.case_body()


def test_latency_delays_then_acts(platform: RunningBackend, terminal: Terminal) -> None:
    platform.fault("latency", MANIFEST, value=0.2, times=1)
    start = time.monotonic()
    assert terminal.call("GET", MANIFEST).status_code == 200
    assert time.monotonic() - start >= 0.2


def test_a_client_that_left_during_latency_was_served(
    platform: RunningBackend, terminal: Terminal
) -> None:
    key, body = ordered_case(platform, terminal, "latency", 0.4)
    assertion = terminal.assertion()
    terminal.http.timeout = httpx.Timeout(0.2)
    with pytest.raises(httpx.ReadTimeout):
        terminal.call("POST", CASES, body, key=key, X_Assertion=assertion)
    terminal.http.timeout = httpx.Timeout(60)
    platform.fault("latency", CASES, method="POST", value=0.4, times=1)
    assert open_case(terminal, key, body).headers["Idempotent-Replay"] == "true"
    assert len(platform.cases()) == 1


@pytest.mark.parametrize(
    ("status", "code"), [(503, "unavailable"), (500, "internal"), (404, "not_found")]
)
def test_status_answers_without_acting(
    platform: RunningBackend, terminal: Terminal, status: int, code: str
) -> None:
    key, body = ordered_case(platform, terminal, "status", status)
    answer = open_case(terminal, key, body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.json()["status"] == status
    assert platform.cases() == []
    assert open_case(terminal, key, body).status_code == 201


def test_reset_breaks_the_connection_unread(platform: RunningBackend, terminal: Terminal) -> None:
    key, body = ordered_case(platform, terminal, "reset")
    with pytest.raises(httpx.TransportError):
        open_case(terminal, key, body)
    assert platform.cases() == []
    assert open_case(terminal, key, body).status_code == 201


def test_reset_is_a_reset_not_a_close(platform: RunningBackend, terminal: Terminal) -> None:
    platform.fault("reset", MANIFEST, times=1)
    host, port = httpx.URL(platform.url).host, httpx.URL(platform.url).port
    with socket.create_connection((host, port), timeout=60) as raw:
        raw.sendall(f"GET {MANIFEST} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        with pytest.raises(ConnectionResetError):
            raw.recv(1)


def test_half_body_acts_and_breaks_off(platform: RunningBackend, terminal: Terminal) -> None:
    key, body = ordered_case(platform, terminal, "half_body")
    with pytest.raises(httpx.RemoteProtocolError, match="without sending complete"):
        open_case(terminal, key, body)
    assert len(platform.cases()) == 1
    assert open_case(terminal, key, body).headers["Idempotent-Replay"] == "true"


def test_lost_ack_acts_and_answers_502(platform: RunningBackend, terminal: Terminal) -> None:
    key, body = ordered_case(platform, terminal, "lost_ack")
    answer = open_case(terminal, key, body)
    assert (answer.status_code, answer.json()["code"]) == (502, "unavailable")
    assert answer.json()["retryable"] is True
    assert len(platform.cases()) == 1
    assert open_case(terminal, key, body).headers["Idempotent-Replay"] == "true"
    assert len(platform.cases()) == 1


def test_lost_ack_can_close_instead(platform: RunningBackend, terminal: Terminal) -> None:
    key, body = ordered_case(platform, terminal, "lost_ack", 0)
    with pytest.raises(httpx.RemoteProtocolError):
        open_case(terminal, key, body)
    assert len(platform.cases()) == 1
    assert open_case(terminal, key, body).headers["Idempotent-Replay"] == "true"


def test_duplicate_ack_delivers_twice(platform: RunningBackend, terminal: Terminal) -> None:
    key, body = ordered_case(platform, terminal, "duplicate_ack")
    answer = open_case(terminal, key, body)
    assert answer.status_code == 201
    assert answer.headers["Idempotent-Replay"] == "true"
    assert len(platform.cases()) == 1


def test_clock_skew_until_the_terminal_follows(
    platform: RunningBackend, terminal: Terminal
) -> None:
    platform.fault("clock_skew", value=3600)
    answer = terminal.call("GET", MANIFEST)
    assert (answer.status_code, answer.json()["code"]) == (401, "clock_skew")
    terminal.offset_s = 3600
    assert terminal.call("GET", MANIFEST).status_code == 200


def test_clock_skew_joins_other_faults(platform: RunningBackend, terminal: Terminal) -> None:
    platform.fault("clock_skew", value=3600)
    platform.fault("gb18030", MANIFEST)
    answer = terminal.call("GET", MANIFEST)
    assert json.loads(answer.content.decode("gb18030"))["code"] == "clock_skew"


@pytest.mark.parametrize(
    ("kind", "status", "code"),
    [
        ("expired_session", 401, "session_expired"),
        ("withdrawn", 410, "item_withdrawn"),
        ("maintenance", 503, "unavailable"),
    ],
)
def test_refusing_faults(
    platform: RunningBackend, terminal: Terminal, kind: str, status: int, code: str
) -> None:
    key, body = ordered_case(platform, terminal, kind)
    answer = open_case(terminal, key, body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers.get("Retry-After") == ("600" if kind == "maintenance" else None)
    assert platform.cases() == []


def test_gb18030_is_the_old_encoding(platform: RunningBackend, terminal: Terminal) -> None:
    platform.fault("gb18030", "/v1/help", times=1)
    body = {"kind": "elsewhere", "where": "demo-terminal", "code": ""}
    answer = terminal.call("POST", "/v1/help", body)
    assert answer.headers["content-type"] == "application/problem+json; charset=gb18030"
    with pytest.raises(UnicodeDecodeError):
        answer.content.decode()
    assert "修改" in json.loads(answer.content.decode("gb18030"))["next_step"]


def test_slow_loris_trickles(platform: RunningBackend, terminal: Terminal) -> None:
    platform.fault("slow_loris", MANIFEST, value=0.05, times=1)
    signed = terminal.headers("GET", MANIFEST, b"")
    with terminal.http.stream("GET", MANIFEST, headers=signed) as answer:
        chunks = answer.iter_raw()
        assert [len(next(chunks)) for _ in range(3)] == [1, 1, 1]
    assert terminal.call("GET", MANIFEST).status_code == 200


def test_bad_catalogue_signature(platform: RunningBackend, terminal: Terminal) -> None:
    good = terminal.call("GET", MANIFEST).json()
    platform.fault("bad_catalogue_signature", "/v1/catalogue", times=1)
    bad = terminal.call("GET", MANIFEST).json()
    assert bad["signature"] != good["signature"]
    assert {**bad, "signature": good["signature"]} == good
    assert terminal.call("GET", MANIFEST).json() == good


def test_path_method_and_times_bound_a_fault(platform: RunningBackend, terminal: Terminal) -> None:
    platform.fault("status", "/v1/catalogue/m", method="GET", times=2)
    statuses = [terminal.call("GET", MANIFEST).status_code for _ in range(3)]
    assert statuses == [503, 503, 200]
    platform.fault("status", MANIFEST, method="POST")
    platform.fault("status", "/v1/cases")
    assert terminal.call("GET", MANIFEST).status_code == 200
    platform.clear()
    assert platform.state()["faults"] == []


def test_rate_strikes_a_share(platform: RunningBackend, terminal: Terminal) -> None:
    platform.fault("status", MANIFEST, rate=0.5)
    statuses = [terminal.call("GET", MANIFEST).status_code for _ in range(40)]
    assert 8 <= statuses.count(503) <= 32


def test_only_the_first_ordered_fault_strikes(platform: RunningBackend, terminal: Terminal) -> None:
    platform.fault("maintenance", MANIFEST, times=1)
    platform.fault("withdrawn", MANIFEST, times=1)
    assert terminal.call("GET", MANIFEST).status_code == 503
    assert terminal.call("GET", MANIFEST).status_code == 410


def test_unknown_faults_are_refused(platform: RunningBackend) -> None:
    with pytest.raises(httpx.HTTPStatusError):
        platform.fault("earthquake")
