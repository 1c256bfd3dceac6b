"""Encryption at rest: keys, seals, pseudonyms."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from kiosk.storage.keys import KeyTooOpen, KeyUnusable
from kiosk.storage.signer import Signer, Verifier
from kiosk.storage.vault import Unsealable, Vault


def test_first_start_makes_a_private_key_and_later_ones_use_it(tmp_path: Path) -> None:
    sealed = Vault.open(tmp_path, {}).seal(b"plain", "row 1")
    key = tmp_path / "outbox.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert Vault.open(tmp_path, {}).unseal(sealed, "row 1") == b"plain"
    assert [path.name for path in tmp_path.iterdir()] == ["outbox.key"]


def test_credential_of_the_service_manager_comes_first(tmp_path: Path) -> None:
    credentials = tmp_path / "credentials"
    credentials.mkdir()
    (credentials / "outbox.key").write_bytes(b"k" * 32)
    (credentials / "outbox.key").chmod(0o400)
    vault = Vault.open(tmp_path, {"CREDENTIALS_DIRECTORY": str(credentials)})
    assert Vault(b"k" * 32).unseal(vault.seal(b"plain", "x"), "x") == b"plain"
    assert not (tmp_path / "outbox.key").exists()


def test_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    Vault.open(tmp_path, {})
    (tmp_path / "outbox.key").chmod(0o640)
    with pytest.raises(KeyTooOpen, match="chmod 600"):
        Vault.open(tmp_path, {})


def test_short_key_is_refused(tmp_path: Path) -> None:
    (tmp_path / "outbox.key").write_bytes(b"short")
    (tmp_path / "outbox.key").chmod(0o600)
    with pytest.raises(KeyUnusable, match="5 bytes"):
        Vault.open(tmp_path, {})


def test_missing_directory_is_a_typed_error(tmp_path: Path) -> None:
    with pytest.raises(KeyUnusable):
        Vault.open(tmp_path / "nowhere", {})


def test_seal_opens_only_whole_with_its_key_and_purpose() -> None:
    vault = Vault(b"k" * 32)
    sealed = vault.seal(b"plain", "row 1")
    assert b"plain" not in sealed
    assert vault.seal(b"plain", "row 1") != sealed
    for damaged, purpose in ((sealed, "row 2"), (sealed[:-1] + b"\0", "row 1"), (b"", "row 1")):
        with pytest.raises(Unsealable):
            vault.unseal(damaged, purpose)
    with pytest.raises(Unsealable):
        Vault(b"j" * 32).unseal(sealed, "row 1")


def test_pseudonym_is_steady_here_and_different_elsewhere() -> None:
    number = "990101200001010014"
    assert Vault(b"k" * 32).pseudonym(number) == Vault(b"k" * 32).pseudonym(number)
    assert Vault(b"k" * 32).pseudonym(number) != Vault(b"j" * 32).pseudonym(number)
    assert number not in Vault(b"k" * 32).pseudonym(number)


def test_the_audit_key_is_another_and_its_public_half_lies_beside_it(tmp_path: Path) -> None:
    Vault.open(tmp_path, {})
    signature = Signer.open(tmp_path, {}).sign(b"entry")
    private = tmp_path / "audit.key"
    assert stat.S_IMODE(private.stat().st_mode) == 0o600
    assert private.read_bytes() != (tmp_path / "outbox.key").read_bytes()
    verifier = Verifier.read(tmp_path / "audit.pub")
    assert verifier.holds(signature, b"entry")
    assert not verifier.holds(signature, b"another")
    assert Signer.open(tmp_path, {}).sign(b"entry") == signature


def test_the_audit_key_may_come_from_the_service_manager(tmp_path: Path) -> None:
    credentials = tmp_path / "credentials"
    credentials.mkdir()
    (credentials / "audit.key").write_bytes(b"s" * 32)
    (credentials / "audit.key").chmod(0o400)
    signer = Signer.open(tmp_path, {"CREDENTIALS_DIRECTORY": str(credentials)})
    assert signer.public == Signer(b"s" * 32).public
    assert not (tmp_path / "audit.key").exists()


@pytest.mark.parametrize("text", [b"", b"-----BEGIN PUBLIC KEY-----"])
def test_what_is_no_public_key_is_refused(tmp_path: Path, text: bytes) -> None:
    (tmp_path / "audit.pub").write_bytes(text)
    with pytest.raises(KeyUnusable, match=r"audit\.pub"):
        Verifier.read(tmp_path / "audit.pub")
