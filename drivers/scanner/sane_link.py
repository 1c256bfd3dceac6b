"""SANE in this process: one scanner, its options, and pictures read into bounded memory."""

from __future__ import annotations

import ctypes
import os
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Final

from drivers.scanner.libsane import (
    FIXED_ONE,
    INACTIVE,
    PIXEL,
    SOFT_SELECT,
    Action,
    Constraint,
    Descriptor,
    Frame,
    Kind,
    Parameters,
    SaneError,
    SaneStatus,
    expect_good,
    give_back_what_is_freed,
    load,
    survive_broken_pipes,
)

SANE_DIR: Final = str(Path(__file__).parents[2] / "config" / "sane")
SYSTEM_DIR: Final = "/etc/sane.d"
"""Where the packages of SANE's back ends put their configuration."""
CHANNELS: Final = {Frame.GREY: 1, Frame.RGB: 3}
PIECE: Final = 1 << 18
"""Bytes read at once; between two, a scan can be given up."""
NOTHING_YET: Final = 0.02
"""Seconds before a back end that does not wait for its scanner is asked again."""
WORD: Final = ctypes.sizeof(ctypes.c_int)
ENDING: Final = 0.3
"""Seconds in which a scanner on the network has said that there is nothing more to fetch."""

Value = bool | int | float | str


@dataclass(frozen=True)
class Option:
    """An option that can be set now. `choice`: the values there are; `span`: least, most, step
    (0: any). `in_pixels`: a length, in pixels instead of mm."""

    name: str
    choice: tuple[Value, ...] = ()
    span: tuple[float, float, float] | None = None
    in_pixels: bool = False
    kind: Kind = Kind.STRING
    size: int = 0
    index: int = 0


@dataclass(frozen=True)
class Image:
    """A picture as it was read: rows of `stride` bytes that begin with 8-bit samples."""

    width: int
    height: int
    channels: int
    stride: int
    samples: bytearray = field(repr=False)


class SaneLink:
    """SANE from `begin` to `end`, and the one handle that may be open meanwhile."""

    def __init__(self, sane_dir: str) -> None:
        self._sane_dir = sane_dir
        self._sane: ctypes.CDLL | None = None
        self._handle: int | None = None
        self._closable = 0.0
        self._holding = threading.Lock()

    def begin(self) -> None:
        """Load SANE; again after `end`. Raises SaneError, or OSError when it is not installed."""
        # SANE reads this once in a process. In front of the system's own, ours hides its lists.
        os.environ["SANE_CONFIG_DIR"] = f"{self._sane_dir}:{SYSTEM_DIR}"
        give_back_what_is_freed()
        library = load()
        expect_good(library.sane_init(None, None))
        self._sane = library

    def end(self) -> None:
        """Let go of the handle and of SANE; harmless when not begun."""
        self.close()
        library, self._sane = self._sane, None
        if library is not None:
            library.sane_exit()

    def open(self, name: str) -> None:
        """Open the scanner of that name, and close what was left open. Raises SaneError."""
        self.close()
        handle = ctypes.c_void_p()
        expect_good(self._begun().sane_open(name.encode(), ctypes.byref(handle)))
        self._handle = handle.value

    def close(self) -> None:
        """Stop what is under way and forget it; harmless when not open."""
        with self._holding:
            handle, self._handle = self._handle, None
        if handle is not None:
            time.sleep(max(0.0, self._closable - time.monotonic()))
            # First: a back end closed while it reads may leave a thread, which `end` would unload.
            self._begun().sane_cancel(handle)
            self._begun().sane_close(handle)
            survive_broken_pipes()

    def finish(self) -> None:
        """End the scan, and leave the handle to the next `open` or `end`.

        sane-airscan goes on asking for pages after the only one. Closed at the moment that the
        answer comes, it waits for ever (0.99.27 and later, device_stm_cancel_event_callback: a
        cancellation handled right after the end of the job makes a job of it again).
        """
        self.cancel()
        self._closable = time.monotonic() + ENDING

    def cancel(self) -> None:
        """Stop the scanner; from any thread, at any time."""
        with self._holding:
            if self._handle is not None:
                self._begun().sane_cancel(self._handle)
                survive_broken_pipes()

    # --- options ---

    def options(self) -> dict[str, Option]:
        """Those of one value that can be set now; setting one may change the others."""
        return {option.name: option for option in self._options()}

    def set(self, name: str, value: Value) -> None:
        """Raises SaneError, KeyError for an option that is not in `options`, and TypeError for a
        value not of its kind."""
        option = self.options()[name]
        self._control(option, Action.SET, _packed(option, value))

    def get(self, name: str) -> float:
        """The value of an option that is a number. Raises SaneError, KeyError."""
        option = self.options()[name]
        word = ctypes.c_int()
        self._control(option, Action.GET, word)
        return word.value / FIXED_ONE if option.kind is Kind.FIXED else word.value

    def _options(self) -> Iterator[Option]:
        sane, handle = self._begun(), self._opened()
        for index in count(1):  # 0 tells how many there are; so does the end
            found = sane.sane_get_option_descriptor(handle, index)
            if not found:
                return
            if (option := _option(index, found.contents)) is not None:
                yield option

    def _control(
        self, option: Option, action: Action, value: ctypes.Array[ctypes.c_char] | ctypes.c_int
    ) -> None:
        expect_good(
            self._begun().sane_control_option(
                self._opened(), option.index, action, ctypes.byref(value), None
            )
        )

    # --- pictures ---

    def start(self) -> None:
        """Begin the next picture. Raises SaneError."""
        expect_good(self._begun().sane_start(self._opened()))

    def read(self, most_lines: int, given_up: Callable[[], bool]) -> Image:
        """The picture begun. The scanner is stopped when it is longer, or given up meanwhile.

        Raises SaneError: UNSUPPORTED for what is not 8 bits a sample in one pass.
        """
        found = Parameters()
        expect_good(self._begun().sane_get_parameters(self._opened(), ctypes.byref(found)))
        if found.frame not in list(Frame) or found.depth != 8:
            raise SaneError(SaneStatus.UNSUPPORTED)
        lines = found.lines if 0 < found.lines <= most_lines else most_lines
        samples = bytearray(found.stride * lines)
        try:
            filled = self._fill(samples, given_up)
        finally:
            survive_broken_pipes()
        height, channels = filled // found.stride, CHANNELS[Frame(found.frame)]
        if not height:
            raise SaneError(SaneStatus.IO_ERROR)
        return Image(found.width, height, channels, found.stride, samples)

    def _fill(self, samples: bytearray, given_up: Callable[[], bool]) -> int:
        """Read until the picture's end; how many bytes. Raises SaneError."""
        piece = bytearray(PIECE)
        filled = 0
        while (read := self._read(piece)) is not None:
            if given_up() or filled + read > len(samples):
                self.cancel()
                raise SaneError(SaneStatus.CANCELLED)
            samples[filled : filled + read] = memoryview(piece)[:read]
            filled += read
            if not read:
                time.sleep(NOTHING_YET)
        return filled

    def _read(self, piece: bytearray) -> int | None:
        """Fill as much of `piece` as there is now; None at the end. Raises SaneError."""
        room = (ctypes.c_char * len(piece)).from_buffer(piece)
        read = ctypes.c_int()
        code = self._begun().sane_read(
            self._opened(), ctypes.byref(room), len(piece), ctypes.byref(read)
        )
        if code == SaneStatus.EOF:
            return None
        expect_good(code)
        return read.value

    def _begun(self) -> ctypes.CDLL:
        if self._sane is None:
            raise SaneError(SaneStatus.INVAL)
        return self._sane

    def _opened(self) -> int:
        if self._handle is None:
            raise SaneError(SaneStatus.INVAL)
        return self._handle


def _option(index: int, found: Descriptor) -> Option | None:
    """None for a group, a button, a table, and what cannot be set now."""
    kind = Kind(found.kind)
    single = kind is Kind.STRING or (kind < Kind.STRING and found.size == WORD)
    settable = found.capabilities & SOFT_SELECT and not found.capabilities & INACTIVE
    if not (found.name and single and settable):
        return None
    choice: tuple[Value, ...] = ()
    span = None
    match found.constraint:
        case Constraint.RANGE:
            limits = found.limits.range.contents
            least, most, step = (
                _number(kind, word) for word in (limits.least, limits.most, limits.step)
            )
            span = least, most, step
        case Constraint.WORD_LIST:
            words = found.limits.words
            choice = tuple(_number(kind, words[place]) for place in range(1, words[0] + 1))
        case Constraint.STRING_LIST:
            choice = tuple(_strings(found))
    name = found.name.decode("latin-1")
    return Option(name, choice, span, found.unit == PIXEL, kind, found.size, index)


def _strings(found: Descriptor) -> Iterator[str]:
    for place in count():
        text = found.limits.strings[place]
        if text is None:
            return
        yield text.decode("latin-1")


def _number(kind: Kind, word: int) -> float:
    return word / FIXED_ONE if kind is Kind.FIXED else word


def _packed(option: Option, value: Value) -> ctypes.Array[ctypes.c_char] | ctypes.c_int:
    """`value` as the option wants it in memory. Raises TypeError."""
    if option.kind is Kind.STRING:
        if not isinstance(value, str):
            raise TypeError("it takes a text")
        return ctypes.create_string_buffer(value.encode("latin-1"), option.size)
    if isinstance(value, str) or (option.kind is Kind.INT and not float(value).is_integer()):
        raise TypeError("it takes a number")
    return ctypes.c_int(round(value * FIXED_ONE) if option.kind is Kind.FIXED else int(value))
