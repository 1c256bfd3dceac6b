"""Terminals and their sessions: activation, configuration, events, deltas, ways to log in."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Iterator

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from signing_terminal import CARD_ITEM, ID_NUMBER, OCCURRED, SECRET, Terminal, new_key

from simulators.backend_launch import RunningBackend
from simulators.face_scenes import paint

MANIFEST = "/v1/catalogue/manifest"
MACHINE = {
    "terminal": "new-terminal",
    "hardware": {"maker": "示例", "model": "DEMO-1", "serial": "1", "board": "x86_64"},
    "version": "0.1.0",
    "devices": ["id_card"],
}


@pytest.fixture
def newcomer(platform: RunningBackend) -> Iterator[Terminal]:
    made = Terminal(platform.url, "new-terminal", "demo-activation-code")
    yield made
    made.http.close()


def test_a_terminal_gets_its_secret_once(platform: RunningBackend, newcomer: Terminal) -> None:
    assert newcomer.call("GET", MANIFEST).json()["code"] == "unknown_terminal"
    key = new_key()
    first = newcomer.call("POST", "/v1/terminal/activate", MACHINE, key=key)
    again = newcomer.call("POST", "/v1/terminal/activate", MACHINE, key=key)
    assert (again.content, again.headers["Idempotent-Replay"]) == (first.content, "true")
    later = newcomer.call("POST", "/v1/terminal/activate", MACHINE)
    assert later.json()["code"] == "activation_refused"
    own = Terminal(platform.url, "new-terminal", first.json()["secret"])
    with own.http:
        assert own.call("GET", MANIFEST).status_code == 200


def test_a_wrong_activation_code_is_a_wrong_signature(platform: RunningBackend) -> None:
    guess = Terminal(platform.url, "new-terminal", "guess")
    with guess.http:
        answer = guess.call("POST", "/v1/terminal/activate", MACHINE)
    assert answer.json()["code"] == "bad_signature"


def test_the_configuration_has_the_national_indicators(terminal: Terminal) -> None:
    config = terminal.call("GET", "/v1/terminal/config").json()
    codes = [each["code"] for each in config["rating"]["indicators"]]
    assert len(codes) == len(set(codes)) == 40
    beat = {"version": "1", "uptime_s": 1, "queue_depth": 0, "catalogue_version": None}
    answer = terminal.call("POST", "/v1/terminal/heartbeat", {**beat, "devices": []}).json()
    assert answer["config_version"] == config["version"]


@pytest.mark.parametrize(
    ("second", "contradicts"),
    [((4, "b"), False), ((3, "a"), False), ((3, "b"), True), ((2, "c"), True)],
)
def test_an_audit_trail_only_grows(
    platform: RunningBackend, terminal: Terminal, second: tuple[int, str], contradicts: bool
) -> None:
    for entries, sign in ((3, "a"), second):
        beat = {"version": "1", "uptime_s": 1, "queue_depth": 0, "catalogue_version": None}
        head = {"entries": entries, "digest": sign * 64}
        beat |= {"devices": [], "audit_head": head}
        assert terminal.call("POST", "/v1/terminal/heartbeat", beat).status_code == 200
    (row,) = platform.ask("GET", "/sim/audit-heads")["audit_heads"]
    assert (row["contradicted_at"] is not None) is contradicts
    longest = max(((3, "a"), second), key=lambda told: told[0])
    known = terminal.call("GET", "/v1/terminal/audit-head").json()["head"]
    assert known == {"entries": longest[0], "digest": longest[1] * 64}


def test_events_count_once(platform: RunningBackend, terminal: Terminal) -> None:
    event = {
        "event_id": new_key(),
        "kind": "journey_finished",
        "at": OCCURRED,
        "item_code": CARD_ITEM,
        "outcome": "submitted",
        "duration_s": 252,
        "detail": "",
    }
    for kept in (1, 0):
        answer = terminal.call("POST", "/v1/terminal/events", {"events": [event]}).json()
        assert answer == {"kept": kept, "known": 1 - kept}
    assert platform.state()["counts"]["events"] == 1


def test_a_withdrawn_item_is_a_tombstone(platform: RunningBackend, terminal: Terminal) -> None:
    before, assertion = terminal.call("GET", MANIFEST).json(), terminal.assertion()
    case_no = terminal.complete_draft(assertion)
    platform.ask("POST", "/sim/office/catalogue/withdraw", {"code": CARD_ITEM})
    answer = terminal.call("GET", f"/v1/catalogue/items?since={before['version']}")
    delta = json.loads(answer.content)
    assert [each["code"] for each in delta["withdrawn"]] == [CARD_ITEM]
    assert (delta["items"], delta["since"]) == ([], before["version"])
    sha256 = hashlib.sha256(answer.content).hexdigest()
    signed = hmac.new(b"demo-catalogue-key", sha256.encode(), hashlib.sha256).hexdigest()
    assert answer.headers["X-Catalogue-Signature"] == signed
    assert terminal.call("GET", MANIFEST).json()["version"] == delta["version"]
    assert terminal.submit(assertion, case_no).json()["code"] == "item_withdrawn"
    unknown = terminal.call("GET", "/v1/catalogue/items?since=long-ago").json()
    assert (unknown["since"], unknown["version"]) == (None, delta["version"])


def test_the_form_alone_is_the_one_in_the_signed_snapshot(terminal: Terminal) -> None:
    form = terminal.call("GET", f"/v1/catalogue/forms/form-{CARD_ITEM}").json()
    assert [field["name"] for field in form["fields"]] == ["address", "phone"]
    items = terminal.call("GET", "/v1/catalogue/items").json()["items"]
    assert form == next(one["form"] for one in items if one["code"] == CARD_ITEM)


def test_ways_to_say_who_one_is(terminal: Terminal) -> None:
    card = {"card_number": "99010100000000001", "issuer_region": "990101", "valid_to": None}
    social = {"method": "social_security_card", "name": "张示例", "id_number": ID_NUMBER, **card}
    by_code = {"method": "qr", "code": "DEMO-PERSON-1"}
    opened = [terminal.call("POST", "/v1/sessions", each).json() for each in (social, by_code)]
    assert len({each["person_ref"] for each in opened}) == 1
    assert opened[1]["person"]["id_number_masked"] == "990101********0019"
    body = terminal.case_body()
    body["applicant"] = {**body["applicant"], "id_number": opened[1]["person_ref"]}
    answer = terminal.call("POST", "/v1/cases", body, X_Assertion=opened[1]["assertion"])
    assert answer.status_code == 201
    unknown = terminal.call("POST", "/v1/sessions", {**by_code, "code": "x"})
    assert unknown.status_code == 404


def test_a_face_is_a_second_factor_only(terminal: Terminal) -> None:
    face = {"method": "face", "frames": pictures("closer"), "action": "closer"}
    face["consent_at"] = OCCURRED
    assert terminal.call("POST", "/v1/sessions", face).json()["code"] == "session_expired"
    by_code = {"method": "qr", "code": "DEMO-PERSON-4"}
    bearer = {
        "Authorization": f"Bearer {terminal.call('POST', '/v1/sessions', by_code).json()['token']}"
    }
    sealed = [encrypted(f"frames.{at}", one) for at, one in enumerate(pictures("another"))]
    failed = terminal.call("POST", "/v1/sessions", {**face, "frames": sealed}, **bearer)
    assert (failed.json()["code"], failed.json()["attempts_left"]) == ("face_differs", 2)
    # A picture does not come closer.
    still = {**face, "frames": pictures("one")}
    assert terminal.call("POST", "/v1/sessions", still, **bearer).json()["code"] == "face_unclear"
    risen = terminal.call("POST", "/v1/sessions", face, **bearer).json()
    assert risen["assurance"] == 4
    assert terminal.call("GET", "/v1/licences", **bearer).status_code == 401  # took its place


def pictures(scene: str) -> list[str]:
    """First and last of a drawn scene, as they are sent."""
    jpegs = paint(scene, 640, 360).jpegs
    return [base64.b64encode(one).decode() for one in (jpegs[0], jpegs[-1])]


def test_a_face_that_never_fits_is_not_tried_for_ever(terminal: Terminal) -> None:
    by_code = {"method": "qr", "code": "DEMO-PERSON-3"}
    bearer = {
        "Authorization": f"Bearer {terminal.call('POST', '/v1/sessions', by_code).json()['token']}"
    }
    face = {"method": "face", "frames": pictures("one"), "action": "none", "consent_at": OCCURRED}
    answers = [terminal.call("POST", "/v1/sessions", face, **bearer).json() for _ in range(4)]
    assert [one.get("attempts_left") for one in answers] == [2, 1, 0, None]
    assert answers[-1]["code"] == "too_many_requests"


def test_a_code_of_the_phone_is_good_once(platform: RunningBackend, terminal: Terminal) -> None:
    order = {"id_number": "99010119851224009X"}
    shown = platform.ask("POST", "/sim/phone/login-code", order)["code"]
    late = platform.ask("POST", "/sim/phone/login-code", {**order, "life": 0})["code"]
    by_code = [{"method": "qr", "code": code} for code in (shown, shown, late)]
    answers = [terminal.call("POST", "/v1/sessions", one) for one in by_code]
    assert [one.status_code for one in answers] == [201, 410, 410]


def encrypted(field: str, plain: str, terminal: str = "demo-terminal") -> str:
    """As the contract says, from its words alone."""
    key = HKDF(SHA256(), 32, b"k1", b"one-network/v1/field/aes-gcm").derive(SECRET.encode())
    nonce = secrets.token_bytes(12)
    data = nonce + AESGCM(key).encrypt(nonce, plain.encode(), f"{terminal}\n{field}".encode())
    return f"enc:aes-gcm:k1:{base64.urlsafe_b64encode(data).decode().rstrip('=')}"


def test_numbers_may_come_encrypted(platform: RunningBackend, terminal: Terminal) -> None:
    session = terminal.session(id_number=encrypted("id_number", ID_NUMBER)).json()
    assert session["person_ref"] == terminal.session().json()["person_ref"]
    applicant = {
        **terminal.case_body()["applicant"],
        "id_number": encrypted("applicant.id_number", ID_NUMBER),
        "phone": encrypted("applicant.phone", "10000000000"),
    }
    form = {"address": "示例路 1 号", "phone": encrypted("form.phone", "10000000000")}
    case_no = terminal.complete_draft(session["assertion"], applicant=applicant, form=form)
    assert terminal.submit(session["assertion"], case_no).json()["state"] == "accepted"
    assert platform.cases()[0]["applicant"]["id_number"] == "990101********0019"


@pytest.mark.parametrize(
    ("field", "terminal_id"), [("applicant.phone", "demo-terminal"), ("id_number", "other")]
)
def test_an_encrypted_value_cannot_be_moved(
    terminal: Terminal, field: str, terminal_id: str
) -> None:
    answer = terminal.session(id_number=encrypted(field, ID_NUMBER, terminal_id))
    assert answer.json()["defects"][0]["field"] == "id_number"
