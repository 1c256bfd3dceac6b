"""Encrypted fields as the platform opens them: `enc:SCHEME:KEY_ID:DATA`, or plain text."""

from __future__ import annotations

import base64
import binascii
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from simulators.backend.problems import Defect, invalid

KEY_BYTES: Final = {"aes-gcm": 32, "sm4-gcm": 16}
CIPHERS: Final = {"aes-gcm": algorithms.AES, "sm4-gcm": algorithms.SM4}
NONCE_BYTES: Final = 12
TAG_BYTES: Final = 16


def _key(secret: str, scheme: str, key_id: str) -> bytes:
    info = f"one-network/v1/field/{scheme}".encode()
    return HKDF(SHA256(), KEY_BYTES[scheme], key_id.encode(), info).derive(secret.encode())


def _decrypt(key: bytes, scheme: str, data: bytes, aad: bytes) -> str:
    nonce, tag = data[:NONCE_BYTES], data[-TAG_BYTES:]
    opener = Cipher(CIPHERS[scheme](key), modes.GCM(nonce, tag)).decryptor()
    opener.authenticate_additional_data(aad)
    sealed = data[NONCE_BYTES:-TAG_BYTES]
    return (opener.update(sealed) + opener.finalize()).decode()


def opened(value: str, secret: str, terminal: str, name: str) -> str:
    """The plain text of the field with this dotted name.

    Raises ProblemError `invalid` for what was encrypted with another key or for another field.
    """
    if not value.startswith("enc:"):
        return value
    try:
        _, scheme, key_id, encoded = value.split(":")
        data = base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4))
        return _decrypt(_key(secret, scheme, key_id), scheme, data, f"{terminal}\n{name}".encode())
    except (KeyError, ValueError, InvalidTag, binascii.Error) as error:
        raise invalid(Defect(name, "这一项没有传对，请重新填写。")) from error
