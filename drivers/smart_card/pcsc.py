"""PC/SC as this driver uses it: pyscard's plain calls, with errors as exceptions.

Not pyscard's CardMonitor: its thread ends for good when pcscd is restarted.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import IntEnum
from typing import Any, Final

from drivers.driver import InUse, NoDevice, Offline, WrongSettings
from drivers.smart_card.apdu import CardChannel

FOR_EVER: Final = 0xFFFFFFFF
UNAWARE: Final = 0
"""No state is known: `wait_change` answers at once."""
STATUS_BYTES: Final = 2
SOCKET_VARIABLE: Final = "PCSCLITE_CSOCK_NAME"
"""Where libpcsclite looks for another pcscd than the machine's; it reads this only once."""


class Code(IntEnum):
    """Return codes of PC/SC that are told apart here (pcsclite.h)."""

    CANCELLED = 0x80100002
    INVALID_HANDLE = 0x80100003
    UNKNOWN_READER = 0x80100009
    SHARING_VIOLATION = 0x8010000B
    NO_SMARTCARD = 0x8010000C
    PROTO_MISMATCH = 0x8010000F
    COMM_ERROR = 0x80100013
    NOT_TRANSACTED = 0x80100016
    READER_UNAVAILABLE = 0x80100017
    NO_SERVICE = 0x8010001D
    SERVICE_STOPPED = 0x8010001E
    NO_READERS_AVAILABLE = 0x8010002E
    UNRESPONSIVE_CARD = 0x80100066
    UNPOWERED_CARD = 0x80100067
    RESET_CARD = 0x80100068
    REMOVED_CARD = 0x80100069
    SECURITY_VIOLATION = 0x8010006A


SERVICE_GONE: Final = frozenset(
    (Code.INVALID_HANDLE, Code.COMM_ERROR, Code.NO_SERVICE, Code.SERVICE_STOPPED)
)
READER_GONE: Final = frozenset(
    (Code.UNKNOWN_READER, Code.READER_UNAVAILABLE, Code.NO_READERS_AVAILABLE)
)
CARD_GONE: Final = frozenset((Code.NO_SMARTCARD, Code.REMOVED_CARD, Code.RESET_CARD))
CARD_MUTE: Final = frozenset((Code.PROTO_MISMATCH, Code.UNRESPONSIVE_CARD, Code.UNPOWERED_CARD))


class PcscError(Exception):
    """A call failed for the card's sake; `code` says how."""

    def __init__(self, code: int) -> None:
        super().__init__(f"PC/SC error {code:#010x}")
        self.code = code


def _check(result: int) -> None:
    """Raises DeviceFault when a call failed."""
    try:
        _check_card(result)
    except PcscError as error:
        raise Offline(f"the card reader cannot be used: {error}") from None


def _check_card(result: int) -> None:
    """Raises PcscError when a call failed for the card's sake, DeviceFault when otherwise."""
    code = result & 0xFFFFFFFF
    if code in SERVICE_GONE:
        raise Offline("pcscd is not running or was restarted: systemctl start pcscd")
    if code in READER_GONE:
        raise NoDevice("the card reader is gone: is it plugged in?")
    if code == Code.SHARING_VIOLATION:
        raise InUse("another program is using the card")
    if code == Code.SECURITY_VIOLATION:
        raise Offline("pcscd refuses this user: polkit must allow org.debian.pcsc-lite.access_card")
    if code:
        raise PcscError(code)


class PcscContext:
    """One connection to pcscd. A call that waits keeps no other context from working."""

    def __init__(self, socket: str) -> None:
        """`socket`: of another pcscd than the machine's. Raises Offline when it does not run."""
        if socket:
            os.environ[SOCKET_VARIABLE] = os.path.abspath(socket)
        self._scard = _library()
        result, self._handle = self._scard.SCardEstablishContext(self._scard.SCARD_SCOPE_SYSTEM)
        _check(result)

    def release(self) -> None:
        """Never raises: of a pcscd that is gone there is nothing left to release."""
        self._scard.SCardReleaseContext(self._handle)

    def readers(self) -> list[str]:
        """Names of all readers there are. Raises Offline."""
        result, names = self._scard.SCardListReaders(self._handle, [])
        if result & 0xFFFFFFFF == Code.NO_READERS_AVAILABLE:
            return []
        _check(result)
        return list(names)

    def wait_change(self, reader: str, known: int) -> int | None:
        """Sleep until the reader's state is another than `known`; the new one, None by `cancel`.

        Raises DeviceFault when the reader or pcscd is gone.
        """
        result, states = self._scard.SCardGetStatusChange(self._handle, FOR_EVER, [(reader, known)])
        if result & 0xFFFFFFFF == Code.CANCELLED:
            return None
        _check(result)
        state = int(states[0][1])
        if state & (self._scard.SCARD_STATE_UNKNOWN | self._scard.SCARD_STATE_UNAVAILABLE):
            raise NoDevice("the card reader is gone: is it plugged in?")
        return state & ~int(self._scard.SCARD_STATE_CHANGED)

    def has_card(self, state: int) -> bool:
        """Whether a card is in, by a state of `wait_change`."""
        return bool(state & self._scard.SCARD_STATE_PRESENT)

    def cancel(self) -> None:
        """End another thread's `wait_change`, if it waits at this moment."""
        self._scard.SCardCancel(self._handle)

    @contextmanager
    def card(self, reader: str, before: Callable[[], None]) -> Iterator[CardChannel]:
        """The card in the reader, ours alone; without power afterwards: it forgets the PIN.

        `before` is called before each command, and may raise to end the dialogue.
        Raises DeviceFault or PcscError, as does the channel's every exchange.
        """
        scard = self._scard
        both = scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1
        result, card, protocol = scard.SCardConnect(
            self._handle, reader, scard.SCARD_SHARE_EXCLUSIVE, both
        )
        _check_card(result)

        def transmit(command: bytes) -> bytes:
            before()
            result, answer = scard.SCardTransmit(card, protocol, list(command))
            _check_card(result)
            if len(answer) < STATUS_BYTES:
                # What some readers give for a card pulled out in the middle of the command.
                raise PcscError(Code.NOT_TRANSACTED)
            return bytes(byte & 0xFF for byte in answer)

        try:
            yield CardChannel(transmit, t0=protocol == scard.SCARD_PROTOCOL_T0)
        finally:
            scard.SCardDisconnect(card, scard.SCARD_UNPOWER_CARD)


def choose_reader(names: Sequence[str], wanted: str) -> str:
    """The one of `names` that holds `wanted`, a part of its name, which has its serial number.

    Raises NoDevice when there is none, WrongSettings when there is more than one.
    """
    found = [name for name in names if wanted in name]
    if len(found) == 1:
        return found[0]
    here = ", ".join(repr(name) for name in names) or "none"
    if not found:
        raise NoDevice(f"there is no card reader {wanted!r}; there are: {here}")
    raise WrongSettings(f"more than one card reader is {wanted!r}; choose one of: {here}")


def _library() -> Any:  # noqa: ANN401 - pyscard has no types
    """pyscard's plain calls; loaded only where they are needed.

    Raises Offline where libpcsclite is missing.
    """
    try:
        from smartcard import scard
    except ImportError as error:
        raise Offline(f"PC/SC is not installed ({error}): apt-get install libpcsclite1") from None
    return scard
