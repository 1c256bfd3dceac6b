"""ID numbers and phones on the wire: encrypted, the same at every repeat, opened by the contract.

The opener here is written from the contract's words, apart from the code it judges.
"""

from __future__ import annotations

import base64
import json
import re
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml  # type: ignore[import-untyped]
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kiosk import settings as configuration
from kiosk.onenetwork.client import OneNetwork
from kiosk.onenetwork.connect import connect
from kiosk.onenetwork.fields import SEALED, FieldSeal, encrypted
from kiosk.onenetwork.submission import create
from kiosk.settings import SettingsError
from tests.onenetwork.conftest import NAME, NUMBER, PHONE, make_submission

CONTRACT = Path(__file__).parents[2] / "docs/one_network"
CIPHERS = ["aes-gcm", "sm4-gcm"]
SECRET = b"a terminal's secret"


def open_value(value: str, name: str, terminal: str = "t-1") -> str:
    enc, cipher, key_id, text = value.split(":")
    assert enc == "enc"
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    length = {"aes-gcm": 32, "sm4-gcm": 16}[cipher]
    info = f"one-network/v1/field/{cipher}".encode()
    key = HKDF(SHA256(), length, key_id.encode(), info).derive(SECRET)
    block = algorithms.AES(key) if cipher == "aes-gcm" else algorithms.SM4(key)
    decryptor = Cipher(block, modes.GCM(data[:12], data[-16:])).decryptor()
    decryptor.authenticate_additional_data(f"{terminal}\n{name}".encode())
    return (decryptor.update(data[12:-16]) + decryptor.finalize()).decode()


def test_sm4_gcm_as_in_rfc_8998() -> None:
    plain = "".join(letter * 16 for letter in "ABCDEFEA")
    made = encrypted(
        "sm4-gcm",
        bytes.fromhex("0123456789ABCDEFFEDCBA9876543210"),
        bytes.fromhex("00001234567800000000ABCD"),
        bytes.fromhex(plain),
        bytes.fromhex("FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2"),
    )
    assert made.hex().upper() == (
        "17F399F08C67D5EE19D0DC9969C4BB7D5FD46FD3756489069157B282BB200735"
        "D82710CA5C22F0CCFA7CBF93D496AC15A56834CBCF98C397B4024A2691233B8D"
        "83DE3541E4C2B58177E065A9BF7B62EC"
    )


def test_aes_256_gcm_as_in_nists_test_case_16() -> None:
    made = encrypted(
        "aes-gcm",
        bytes.fromhex("feffe9928665731c6d6a8f9467308308" * 2),
        bytes.fromhex("cafebabefacedbaddecaf888"),
        bytes.fromhex(
            "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
            "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
        ),
        bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2"),
    )
    assert made.hex() == (
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
        "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
        "76fc6ece0f4e1768cddf8853bb2d551b"
    )


def test_hkdf_of_a_secret_as_in_rfc_5869() -> None:
    """Case 1: the function that the contract names is the one that is used."""
    made = HKDF(SHA256(), 42, bytes(range(13)), bytes(range(0xF0, 0xFA))).derive(b"\x0b" * 22)
    assert made.hex().startswith("3cb25f25faacd57a90434f64d0362f2a")


@pytest.mark.parametrize("cipher", CIPHERS)
async def test_a_case_and_a_session_show_neither_number_nor_phone(cipher: str) -> None:
    sent: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        if len(sent) == 1:
            raise httpx.ReadError("cut off")
        if request.url.path == "/v1/cases":
            return httpx.Response(201, json={"case_no": "1", "state": "draft"})
        return httpx.Response(201, json=SESSION)

    client = OneNetwork(
        "http://127.0.0.1:1",
        "t-1",
        SECRET,
        seal=FieldSeal("t-1", SECRET, cipher, "k1"),
        transport=httpx.MockTransport(answer),
    )
    await create(client, make_submission("a"))
    await client.open_session(name=NAME, id_number=NUMBER, card_kind="resident", valid_to=None)
    assert sent[0].content == sent[1].content  # a repeat is the same to the byte
    assert not [call for call in sent if NUMBER in call.content.decode()]
    case, session = json.loads(sent[1].content), json.loads(sent[2].content)
    assert open_value(case["applicant"]["id_number"], "applicant.id_number") == NUMBER
    assert open_value(case["applicant"]["phone"], "applicant.phone") == PHONE
    assert open_value(case["form"]["phone"], "form.phone") == PHONE
    assert (case["applicant"]["name"], case["form"]["address"]) == (NAME, "示例市示例路1号")
    assert open_value(session["id_number"], "id_number") == NUMBER
    assert session["valid_to"] is None


SESSION = {
    "token": "t",
    "assertion": "a",
    "person_ref": "p",
    "assurance": 3,
    "expires_at": "2026-11-22T10:00:00+08:00",
}


@pytest.mark.parametrize("cipher", CIPHERS)
def test_values_cannot_be_moved_and_empty_ones_stay(cipher: str) -> None:
    seal = FieldSeal("t-1", SECRET, cipher, "k1")
    made: dict[str, Any] = seal.sealed({"phone": PHONE, "agent": {"phone": ""}}, "0" * 32)
    assert made["agent"] == {"phone": ""}
    assert open_value(made["phone"], "phone") == PHONE
    for other in ({"name": "agent.phone"}, {"name": "phone", "terminal": "t-2"}):
        with pytest.raises(InvalidTag):
            open_value(made["phone"], **other)
    again = seal.sealed({"phone": PHONE}, "1" * 32)
    assert again["phone"] != made["phone"]  # another write tells nothing of this one


def test_a_forms_answer_is_sealed_whatever_its_field_is_called() -> None:
    seal = FieldSeal("t-1", SECRET, "aes-gcm", "k1")
    form = {"holder": NUMBER, "mobile": PHONE, "window": "3", "serial": "2026112200000001"}
    made: dict[str, Any] = seal.sealed({"form": form}, "0" * 32)
    assert open_value(made["form"]["holder"], "form.holder") == NUMBER
    assert open_value(made["form"]["mobile"], "form.mobile") == PHONE
    assert (made["form"]["window"], made["form"]["serial"]) == ("3", "2026112200000001")


def test_every_number_and_phone_of_the_contract_is_sealed_and_fits() -> None:
    common = yaml.safe_load((CONTRACT / "common.yaml").read_text("utf-8"))["schemas"]
    sealed: dict[str, Any] = FieldSeal("t-1", SECRET, "sm4-gcm", "k1").sealed(
        {"id_number": "H1234567", "phone": "10000"}, "0" * 32
    )
    for kind, value in (("IdNumber", sealed["id_number"]), ("Phone", sealed["phone"])):
        assert any(re.search(one["pattern"], value) for one in common[kind]["anyOf"])
    text = "\n".join(path.read_text("utf-8") for path in CONTRACT.glob("*.yaml"))
    named = re.findall(r"(\w+): \{ \$ref: \"common\.yaml#/schemas/(?:IdNumber|Phone)\"", text)
    assert {"id_number", "phone"} <= {*named}
    assert [name for name in named if not SEALED.fullmatch(name)] == []


def test_the_settings_choose_the_cipher() -> None:
    for cipher in ("aes-gcm", "sm4-gcm", "none"):
        connect(configuration.load("simulated", [f"backend.field_cipher={cipher}"]))
    with pytest.raises(SettingsError, match="field_cipher=rot13: expected one of"):
        configuration.load("simulated", ["backend.field_cipher=rot13"])
    sm2 = ["backend.scheme=sm2", "backend.field_cipher=aes-gcm", f"backend.secret={'1a' * 32}"]
    with pytest.raises(SettingsError, match="field_secret: with scheme sm2"):
        connect(configuration.load("simulated", sm2))
    connect(configuration.load("simulated", [*sm2, "backend.field_secret=agreed"]))
