"""Encryption at rest: AES-256-GCM under one key that never leaves this terminal (outbox.key)."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from kiosk.storage.keys import key_named

NONCE_BYTES = 12
CREDENTIAL = "outbox.key"


class Unsealable(Exception):  # noqa: N818 - says what is wrong
    """Sealed under another key, for another purpose, or damaged."""


class Vault:
    """Seals what is personal before it touches the disk."""

    def __init__(self, key: bytes) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        self._cipher = AESGCM(key)
        self._pseudonym_key = hmac.new(key, b"pseudonym", hashlib.sha256).digest()

    @classmethod
    def open(cls, data_dir: Path, environment: Mapping[str, str] = os.environ) -> Vault:
        """The vault of this terminal; creates its key at the first start.

        Raises:
            KeyProblem: see its message.
        """
        return cls(key_named(CREDENTIAL, data_dir, environment))

    def seal(self, plain: bytes, purpose: str) -> bytes:
        """Nonce and ciphertext; opens only for the same `purpose` (say, a row's id)."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, plain, purpose.encode())

    def unseal(self, sealed: bytes, purpose: str) -> bytes:
        """What was sealed.

        Raises:
            Unsealable: it was not sealed here for this purpose, or is damaged.
        """
        from cryptography.exceptions import InvalidTag

        try:
            return self._cipher.decrypt(
                sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], purpose.encode()
            )
        except (InvalidTag, ValueError) as error:
            raise Unsealable("a stored record does not open with this terminal's key") from error

    def pseudonym(self, identifier: str) -> str:
        """A salted stand-in (16 hex digits) for an identifier, the same each time here only."""
        return hmac.new(self._pseudonym_key, identifier.encode(), hashlib.sha256).hexdigest()[:16]
