"""Encryption at rest: AES-256-GCM under one key that never leaves this terminal.

The key comes from the service manager's credentials ($CREDENTIALS_DIRECTORY/outbox.key, see
systemd.exec(5)) or else from a 0600 file that the first start creates.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import secrets
import stat
from collections.abc import Mapping
from pathlib import Path

KEY_BYTES = 32
NONCE_BYTES = 12
CREDENTIAL = "outbox.key"


class VaultError(Exception):
    """Encryption at rest cannot be used; the message names the file and the mend."""


class KeyTooOpen(VaultError):  # noqa: N818 - says what is wrong
    """Others than the owner may read the key file."""


class KeyUnusable(VaultError):  # noqa: N818 - says what is wrong
    """The key file is not a key, or cannot be read or written."""


class Unsealable(VaultError):  # noqa: N818 - says what is wrong
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
            KeyTooOpen, KeyUnusable: see their messages.
        """
        credentials = environment.get("CREDENTIALS_DIRECTORY", "")
        if credentials and (Path(credentials) / CREDENTIAL).exists():
            return cls(_read_key(Path(credentials) / CREDENTIAL))
        path = data_dir / CREDENTIAL
        try:
            if not path.exists():
                _create_key(path)
        except OSError as error:
            raise KeyUnusable(f"{path}: cannot be created: {error.strerror}") from error
        return cls(_read_key(path))

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


def _create_key(path: Path) -> None:
    """Write a new key so that it is either wholly there after a power cut or not at all."""
    draft = path.with_suffix(f".{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(handle, secrets.token_bytes(KEY_BYTES))
        os.fsync(handle)
    finally:
        os.close(handle)
    # Unlike rename, link never replaces a key that another process made in the meantime.
    with contextlib.suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()
    sync_directory(path.parent)


def _read_key(path: Path) -> bytes:
    try:
        mode = path.stat().st_mode
        key = path.read_bytes()
    except OSError as error:
        raise KeyUnusable(f"{path}: cannot be read: {error.strerror}") from error
    if stat.S_IMODE(mode) & 0o077:
        raise KeyTooOpen(f"{path}: readable by others; chmod 600 it and think of it as known")
    if len(key) != KEY_BYTES:
        raise KeyUnusable(f"{path}: holds {len(key)} bytes instead of {KEY_BYTES}")
    return key


def sync_directory(path: Path) -> None:
    """Make the names in a directory durable."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
