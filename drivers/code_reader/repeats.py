"""A code that is still held up after it was read is the same showing."""

from __future__ import annotations

import hashlib
import os
import time


class Repeats:
    """Knows the last code by a keyed digest only: nothing of a citizen's code stays here.

    Args:
        pause: seconds that a code must have been away to count as shown again.
    """

    def __init__(self, pause: float) -> None:
        self._pause = pause
        self._key = os.urandom(16)
        self._last = b""
        self._seen_at = 0.0

    def is_new(self, raw: bytes) -> bool:
        """Whether the code now seen is another one, or this one shown again."""
        digest = hashlib.blake2b(raw, key=self._key).digest()
        now = time.monotonic()
        new = digest != self._last or now - self._seen_at > self._pause
        self._last, self._seen_at = digest, now
        return new

    def forget(self) -> None:
        """Whatever is seen next is new."""
        self._last = b""
