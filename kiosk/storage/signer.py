"""The key the audit trail is signed with: Ed25519 (RFC 8032), apart from the outbox's.

The private half is `audit.key`, 32 bytes, kept as the outbox's key is (kiosk.storage.keys). Its
public half is written beside it as `audit.pub` (PEM): copied elsewhere, it lets anybody verify a
trail that nobody without the private half can write.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from kiosk.storage.files import replace_file
from kiosk.storage.keys import KeyUnusable, key_named

CREDENTIAL = "audit.key"
PUBLIC = "audit.pub"


class Signer:
    """Signs; one for the terminal."""

    def __init__(self, seed: bytes) -> None:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        self._key = Ed25519PrivateKey.from_private_bytes(seed)

    @classmethod
    def open(cls, data_dir: Path, environment: Mapping[str, str] = os.environ) -> Signer:
        """The signer of this terminal; the first start creates its keys.

        Raises:
            KeyProblem: see its message.
        """
        signer = cls(key_named(CREDENTIAL, data_dir, environment))
        public = data_dir / PUBLIC
        try:
            if not public.exists():
                replace_file(public, signer.public)
        except OSError as error:
            raise KeyUnusable(f"{public}: cannot be written: {error.strerror}") from error
        return signer

    @property
    def public(self) -> bytes:
        """The public half, PEM."""
        from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

        return self._key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    def sign(self, message: bytes) -> bytes:
        """The signature, 64 bytes."""
        return self._key.sign(message)


class Verifier:
    """Checks signatures with the public half alone."""

    def __init__(self, pem: bytes) -> None:
        """Raises KeyUnusable when `pem` is no Ed25519 public key."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
        from cryptography.hazmat.primitives.serialization import load_pem_public_key

        try:
            key = load_pem_public_key(pem)
        except ValueError as error:
            raise KeyUnusable("not a public key in PEM") from error
        if not isinstance(key, Ed25519PublicKey):
            raise KeyUnusable("not an Ed25519 public key")
        self._key = key

    @classmethod
    def read(cls, path: Path) -> Verifier:
        """The verifier for a key file. Raises KeyUnusable, which names the file."""
        try:
            return cls(path.read_bytes())
        except OSError as error:
            raise KeyUnusable(f"{path}: cannot be read: {error.strerror}") from error
        except KeyUnusable as error:
            raise KeyUnusable(f"{path}: {error}") from error

    def holds(self, signature: bytes, message: bytes) -> bool:
        """Whether the signature is the key's for this message."""
        from cryptography.exceptions import InvalidSignature

        try:
            self._key.verify(signature, message)
        except InvalidSignature:
            return False
        return True
