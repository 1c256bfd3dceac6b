"""What is wrong with the platform's settings is told with file, line, key and mend."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import trustme

from kiosk import settings as configuration
from kiosk.onenetwork.connect import connect
from kiosk.settings import SettingsError

HTTPS = "backend.url=https://127.0.0.1"


def refused(*overrides: str) -> str:
    """The complaint, `--set` and the values given taken out."""
    with pytest.raises(SettingsError) as caught:
        connect(configuration.load("simulated", overrides))
    return re.sub(r"--set (\S+?)=\S*?: ", r"\1: ", str(caught.value))


def test_every_profile_connects() -> None:
    for profile in configuration.profiles():
        connect(configuration.load(profile))


def test_a_value_in_a_file_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "profiles").mkdir()
    whole = (configuration.CONFIG_DIR / "terminal.toml").read_text("utf-8")
    (tmp_path / "terminal.toml").write_text(whole, "utf-8")
    mine = tmp_path / "profiles" / "mine.toml"
    mine.write_text('[backend]\nurl = "https://127.0.0.1"\nscheme = "md5"\n[devices]\n', "utf-8")
    with pytest.raises(SettingsError) as caught:
        connect(configuration.load("mine", config_dir=tmp_path))
    assert str(caught.value).startswith(f"{mine}:3: backend.scheme: there is no signing scheme")


def test_scheme_and_secret() -> None:
    assert "choose one of: bg-hmac, hmac-sha256" in refused("backend.scheme=md5")
    told = refused("backend.scheme=sm2", "backend.field_cipher=none")
    assert "backend.secret: for scheme sm2 it is an SM2 private key, 64 hex digits" in told
    assert "demo-terminal-secret" not in told


def test_platform_and_its_options() -> None:
    assert "there is no platform adapter 'ours'; choose one of: " in refused(
        "backend.platform=ours"
    )
    assert "backend.options.district: is not a key that is known here" in refused(
        "backend.options.district=990101"
    )


def test_certificates(tmp_path: Path) -> None:
    authority = trustme.CA()
    ca, own, key, other = (tmp_path / name for name in ("ca.pem", "own.pem", "key.pem", "other"))
    authority.cert_pem.write_to_path(ca)
    issued = authority.issue_cert("terminal.example")
    issued.cert_chain_pems[0].write_to_path(own)
    issued.private_key_pem.write_to_path(key)
    authority.issue_cert("other.example").private_key_pem.write_to_path(other)

    def with_files(ca: Path | str, own: Path | str, key: Path | str) -> list[str]:
        files = {"ca_file": ca, "client_certificate": own, "client_key": key}
        return [HTTPS, *(f"backend.{name}={path}" for name, path in files.items())]

    connect(configuration.load("simulated", with_files(ca, own, key)))
    missing = refused(*with_files(tmp_path / "none.pem", own, key))
    assert "backend.ca_file: cannot be read (No such file or directory)" in missing
    key.chmod(0o600)
    assert "ca_file: is not a PEM file of the right kind" in refused(*with_files(key, own, key))
    assert "client_key: certificate and key go together" in refused(*with_files(ca, own, ""))
    assert "client_certificate: is not a PEM file" in refused(*with_files(ca, key, key))
    assert "client_key: is not the key of client_certificate" in refused(
        *with_files(ca, own, other)
    )


def test_a_key_with_a_password_is_refused_not_asked_for(tmp_path: Path) -> None:
    from cryptography.hazmat.primitives.serialization import (
        BestAvailableEncryption,
        Encoding,
        PrivateFormat,
        load_pem_private_key,
    )

    issued = trustme.CA().issue_cert("terminal.example")
    own, key = tmp_path / "own.pem", tmp_path / "key.pem"
    issued.cert_chain_pems[0].write_to_path(own)
    plain = load_pem_private_key(issued.private_key_pem.bytes(), None)
    locked = plain.private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"password")
    )
    key.write_bytes(locked)
    told = refused(HTTPS, f"backend.client_certificate={own}", f"backend.client_key={key}")
    assert "client_key: is encrypted; store it without a password" in told
