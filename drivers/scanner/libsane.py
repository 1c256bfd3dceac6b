"""libsane's functions through ctypes. Source: SANE Standard 1.06, chapter 4; sane/sane.h.

Not python-sane: 2.9.2 holds the interpreter's lock in sane_close and sane_control_option, so that
a scanner which does not answer there stops every thread, that which heeds the hub included; it
reads padded, 16-bit and three-pass pictures askew; a `progress` that raises ends the process.
ctypes gives the lock up in every call.
"""

from __future__ import annotations

import ctypes
import signal
from enum import IntEnum
from typing import Final

LIBRARY: Final = "libsane.so.1"
FIXED_ONE: Final = 1 << 16
"""1.0 as SANE_Fixed."""
MMAP_THRESHOLD, LARGE = -3, 1 << 17
"""mallopt's parameter, and glibc's own first value for it."""
SOFT_SELECT, INACTIVE = 1, 32
"""Of an option's capabilities: a program can set it; it has no meaning now."""


class SaneStatus(IntEnum):
    """SANE_Status."""

    GOOD = 0
    UNSUPPORTED = 1
    CANCELLED = 2
    DEVICE_BUSY = 3
    INVAL = 4
    EOF = 5
    JAMMED = 6
    NO_DOCS = 7
    COVER_OPEN = 8
    IO_ERROR = 9
    NO_MEM = 10
    ACCESS_DENIED = 11


class Kind(IntEnum):
    """SANE_Value_Type."""

    BOOL = 0
    INT = 1
    FIXED = 2
    STRING = 3
    BUTTON = 4
    GROUP = 5


class Constraint(IntEnum):
    """SANE_Constraint_Type."""

    NONE = 0
    RANGE = 1
    WORD_LIST = 2
    STRING_LIST = 3


class Action(IntEnum):
    """SANE_Action."""

    GET = 0
    SET = 1


class Frame(IntEnum):
    """SANE_Frame; the others are passes of one colour, or no pictures."""

    GREY = 0
    RGB = 1


PIXEL: Final = 1
"""SANE_Unit of lengths that are not in mm."""


class Range(ctypes.Structure):
    """SANE_Range."""

    _fields_ = (("least", ctypes.c_int), ("most", ctypes.c_int), ("step", ctypes.c_int))


class Limits(ctypes.Union):
    """What `Descriptor.constraint` says that it is."""

    _fields_ = (
        ("strings", ctypes.POINTER(ctypes.c_char_p)),
        ("words", ctypes.POINTER(ctypes.c_int)),
        ("range", ctypes.POINTER(Range)),
    )


class Descriptor(ctypes.Structure):
    """SANE_Option_Descriptor."""

    _fields_ = (
        ("name", ctypes.c_char_p),
        ("title", ctypes.c_char_p),
        ("description", ctypes.c_char_p),
        ("kind", ctypes.c_int),
        ("unit", ctypes.c_int),
        ("size", ctypes.c_int),
        ("capabilities", ctypes.c_int),
        ("constraint", ctypes.c_int),
        ("limits", Limits),
    )


class Parameters(ctypes.Structure):
    """SANE_Parameters."""

    _fields_ = (
        ("frame", ctypes.c_int),
        ("last", ctypes.c_int),
        ("stride", ctypes.c_int),
        ("width", ctypes.c_int),
        ("lines", ctypes.c_int),
        ("depth", ctypes.c_int),
    )


class SaneError(Exception):
    """A function of SANE failed with this status."""

    def __init__(self, status: SaneStatus) -> None:
        super().__init__(status.name)
        self.status = status


def expect_good(code: int) -> None:
    """Raises SaneError for every status but GOOD; one that is not in the standard is IO_ERROR."""
    if code != SaneStatus.GOOD:
        known = code in list(SaneStatus)
        raise SaneError(SaneStatus(code) if known else SaneStatus.IO_ERROR)


def give_back_what_is_freed() -> None:
    """Have every large block go back to the system when it is freed (glibc's M_MMAP_THRESHOLD
    grows else to 32 MB), so that no page stays in a process that rests."""
    ctypes.CDLL(None).mallopt(MMAP_THRESHOLD, LARGE)


def survive_broken_pipes() -> None:
    """Ignore SIGPIPE again, as Python does. SANE's back ends with a reading thread of their own
    put it back to its default when that ends (sanei_thread.c, restore_sigpipe): the next socket
    closed by the other end would end the process. Not through `signal`, which is for the main
    thread."""
    ctypes.CDLL(None).signal(int(signal.SIGPIPE), ctypes.c_void_p(int(signal.SIG_IGN)))


def load() -> ctypes.CDLL:
    """The library with its functions' types. Raises OSError when it is not installed."""
    library = ctypes.CDLL(LIBRARY)
    handle, whole = ctypes.c_void_p, ctypes.c_int
    to_whole = ctypes.POINTER(whole)
    for name, result, *arguments in (
        ("init", whole, to_whole, handle),
        ("exit", None),
        ("open", whole, ctypes.c_char_p, ctypes.POINTER(handle)),
        ("close", None, handle),
        ("get_option_descriptor", ctypes.POINTER(Descriptor), handle, whole),
        ("control_option", whole, handle, whole, whole, handle, to_whole),
        ("get_parameters", whole, handle, ctypes.POINTER(Parameters)),
        ("start", whole, handle),
        ("read", whole, handle, handle, whole, to_whole),
        ("cancel", None, handle),
    ):
        function = getattr(library, f"sane_{name}")
        function.restype, function.argtypes = result, arguments
    return library
