"""How a scan is asked of a SANE back end: by the options it declares, which all name differently.

Each function gives what to set, or NotSupported. Setting one option may change the others, so the
next function is given the options as they are then. The names are those of SANE's back ends:
"ADF", "Automatic Document Feeder(left aligned,Duplex)", "24bit Color[Fast]", "True Gray" …
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Final

from drivers.scanner.contract import MM_PER_INCH, NotSupported, ScanRequest, Source
from drivers.scanner.sane_link import Option, Value

Options = Mapping[str, Option]
Settings = dict[str, Value]

FLATBED: Final = re.compile(r"flat ?bed|platen|glass|table|^normal$|^fb$", re.I)
FEEDER: Final = re.compile(r"adf|feeder", re.I)
DUPLEX: Final = re.compile(r"duplex", re.I)
ONE_BACK: Final = re.compile(r"\b(back|rear)\b", re.I)
COLOUR: Final = re.compile(r"colou?r", re.I)
GREY: Final = re.compile(r"gr[ae]y", re.I)
BLACK_DOTS: Final = re.compile(r"diffusion|halftone|dither|48", re.I)
"""In the name of a mode: black and white that looks grey, or more bits than a page needs."""
DEPTH: Final = 8
TOLERANCE_MM: Final = 3.0
"""By so much a bed may be shorter than the paper: many are for A4."""


def source(options: Options, request: ScanRequest) -> Settings | NotSupported:
    """A scanner that declares no source has one, taken to be its glass."""
    declared = options.get("source")
    if declared is None or not declared.choice:
        if request.source is Source.FLATBED:
            return {}
        return NotSupported("source", "only one, which it does not name")
    names = [str(name) for name in declared.choice]
    found = _named(names, request.source)
    if found is not None:
        return {"source": found} | _sides(options, duplex=request.source is Source.FEEDER_DUPLEX)
    if request.source is Source.FEEDER_DUPLEX:
        feeder, sides = _named(names, Source.FEEDER), _sides(options, duplex=True)
        if feeder is not None and sides:
            return {"source": feeder} | sides
    return NotSupported("source", ", ".join(names))


def mode(options: Options, request: ScanRequest) -> Settings | NotSupported:
    """Colour or grey, with 8 bits a sample."""
    bits: Settings = {"depth": DEPTH} if _takes(options.get("depth"), DEPTH) else {}
    declared = options.get("mode")
    if declared is None or not declared.choice:
        return bits
    names = [str(name) for name in declared.choice]
    wanted = COLOUR if request.colour else GREY
    fit = [name for name in names if wanted.search(name) and not BLACK_DOTS.search(name)]
    if not fit:
        return NotSupported("colour", ", ".join(names))
    return {"mode": min(fit, key=len)} | bits


def resolution(options: Options, request: ScanRequest) -> Settings | NotSupported:
    """The least resolution there is that is not below the one asked for."""
    names = ["resolution"] if "resolution" in options else ["x-resolution", "y-resolution"]
    settings: Settings = {}
    for name in names:
        if name not in options:
            return NotSupported("resolution", "none that can be set")
        value = _at_least(options[name], request.dpi)
        if value is None:
            return NotSupported("resolution", _range(options[name]))
        settings[name] = value
    return settings


def paper(options: Options, request: ScanRequest) -> Settings:
    """Sheet-fed scanners want to know the paper before the area on it can be chosen."""
    sizes = dict(zip(("page-width", "page-height"), request.page_mm, strict=True))
    return {
        name: min(size, span[1])
        for name, size in sizes.items()
        if name in options and (span := options[name].span) is not None
    }


def area(options: Options, request: ScanRequest) -> Settings | NotSupported:
    """From the corner where the paper lies, as far as the paper goes; all of it when the scanner
    declares no area."""
    settings: Settings = {}
    for axis, size in zip("xy", request.page_mm, strict=True):
        near, far = options.get(f"tl-{axis}"), options.get(f"br-{axis}")
        if near is None or far is None or near.span is None or far.span is None:
            continue
        unit = MM_PER_INCH / request.dpi if far.in_pixels else 1.0
        length = far.span[1] - near.span[0]
        if length * unit < size - TOLERANCE_MM:
            return NotSupported("page size", f"{axis}: {length * unit:.0f} mm at most")
        end = near.span[0] + min(size / unit, length)
        settings[f"tl-{axis}"] = near.span[0]
        settings[f"br-{axis}"] = round(end) if far.in_pixels else end
    return settings


STEPS: Final = (source, mode, resolution, paper, area)
"""In this order: each may change what the next finds."""


def _named(names: list[str], wanted: Source) -> str | None:
    """The source that means `wanted`; the shortest name is the plainest one."""
    if wanted is Source.FLATBED:
        fit = [name for name in names if FLATBED.search(name)]
    else:
        duplex = wanted is Source.FEEDER_DUPLEX
        fit = [
            name
            for name in names
            if (FEEDER.search(name) or DUPLEX.search(name))
            and bool(DUPLEX.search(name)) is duplex
            and not ONE_BACK.search(name)
        ]
    return min(fit, key=len) if fit else None


def _sides(options: Options, duplex: bool) -> Settings:
    """The option of its own by which some back ends choose one or both sides."""
    modes = options.get("adf-mode")
    if modes is not None:
        fit = [name for name in modes.choice if bool(DUPLEX.search(str(name))) is duplex]
        return {"adf-mode": fit[0]} if fit else {}
    return {"duplex": duplex} if "duplex" in options else {}


def _takes(option: Option | None, value: float) -> bool:
    if option is None:
        return False
    if option.span is not None:
        return option.span[0] <= value <= option.span[1]
    return value in option.choice


def _at_least(option: Option, dpi: int) -> Value | None:
    if option.span is None:
        enough = [value for value in option.choice if float(value) >= dpi]
        return min(enough, key=float) if enough else None
    least, most, step = option.span
    value = max(dpi, least)
    if step:
        # A hair less, or what a fixed-point step misses by would count as a step more.
        value = least + math.ceil((value - least) / step - 1e-6) * step
    return type(least)(value) if value <= most else None


def _range(option: Option) -> str:
    if option.span is not None:
        return f"{option.span[0]:g} to {option.span[1]:g}"
    return ", ".join(f"{value}" for value in option.choice)
