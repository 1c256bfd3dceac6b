"""Secret keys of this terminal: 32 random bytes each, in a file only the terminal may read.

A key comes from the service manager's credentials ($CREDENTIALS_DIRECTORY/NAME, see
systemd.exec(5)) or else from a 0600 file in the data folder that the first start creates.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from collections.abc import Mapping
from pathlib import Path

from kiosk.storage.files import sync_directory

KEY_BYTES = 32


class KeyProblem(Exception):  # noqa: N818 - says what is wrong
    """A key cannot be used; the message names the file and the mend."""


class KeyTooOpen(KeyProblem):
    """Others than the owner may read the key file."""


class KeyUnusable(KeyProblem):
    """The key file is not a key, or cannot be read or written."""


def key_named(name: str, data_dir: Path, environment: Mapping[str, str] = os.environ) -> bytes:
    """The key `name`, from the credentials or the data folder; the first start creates it.

    Raises:
        KeyTooOpen, KeyUnusable: see their messages.
    """
    credentials = environment.get("CREDENTIALS_DIRECTORY", "")
    if credentials and (Path(credentials) / name).exists():
        return _read_key(Path(credentials) / name)
    path = data_dir / name
    try:
        if not path.exists():
            _create_key(path)
    except OSError as error:
        raise KeyUnusable(f"{path}: cannot be created: {error.strerror}") from error
    return _read_key(path)


def _create_key(path: Path) -> None:
    """Write a new key so that it is either wholly there after a power cut or not at all."""
    draft = path.with_suffix(f".{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(KEY_BYTES))
            file.flush()
            os.fsync(handle)
        # Unlike rename, link never replaces a key that another process made in the meantime.
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
    finally:
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
