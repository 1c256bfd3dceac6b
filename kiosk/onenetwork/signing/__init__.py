"""How a call proves which terminal it comes from. A platform's gateway dictates the scheme.

A scheme is a small class named by an entry point of the group `kiosk.signing_schemes`, so that a
province can bring its own (docs/connect.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import entry_points
from typing import Protocol

GROUP = "kiosk.signing_schemes"


@dataclass(frozen=True)
class Call:
    """What is signed. `target` is path and query exactly as sent; `timestamp` Unix seconds."""

    method: str
    target: str
    body: bytes
    timestamp: int
    nonce: str


def frame(terminal: str, call: Call, name: str, digest: str) -> dict[str, str]:
    """What travels beside the signature of any scheme: whose call, when, once, and its body."""
    return {
        "X-Terminal": terminal,
        "X-Timestamp": str(call.timestamp),
        "X-Nonce": call.nonce,
        "X-Body-Digest": digest,
        "X-Signature-Scheme": name,
    }


def five_lines(call: Call, digest: str) -> bytes:
    """What the contract's own schemes sign."""
    lines = [call.method, call.target, str(call.timestamp), call.nonce, digest]
    return "\n".join(lines).encode()


class SigningScheme(Protocol):
    """One terminal's hand: turns a call into the headers that authenticate it."""

    def __init__(self, terminal: str, secret: bytes) -> None:
        """`secret` is `backend.secret` in UTF-8. Raises WrongSecret when it is of no use."""

    def headers(self, call: Call) -> Mapping[str, str]:
        """Headers to send beside the call's own."""


class UnknownScheme(LookupError):  # noqa: N818 - says what is wrong
    """There is no scheme of this name, or it cannot be loaded; the message names the mend."""


class WrongSecret(ValueError):  # noqa: N818 - says what is wrong
    """The scheme cannot use the secret; the message says what it must be, never what it is."""


def scheme(name: str, terminal: str, secret: bytes) -> SigningScheme:
    """The scheme called `name`, ready to sign for a terminal.

    Raises:
        UnknownScheme: it is not installed.
        WrongSecret: it cannot use this secret.
    """
    installed = {entry.name: entry for entry in entry_points(group=GROUP)}
    if name not in installed:
        known = ", ".join(sorted(installed))
        raise UnknownScheme(f"there is no signing scheme {name!r}; choose one of: {known}")
    try:
        made: type[SigningScheme] = installed[name].load()
    except (ImportError, AttributeError) as error:
        raise UnknownScheme(f"the signing scheme {name!r} cannot be loaded ({error})") from None
    return made(terminal, secret)
