"""Signature, replay and idempotency: what stands before every call."""

from __future__ import annotations

import base64
import hashlib
import hmac
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from signing_terminal import OCCURRED, Terminal, new_key

from simulators.backend_launch import RunningBackend, backend

MANIFEST = "/v1/catalogue/manifest"


def test_unsigned_calls_are_refused(terminal: Terminal) -> None:
    answer = terminal.http.get(MANIFEST)
    assert (answer.status_code, answer.json()["code"]) == (401, "bad_signature")
    answer = terminal.http.get(MANIFEST, headers={"X-Terminal": terminal.name})
    assert (answer.status_code, answer.json()["code"]) == (401, "bad_signature")


def test_unknown_terminal(platform: RunningBackend) -> None:
    answer = Terminal(platform.url, name="stranger").call("GET", MANIFEST)
    assert (answer.status_code, answer.json()["code"]) == (403, "unknown_terminal")


def test_wrong_secret(platform: RunningBackend) -> None:
    answer = Terminal(platform.url, secret="guess").call("GET", MANIFEST)
    assert (answer.status_code, answer.json()["code"]) == (401, "bad_signature")


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Body-Digest", "0" * 64),
        ("X-Timestamp", "soon"),
        ("X-Nonce", "short"),
        ("X-Signature", "0" * 64),
        ("X-Signature-Scheme", "none"),
    ],
)
def test_tampered_headers(terminal: Terminal, header: str, value: str) -> None:
    signed = terminal.headers("GET", MANIFEST, b"")
    answer = terminal.http.get(MANIFEST, headers={**signed, header: value})
    assert (answer.status_code, answer.json()["code"]) == (401, "bad_signature")


def test_signature_covers_the_query(terminal: Terminal) -> None:
    signed = terminal.headers("GET", "/v1/cases?terminal_case_ref=" + "a" * 32, b"")
    answer = terminal.http.get("/v1/cases?terminal_case_ref=" + "b" * 32, headers=signed)
    assert answer.json()["code"] == "bad_signature"


@pytest.mark.parametrize("offset_s", [-200, 200])
def test_clock_skew_names_the_servers_time(terminal: Terminal, offset_s: int) -> None:
    terminal.offset_s = offset_s
    answer = terminal.call("GET", MANIFEST)
    assert (answer.status_code, answer.json()["code"]) == (401, "clock_skew")
    assert "+08:00" in answer.json()["server_time"]
    terminal.offset_s = offset_s * 3 // 4
    assert terminal.call("GET", MANIFEST).status_code == 200


def test_nonce_serves_once(terminal: Terminal) -> None:
    nonce = "ab" * 16
    assert terminal.call("GET", MANIFEST, nonce=nonce).status_code == 200
    answer = terminal.call("GET", MANIFEST, nonce=nonce)
    assert (answer.status_code, answer.json()["code"]) == (409, "replayed")


def test_same_key_returns_the_first_answer(platform: RunningBackend, terminal: Terminal) -> None:
    assertion, key, body = terminal.assertion(), new_key(), terminal.case_body()
    first = terminal.call("POST", "/v1/cases", body, key=key, X_Assertion=assertion)
    again = terminal.call("POST", "/v1/cases", body, key=key, X_Assertion=assertion)
    assert (again.status_code, again.content) == (201, first.content)
    assert again.headers["Idempotent-Replay"] == "true"
    assert "Idempotent-Replay" not in first.headers
    assert len(platform.cases()) == 1


def test_same_key_other_body_is_a_conflict(terminal: Terminal) -> None:
    assertion, key = terminal.assertion(), new_key()
    terminal.call("POST", "/v1/cases", terminal.case_body(), key=key, X_Assertion=assertion)
    answer = terminal.call(
        "POST", "/v1/cases", terminal.case_body(), key=key, X_Assertion=assertion
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_conflict")


def test_same_key_elsewhere_is_another_act(terminal: Terminal) -> None:
    key, call = new_key(), {"kind": "staff", "where": "demo-terminal", "code": ""}
    assert terminal.call("POST", "/v1/help", call, key=key).status_code == 201
    report = {"device": "x", "health": "", "detail": "", "help_code": "", "occurred_at": OCCURRED}
    answer = terminal.call("POST", "/v1/terminal/faults", report, key=key)
    assert answer.status_code == 201
    assert "Idempotent-Replay" not in answer.headers


def test_a_refusal_is_judged_anew(terminal: Terminal) -> None:
    key, body = new_key(), terminal.case_body()
    refused = terminal.call("POST", "/v1/cases", body, key=key, X_Assertion="forged")
    assert refused.status_code == 401
    accepted = terminal.call("POST", "/v1/cases", body, key=key, X_Assertion=terminal.assertion())
    assert accepted.status_code == 201


def test_keys_are_demanded(terminal: Terminal) -> None:
    body = b'{"kind": "staff", "where": "demo-terminal", "code": ""}'
    signed = terminal.headers("POST", "/v1/help", body)
    answer = terminal.http.post("/v1/help", content=body, headers=signed)
    assert answer.json()["defects"][0]["field"] == "Idempotency-Key"


def test_one_key_from_many_hands_acts_once(platform: RunningBackend, terminal: Terminal) -> None:
    assertion, key, body = terminal.assertion(), new_key(), terminal.case_body()

    def send(_: int) -> tuple[str, bool]:
        hand = Terminal(platform.url)
        with hand.http:
            answer = hand.call("POST", "/v1/cases", body, key=key, X_Assertion=assertion)
        assert answer.status_code == 201, answer.text
        return answer.json()["case_no"], "Idempotent-Replay" in answer.headers

    with ThreadPoolExecutor(8) as hands:
        answers = list(hands.map(send, range(24)))
    assert len({case_no for case_no, _ in answers}) == 1
    assert sum(not replayed for _, replayed in answers) == 1
    assert len(platform.cases()) == 1
    counted = [row for row in platform.requests() if row["idempotency_key"] == key]
    assert [row["count"] for row in counted] == [24]


def test_one_reference_under_two_keys_shows(platform: RunningBackend, terminal: Terminal) -> None:
    assertion, body = terminal.assertion(), terminal.case_body()
    for _ in range(2):
        terminal.call("POST", "/v1/cases", body, X_Assertion=assertion)
    assert platform.state()["duplicate_refs"] == 1


def test_everything_answered_survives_a_kill(tmp_path: Path) -> None:
    with backend(tmp_path) as running:
        terminal, key, nonce = Terminal(running.url), new_key(), "cd" * 16
        assertion, body = terminal.assertion(), terminal.case_body()
        first = terminal.call(
            "POST", "/v1/cases", body, key=key, nonce=nonce, X_Assertion=assertion
        )
        url = running.url
        running.restart()
        assert running.url == url
        terminal = Terminal(running.url)
        replay = terminal.call("POST", "/v1/cases", body, nonce=nonce, X_Assertion=assertion)
        assert replay.json()["code"] == "replayed"
        again = terminal.call("POST", "/v1/cases", body, key=key, X_Assertion=assertion)
        assert again.content == first.content
        assert again.headers["Idempotent-Replay"] == "true"


def signed_otherwise(scheme: str, stamp: int, nonce: str = "") -> dict[str, str]:
    """Headers of the gateways' schemes, made here a third time."""
    token, nonce = "demo-terminal-secret", nonce or new_key()
    frame = {
        "X-Terminal": "demo-terminal",
        "X-Nonce": nonce,
        "X-Body-Digest": hashlib.sha256(b"").hexdigest(),
        "X-Signature-Scheme": scheme,
    }
    if scheme == "tif":
        signed = hashlib.sha256(f"{stamp}{token}{nonce}{stamp}".encode()).hexdigest()
        return {
            **frame,
            "x-tif-paasid": "demo-terminal",
            "x-tif-timestamp": str(stamp),
            "x-tif-nonce": nonce,
            "x-tif-signature": signed.upper(),
        }
    date = time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(stamp))
    text = f"GET\n{MANIFEST}\n\ndemo-terminal\n{date}\n"
    mac = hmac.new(token.encode(), text.encode(), hashlib.sha256).digest()
    return {
        **frame,
        "X-BG-HMAC-ACCESS-KEY": "demo-terminal",
        "X-BG-HMAC-ALGORITHM": "hmac-sha256",
        "X-BG-DATE-TIME": date,
        "X-BG-HMAC-SIGNATURE": base64.b64encode(mac).decode(),
    }


@pytest.mark.parametrize("scheme", ["tif", "bg-hmac"])
def test_gateways_schemes(terminal: Terminal, scheme: str) -> None:
    def ask(**changes: str) -> tuple[int, str]:
        headers = {**signed_otherwise(scheme, int(time.time())), **changes}
        answer = terminal.http.get(MANIFEST, headers=headers)
        return answer.status_code, answer.json().get("code", "")

    signature = "x-tif-signature" if scheme == "tif" else "X-BG-HMAC-SIGNATURE"
    owner = "x-tif-paasid" if scheme == "tif" else "X-BG-HMAC-ACCESS-KEY"
    moment = "x-tif-timestamp" if scheme == "tif" else "X-BG-DATE-TIME"
    assert ask() == (200, "")
    assert ask(**{signature: "0" * 64}) == (401, "bad_signature")
    assert ask(**{"X-Body-Digest": "0" * 64}) == (401, "bad_signature")
    assert ask(**{"X-Nonce": "short"}) == (401, "bad_signature")
    assert ask(**{owner: "stranger"}) == (403, "unknown_terminal")
    assert ask(**{moment: "soon"}) == (401, "bad_signature")
    late = signed_otherwise(scheme, int(time.time()) - 200)
    assert terminal.http.get(MANIFEST, headers=late).json()["code"] == "clock_skew"


@pytest.mark.parametrize("scheme", ["tif", "bg-hmac"])
def test_a_nonce_serves_once_in_the_gateways_schemes(terminal: Terminal, scheme: str) -> None:
    headers = signed_otherwise(scheme, int(time.time()))
    codes = [terminal.http.get(MANIFEST, headers=headers).status_code for _ in range(2)]
    assert codes == [200, 409]
