"""SANE through python-sane: one process, one scanner, and its statuses as exceptions.

What python-sane 2.9.2 (on SANE 1.1.1) does and does not do, which this module works around:

- Its exceptions carry SANE's text for a status, not the status.
- `snap` gives up the interpreter's lock while it reads, so that a scan can be cancelled from
  another thread; but a `progress` that raises ends the process, and a picture of unknown height
  grows without end. Here `progress` never raises, and cancels what grows too large.
- `snap` reads rightly only rows of 1- or 8-bit samples, grey or red-green-blue together, without
  padding. Other pictures (16 bit, three passes) would come out skewed and are refused.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from sane import SaneDev

SANE_DIR: Final = str(Path(__file__).parents[2] / "config" / "sane")
SYSTEM_DIR: Final = "/etc/sane.d"
"""Where the packages of SANE's back ends put their configuration."""

Value = bool | int | float | str


class SaneStatus(Enum):
    """SANE_Status by sane_strstatus' text. Source: SANE Standard 1.06, 4.2.7 and 4.4.10."""

    UNSUPPORTED = "Operation not supported"
    CANCELLED = "Operation was cancelled"
    DEVICE_BUSY = "Device busy"
    INVAL = "Invalid argument"
    EOF = "End of file reached"
    JAMMED = "Document feeder jammed"
    NO_DOCS = "Document feeder out of documents"
    COVER_OPEN = "Scanner cover is open"
    IO_ERROR = "Error during device I/O"
    NO_MEM = "Out of memory"
    ACCESS_DENIED = "Access to resource has been denied"


class SaneError(Exception):
    """A SANE function failed with this status."""

    def __init__(self, status: SaneStatus) -> None:
        super().__init__(status.value)
        self.status = status


@dataclass(frozen=True)
class Option:
    """An option that can be set now. `choice`: the values there are; `span`: least, most, step
    (0: any). `in_pixels`: a length, in pixels instead of mm."""

    name: str
    choice: tuple[Value, ...] = ()
    span: tuple[float, float, float] | None = None
    in_pixels: bool = False


@dataclass(frozen=True)
class Image:
    """A picture as it was read: rows of 8-bit samples, without padding."""

    width: int
    height: int
    channels: int
    samples: bytearray


class SaneLink:
    """SANE in this process, from `begin` to `end`, and the one handle opened meanwhile."""

    def __init__(self, sane_dir: str) -> None:
        self._sane_dir = sane_dir
        self._begun = False
        self._handle: SaneDev | None = None
        self._holding = threading.Lock()

    def begin(self) -> None:
        """Load SANE; again after `end`. Raises SaneError."""
        # SANE reads this once in a process. In front of the system's own, ours hides its lists.
        os.environ["SANE_CONFIG_DIR"] = f"{self._sane_dir}:{SYSTEM_DIR}"
        import sane

        _told(sane.init)
        self._begun = True

    def end(self) -> None:
        """Let go of the handle and of SANE; harmless when not begun."""
        self.close()
        if self._begun:
            import sane

            self._begun = False
            sane.exit()

    def open(self, name: str) -> None:
        """Open the scanner of that name. Raises SaneError."""
        import sane

        self._handle = _told(lambda: sane.open(name))

    def close(self) -> None:
        """Stop what is under way and forget it; harmless when not open."""
        with self._holding:
            handle, self._handle = self._handle, None
        if handle is not None:
            handle.close()

    def cancel(self) -> None:
        """Stop the scanner; from any thread, at any time."""
        with self._holding:
            if self._handle is not None:
                self._handle.cancel()

    def options(self) -> dict[str, Option]:
        """Those that can be set now, by name; setting one may change the others."""
        options = self._opened().opt.values()
        return {o.name: _option(o) for o in options if o.is_active() and o.is_settable()}

    def set(self, name: str, value: Value) -> None:
        """Raises SaneError."""
        _told(lambda: setattr(self._opened(), name.replace("-", "_"), value))

    def get(self, name: str) -> Value:
        """Raises SaneError."""
        value: Value = _told(lambda: getattr(self._opened(), name.replace("-", "_")))
        return value

    def start(self) -> None:
        """Begin the next picture. Raises SaneError."""
        _told(self._opened().start)

    def read(self, most_lines: int, given_up: Callable[[], bool]) -> Image:
        """The picture begun; the scanner is stopped when it is longer, or given up meanwhile.

        Raises SaneError.
        """
        handle = self._opened()

        def progress(line: int, _lines: int) -> None:
            if line > most_lines or given_up():
                handle.cancel()

        frame, _, (width, _), depth, stride = _told(handle.get_parameters)
        row = {("gray", 1): (width + 7) // 8, ("gray", 8): width, ("color", 8): width * 3}
        if row.get((frame, depth)) != stride:
            raise SaneError(SaneStatus.UNSUPPORTED)
        samples, width, height, channels, _ = _told(lambda: handle.dev.snap(True, False, progress))
        return Image(width, height, channels, samples)

    def _opened(self) -> Any:  # noqa: ANN401 - untyped library
        if self._handle is None:
            raise SaneError(SaneStatus.INVAL)
        return self._handle


def _told(act: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever `act` gives
    """What `act` gives; its error as SaneError."""
    import _sane

    try:
        return act()
    except _sane.error as error:
        text = str(error)
        known = [status for status in SaneStatus if status.value == text]
        raise SaneError(known[0] if known else SaneStatus.IO_ERROR) from error


def _option(option: Any) -> Option:  # noqa: ANN401 - untyped library
    import _sane

    limits = option.constraint
    return Option(
        option.name,
        choice=tuple(limits) if isinstance(limits, list) else (),
        span=limits if isinstance(limits, tuple) else None,
        in_pixels=option.unit == _sane.UNIT_PIXEL,
    )
