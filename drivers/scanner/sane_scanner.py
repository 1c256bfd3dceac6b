"""Any scanner SANE can drive: eSCL over the network or USB (sane-airscan), or a vendor's back end.

Closing the handle is what certainly stops a feeder (an eSCL back end draws in more sheets than were
asked for) and forgets the pages read ahead: it is done at once. After the glass there is no hurry,
and with an eSCL back end there must not be (`SaneLink.finish`).
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from drivers.driver import (
    DeviceFault,
    Event,
    Health,
    InUse,
    NoDevice,
    Offline,
    Status,
    WrongSettings,
)
from drivers.scanner import escl_status, sane_options
from drivers.scanner.contract import (
    MM_PER_INCH,
    Busy,
    CoverOpen,
    Interrupted,
    Jammed,
    NoDocuments,
    NotSupported,
    Page,
    PageScanned,
    Scanned,
    Scanner,
    ScanOutcome,
    ScanRequest,
    Source,
)
from drivers.scanner.libsane import SaneError, SaneStatus
from drivers.scanner.sane_link import SANE_DIR, Image, SaneLink, Value

JPEG_QUALITY: Final = 90
LONGER: Final = 1.5
"""A picture more than so many times as long as asked for is a scanner that does not stop."""
USB_PLACE: Final = re.compile(r":libusb:(\d{3}):(\d{3})$")


class SaneScanner(Scanner):
    """One scanner, by its SANE name or its eSCL address."""

    @dataclass(frozen=True)
    class Settings:
        """`device`: an eSCL address (http://192.168.10.30/eSCL), a SANE back end (`fujitsu`: the
        first scanner it finds, whatever USB port it is on) or a full SANE name. `options`: SANE
        options of its own to set before each scan. `sane_dir`: SANE's configuration."""

        device: str
        options: dict[str, Value] | None = None
        sane_dir: str = SANE_DIR

    def __init__(self, settings: Settings, emit: Callable[[Event], None]) -> None:
        super().__init__(emit)
        self._settings = settings
        self._is_escl = settings.device.startswith(("http://", "https://"))
        self._link = SaneLink(settings.sane_dir)

    def open(self) -> None:
        """Raises NoDevice, Offline, InUse, or WrongSettings when it may not be used."""
        if self._is_escl:
            escl_status.ask(self._settings.device)
        try:
            self._link.begin()
        except OSError as error:
            raise WrongSettings(f"SANE is not installed ({error}): install libsane1") from error
        try:
            self._link.open(self._name)
        except SaneError as error:
            self._link.end()
            raise self._fault(error.status) from error
        self._link.close()

    def close(self) -> None:
        self._link.end()

    def check(self) -> Status:
        """Raises NoDevice, or Offline. Only an eSCL scanner can be asked without disturbing it."""
        device = self._settings.device
        if self._is_escl:
            return escl_status.ask(device)
        if place := USB_PLACE.search(device):
            if not os.path.exists("/dev/bus/usb/{}/{}".format(*place.groups())):
                raise NoDevice(f"no scanner at {device}: is it plugged in, and in this port?")
            return Status(Health.ONLINE, "plugged in")
        return Status(Health.ONLINE, "not asked: its SANE back end has no way to")

    def cancel(self) -> None:
        super().cancel()
        self._link.cancel()

    def scan(self, request: ScanRequest) -> ScanOutcome:
        try:
            self._link.open(self._name)
            unsupported = self._prepare(request)
            return unsupported or self._scan_pages(request)
        except SaneError as error:
            self.stop_if_cancelled()
            if error.status is SaneStatus.DEVICE_BUSY:
                return Busy()
            if self._is_escl:
                escl_status.ask(self._settings.device)  # which says better what is wrong
            raise self._fault(error.status) from error
        finally:
            if request.source is Source.FLATBED and self._name.startswith("airscan:"):
                self._link.finish()
            else:
                self._link.close()

    # --- one scan ---

    def _prepare(self, request: ScanRequest) -> NotSupported | None:
        """Set what is asked for. Raises SaneError, WrongSettings."""
        for choose in sane_options.STEPS:
            chosen = choose(self._link.options(), request)
            if isinstance(chosen, NotSupported):
                return chosen
            for name, value in chosen.items():
                self._link.set(name, value)
        self._set_own_options()
        return None

    def _set_own_options(self) -> None:
        for name, value in (self._settings.options or {}).items():
            known = self._link.options()
            if name not in known:
                raise WrongSettings(f"no option {name!r}; there are: {', '.join(sorted(known))}")
            try:
                self._link.set(name, value)
            except (SaneError, TypeError) as error:
                raise WrongSettings(f"option {name!r} does not take {value!r}: {error}") from error

    def _scan_pages(self, request: ScanRequest) -> ScanOutcome:
        """Raises SaneError when not even the first page could be begun."""
        dpi = self._dpi()
        most_lines = int(request.page_mm[1] / MM_PER_INCH * dpi * LONGER)
        most = 1 if request.source is Source.FLATBED else request.most_pages
        pages: list[Page] = []
        # An eSCL scanner that broke off may be told of by sane_start already; its handle opens
        # only when it answers.
        begun = self._is_escl
        while len(pages) < most:
            self.stop_if_cancelled()
            try:
                self._link.start()
                begun = True
                image = self._link.read(most_lines, self._cancel.is_set)
            except SaneError as error:
                self.stop_if_cancelled()
                unreadable = error.status is SaneStatus.UNSUPPORTED
                if unreadable or not (begun or _ends_a_scan(error.status)):
                    raise
                return _outcome(error.status, tuple(pages))
            # A back end may end a cancelled picture as if it were whole.
            self.stop_if_cancelled()
            pages.append(_page(image, dpi))
            self.emit(PageScanned(len(pages)))
        return Scanned(tuple(pages))

    def _dpi(self) -> int:
        """The resolution that the scanner took."""
        name = "resolution" if "resolution" in self._link.options() else "x-resolution"
        return round(self._link.get(name))

    # --- names and faults ---

    @property
    def _name(self) -> str:
        device = self._settings.device
        return f"airscan:escl:scanner:{device}" if self._is_escl else device

    def _fault(self, status: SaneStatus) -> DeviceFault:
        device = self._settings.device
        match status:
            case SaneStatus.INVAL:
                return NoDevice(
                    f"SANE finds no scanner {device!r}: plugged in? back end installed?"
                )
            case SaneStatus.DEVICE_BUSY:
                return InUse(f"another program uses the scanner {device!r}: close it")
            case SaneStatus.UNSUPPORTED:
                return WrongSettings(
                    f"the scanner {device!r} sends pictures that cannot be read: set 8 bits and "
                    "one pass in its options"
                )
            case SaneStatus.ACCESS_DENIED:
                return WrongSettings(
                    f"this user may not use the scanner {device!r}: put it in group scanner"
                )
            case _:
                return Offline(f"the scanner {device!r} fails: {status.name}; power, cable?")


def _ends_a_scan(status: SaneStatus) -> bool:
    """Whether it is a condition of the paper, and no fault of the scanner."""
    return status in (SaneStatus.NO_DOCS, SaneStatus.JAMMED, SaneStatus.COVER_OPEN)


def _outcome(status: SaneStatus, pages: tuple[Page, ...]) -> ScanOutcome:
    """How a scan ended that had begun."""
    match status:
        case SaneStatus.NO_DOCS:
            return Scanned(pages) if pages else NoDocuments()
        case SaneStatus.JAMMED:
            return Jammed(pages)
        case SaneStatus.COVER_OPEN:
            return CoverOpen(pages)
        case SaneStatus.DEVICE_BUSY if not pages:
            return Busy()
        case _:
            return Interrupted(pages)


def _page(image: Image, dpi: int) -> Page:
    from PIL import Image as Picture

    mode = "RGB" if image.channels == 3 else "L"
    size = image.width, image.height
    picture = Picture.frombuffer(mode, size, image.samples, "raw", mode, image.stride, 1)
    file = io.BytesIO()
    # Seals are red on white: halved colour would fray them.
    picture.save(file, "JPEG", quality=JPEG_QUALITY, subsampling=0, dpi=(dpi, dpi))
    return Page(image.width, image.height, dpi, image.channels, file.getvalue())
