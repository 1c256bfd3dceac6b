"""ID numbers, phones and pictures of a face, encrypted one by one before they leave (字段级加密).

Whatever TLS does besides.

The format is the contract's `enc:SCHEME:KEY_ID:DATA`; see "Encrypted fields" there.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from base64 import urlsafe_b64encode
from collections.abc import Mapping

SEALED = re.compile(r"(?:.*[._])?(?:id_number|phone)|frames\.\d+")
"""Members that are sealed, by their dotted name."""
FRAMES = "frames"
"""The one list that is sealed, each of its texts by itself."""
LOOKS_PERSONAL = re.compile(r"[0-9]{17}[0-9X]|1[0-9]{10}")
"""Answers of a form that are sealed whatever their field is called: ID numbers, mobile phones."""
NONCE_BYTES = 12
KEY_BYTES = {"aes-gcm": 32, "sm4-gcm": 16}


class FieldSeal:
    """One terminal's; `cipher` is a key of KEY_BYTES, `key_id` names the generation of the key."""

    def __init__(self, terminal: str, secret: bytes, cipher: str, key_id: str) -> None:
        self._terminal = terminal
        self._cipher = cipher
        self._key_id = key_id
        self._key = self._derived(secret, cipher, KEY_BYTES[cipher])
        self._nonce_key = self._derived(secret, "nonce", 32)

    def sealed(self, content: Mapping[str, object], key: str, at: str = "") -> dict[str, object]:
        """The body of the write with Idempotency-Key `key`, its secret members sealed.

        A repeat under the same key is the same to the byte, as the contract asks for.
        """
        return {name: self._member(f"{at}{name}", part, key) for name, part in content.items()}

    def _member(self, name: str, part: object, key: str) -> object:
        if isinstance(part, Mapping):
            return self.sealed(part, key, f"{name}.")
        if isinstance(part, list) and name == FRAMES:
            return [self._member(f"{name}.{at}", one, key) for at, one in enumerate(part)]
        if isinstance(part, str) and part and _is_secret(name, part):
            return self._value(name, part, key)
        return part

    def _value(self, name: str, plain: str, key: str) -> str:
        # From key, name and value, as a repeat has to be the same: no nonce serves two values.
        seed = "\n".join([key, name, plain]).encode()
        nonce = hmac.digest(self._nonce_key, seed, hashlib.sha256)[:NONCE_BYTES]
        beside = f"{self._terminal}\n{name}".encode()
        data = nonce + encrypted(self._cipher, self._key, nonce, plain.encode(), beside)
        text = urlsafe_b64encode(data).rstrip(b"=").decode()
        return f"enc:{self._cipher}:{self._key_id}:{text}"

    def _derived(self, secret: bytes, use: str, length: int) -> bytes:
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        info = f"one-network/v1/field/{use}".encode()
        return HKDF(SHA256(), length, self._key_id.encode(), info).derive(secret)


def encrypted(cipher: str, key: bytes, nonce: bytes, plain: bytes, beside: bytes) -> bytes:
    """Ciphertext and tag in Galois/counter mode; `beside` is authenticated with it."""
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    algorithm = algorithms.AES if cipher == "aes-gcm" else algorithms.SM4
    encryptor = Cipher(algorithm(key), modes.GCM(nonce)).encryptor()
    encryptor.authenticate_additional_data(beside)
    return encryptor.update(plain) + encryptor.finalize() + encryptor.tag


def _is_secret(name: str, value: str) -> bool:
    if SEALED.fullmatch(name):
        return True
    return name.startswith("form.") and bool(LOOKS_PERSONAL.fullmatch(value))
