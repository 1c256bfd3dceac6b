"""What an eSCL scanner says and is told, as XML (Mopria eSCL Technical Specification 2.97)."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from typing import Final

SCAN: Final = "http://schemas.hp.com/imaging/escl/2011/05/03"
PWG: Final = "http://www.pwg.org/schemas/2010/12/sm"
HEAD: Final = (
    f'<?xml version="1.0" encoding="UTF-8"?>\n<scan:%s xmlns:scan="{SCAN}" xmlns:pwg="{PWG}">'
)
UNITS_PER_INCH: Final = 300
"""Sizes go over the wire in three-hundredths of an inch."""
COLOUR_MODES: Final = {"RGB24": True, "Grayscale8": False}


@dataclass(frozen=True)
class Model:
    """What a scanner can do. `platen`, `feeder`: largest region in 1/300 inch; None: has none."""

    name: str = "Example Scanner 示例扫描仪"
    resolutions: tuple[int, ...] = (75, 150, 200, 300, 600)
    colours: tuple[str, ...] = ("Grayscale8", "RGB24")
    formats: tuple[str, ...] = ("image/jpeg", "application/pdf")
    platen: tuple[int, int] | None = (2550, 3510)
    feeder: tuple[int, int] | None = (2550, 4200)
    duplex: bool = True


@dataclass(frozen=True)
class Ticket:
    """A scan asked for. `region`: left, top, width, height in mm."""

    feeder: bool
    duplex: bool
    colour: bool
    dpi: int
    mime: str
    region: tuple[float, float, float, float]


class BadTicketError(ValueError):
    """The scan settings are no XML, or ask for what this scanner does not have."""


def capabilities(model: Model) -> bytes:
    """ScannerCapabilities."""
    platen = model.platen and f"<scan:Platen>{_inputs('Platen', model, model.platen)}</scan:Platen>"
    feeder = ""
    if model.feeder:
        sides = ["AdfSimplex", "AdfDuplex"] if model.duplex else ["AdfSimplex"]
        feeder = "".join(_inputs(side, model, model.feeder) for side in sides)
        feeder = f"<scan:Adf>{feeder}</scan:Adf>"
    body = (
        f"<pwg:Version>2.63</pwg:Version><pwg:MakeAndModel>{model.name}</pwg:MakeAndModel>"
        f"<pwg:SerialNumber>SIM0001</pwg:SerialNumber>{platen or ''}{feeder}"
    )
    return _document("ScannerCapabilities", body)


def status(state: str, adf_state: str | None) -> bytes:
    """ScannerStatus: `state` Idle, Processing or Stopped; `adf_state` None without a feeder."""
    adf = f"<scan:AdfState>{adf_state}</scan:AdfState>" if adf_state else ""
    body = f"<pwg:Version>2.63</pwg:Version><pwg:State>{state}</pwg:State>{adf}"
    return _document("ScannerStatus", body)


def ticket(body: bytes, model: Model) -> Ticket:
    """The scan that ScanSettings ask for. Raises BadTicketError."""
    try:
        told = _told(ET.fromstring(body))
        left, top, width, height = (
            int(told[key]) / UNITS_PER_INCH * 25.4
            for key in ("XOffset", "YOffset", "Width", "Height")
        )
        wanted = Ticket(
            feeder=told["InputSource"] == "Feeder",
            duplex=told.get("Duplex") == "true",
            colour=COLOUR_MODES[told["ColorMode"]],
            dpi=int(told["XResolution"]),
            mime=told.get("DocumentFormatExt", told["DocumentFormat"]),
            region=(left, top, width, height),
        )
    except (ET.ParseError, KeyError, ValueError) as error:
        raise BadTicketError(f"no scan settings: {error!r}") from error
    _refuse_what_it_has_not(wanted, told, model)
    return wanted


def _told(settings: ET.Element) -> dict[str, str]:
    """Name without namespace to text, of every element that has one."""
    return {
        re.sub(r"^\{.*\}", "", element.tag): (element.text or "").strip()
        for element in settings.iter()
    }


def _refuse_what_it_has_not(wanted: Ticket, told: dict[str, str], model: Model) -> None:
    known = (
        wanted.dpi in model.resolutions
        and told["ColorMode"] in model.colours
        and wanted.mime in model.formats
        and (model.feeder if wanted.feeder else model.platen) is not None
        and (model.duplex or not wanted.duplex)
    )
    if not known:
        raise BadTicketError("asks for what this scanner does not have")


def _inputs(side: str, model: Model, most: tuple[int, int]) -> str:
    """What one way of putting paper in can do."""
    dots = "".join(
        f"<scan:DiscreteResolution><scan:XResolution>{dpi}</scan:XResolution>"
        f"<scan:YResolution>{dpi}</scan:YResolution></scan:DiscreteResolution>"
        for dpi in model.resolutions
    )
    formats = "".join(
        f"<pwg:DocumentFormat>{mime}</pwg:DocumentFormat>"
        f"<scan:DocumentFormatExt>{mime}</scan:DocumentFormatExt>"
        for mime in model.formats
    )
    colours = "".join(f"<scan:ColorMode>{mode}</scan:ColorMode>" for mode in model.colours)
    return (
        f"<scan:{side}InputCaps>"
        f"<scan:MinWidth>16</scan:MinWidth><scan:MaxWidth>{most[0]}</scan:MaxWidth>"
        f"<scan:MinHeight>16</scan:MinHeight><scan:MaxHeight>{most[1]}</scan:MaxHeight>"
        f"<scan:MaxScanRegions>1</scan:MaxScanRegions>"
        f"<scan:SettingProfiles><scan:SettingProfile>"
        f"<scan:ColorModes>{colours}</scan:ColorModes>"
        f"<scan:DocumentFormats>{formats}</scan:DocumentFormats>"
        f"<scan:SupportedResolutions><scan:DiscreteResolutions>{dots}"
        f"</scan:DiscreteResolutions></scan:SupportedResolutions>"
        f"</scan:SettingProfile></scan:SettingProfiles></scan:{side}InputCaps>"
    )


def _document(name: str, body: str) -> bytes:
    return f"{HEAD % name}{body}</scan:{name}>".encode()
