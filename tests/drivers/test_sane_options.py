"""What back ends declare in their own words, and what is chosen of it. The names are SANE's."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from drivers.scanner import sane_options
from drivers.scanner.contract import NotSupported, ScanRequest, Source
from drivers.scanner.sane_link import Option, Value

FLATBED, FEEDER, DUPLEX = Source.FLATBED, Source.FEEDER, Source.FEEDER_DUPLEX
Choose = Callable[[Mapping[str, Option], ScanRequest], Mapping[str, Value] | NotSupported]


def listed(**choices: tuple[Value, ...]) -> dict[str, Option]:
    """Options with a list of values each; an underscore in a name stands for a hyphen."""
    return {
        name.replace("_", "-"): Option(name.replace("_", "-"), choice)
        for name, choice in choices.items()
    }


def ranged(in_pixels: bool = False, **spans: tuple[float, float, float]) -> dict[str, Option]:
    """Options with a range of values each."""
    return {
        name.replace("_", "-"): Option(name.replace("_", "-"), span=span, in_pixels=in_pixels)
        for name, span in spans.items()
    }


BROTHER = listed(
    source=(
        "FlatBed",
        "Automatic Document Feeder(left aligned)",
        "Automatic Document Feeder(left aligned,Duplex)",
    ),
    mode=(
        "Black & White",
        "Gray[Error Diffusion]",
        "True Gray",
        "24bit Color[Fast]",
        "24bit Color",
    ),
)
FUJITSU = listed(
    source=("ADF Front", "ADF Back", "ADF Duplex"), mode=("Lineart", "Halftone", "Gray", "Color")
)
EPSON = listed(
    source=("Flatbed", "Automatic Document Feeder"),
    adf_mode=("Simplex", "Duplex"),
    mode=("Lineart", "Gray", "Color"),
)
AVISION = listed(source=("Normal", "Transparency", "ADF"), mode=("48bit Color", "Color", "Gray"))
KVS = listed(source=("adf", "fb"), mode=("bw", "halftone", "gray", "color")) | {
    "duplex": Option("duplex")
}
NAMELESS = listed(mode=("Color",))


@pytest.mark.parametrize(
    ("options", "source", "chosen"),
    [
        (BROTHER, FLATBED, {"source": "FlatBed"}),
        (BROTHER, FEEDER, {"source": "Automatic Document Feeder(left aligned)"}),
        (BROTHER, DUPLEX, {"source": "Automatic Document Feeder(left aligned,Duplex)"}),
        (FUJITSU, FEEDER, {"source": "ADF Front"}),
        (FUJITSU, DUPLEX, {"source": "ADF Duplex"}),
        (FUJITSU, FLATBED, NotSupported("source", "ADF Front, ADF Back, ADF Duplex")),
        (EPSON, FEEDER, {"source": "Automatic Document Feeder", "adf-mode": "Simplex"}),
        (EPSON, DUPLEX, {"source": "Automatic Document Feeder", "adf-mode": "Duplex"}),
        (AVISION, FLATBED, {"source": "Normal"}),
        (AVISION, DUPLEX, NotSupported("source", "Normal, Transparency, ADF")),
        (KVS, FLATBED, {"source": "fb", "duplex": False}),
        (KVS, DUPLEX, {"source": "adf", "duplex": True}),
        (NAMELESS, FLATBED, {}),
        (NAMELESS, FEEDER, NotSupported("source", "only one, which it does not name")),
    ],
)
def test_source(
    options: dict[str, Option], source: Source, chosen: dict[str, Value] | NotSupported
) -> None:
    assert sane_options.source(options, ScanRequest(source)) == chosen


@pytest.mark.parametrize(
    ("options", "colour", "mode"),
    [
        (BROTHER, True, "24bit Color"),
        (BROTHER, False, "True Gray"),
        (FUJITSU, True, "Color"),
        (AVISION, True, "Color"),
        (KVS, False, "gray"),
    ],
)
def test_mode(options: dict[str, Option], colour: bool, mode: str) -> None:
    assert sane_options.mode(options, ScanRequest(colour=colour)) == {"mode": mode}


def test_a_mode_it_has_not_and_one_it_does_not_name() -> None:
    refusal = sane_options.mode(NAMELESS, ScanRequest(colour=False))
    assert refusal == NotSupported("colour", "Color")
    assert sane_options.mode({}, ScanRequest()) == {}


@pytest.mark.parametrize("depth", [listed(depth=(1, 8, 16)), ranged(depth=(8, 16, 8))], ids=str)
def test_eight_bits_are_chosen_where_there_are_more(depth: dict[str, Option]) -> None:
    assert sane_options.mode(depth, ScanRequest()) == {"depth": 8}


@pytest.mark.parametrize(
    ("options", "dpi", "chosen"),
    [
        (listed(resolution=(100, 200, 300)), 200, {"resolution": 200}),
        (listed(resolution=(300, 100, 200)), 150, {"resolution": 200}),
        (listed(resolution=(100, 200)), 300, NotSupported("resolution", "100, 200")),
        (ranged(resolution=(50, 1200, 1)), 301, {"resolution": 301}),
        (ranged(resolution=(75, 1200, 75)), 310, {"resolution": 375}),
        (ranged(resolution=(200.0, 600.0, 0.0)), 75, {"resolution": 200.0}),
        (ranged(resolution=(50, 600, 0)), 601, NotSupported("resolution", "50 to 600")),
        (
            ranged(x_resolution=(50, 600, 0), y_resolution=(50, 600, 0)),
            300,
            {"x-resolution": 300, "y-resolution": 300},
        ),
        ({}, 300, NotSupported("resolution", "none that can be set")),
    ],
)
def test_resolution(
    options: dict[str, Option], dpi: int, chosen: dict[str, Value] | NotSupported
) -> None:
    assert sane_options.resolution(options, ScanRequest(dpi=dpi)) == chosen


def bed(width: float, height: float, in_pixels: bool = False) -> dict[str, Option]:
    x, y = (0.0, width, 0.0), (0.0, height, 0.0)
    return ranged(in_pixels, tl_x=x, br_x=x, tl_y=y, br_y=y)


@pytest.mark.parametrize(
    ("options", "chosen"),
    [
        (bed(216, 356), {"tl-x": 0, "br-x": 210, "tl-y": 0, "br-y": 297}),
        (bed(216, 295), {"tl-x": 0, "br-x": 210, "tl-y": 0, "br-y": 295}),
        (bed(216, 279), NotSupported("page size", "y: 279 mm at most")),
        (bed(2550, 3600, in_pixels=True), {"tl-x": 0, "br-x": 2480, "tl-y": 0, "br-y": 3508}),
        (bed(1200, 3600, in_pixels=True), NotSupported("page size", "x: 102 mm at most")),
        ({}, {}),
    ],
    ids=["legal", "a little short", "letter", "pixels", "few pixels", "no area"],
)
def test_area(options: dict[str, Option], chosen: dict[str, Value] | NotSupported) -> None:
    assert sane_options.area(options, ScanRequest(dpi=300)) == chosen


def test_a_sheet_fed_scanner_is_told_the_paper() -> None:
    options = ranged(page_width=(0, 215.9, 0.1), page_height=(0, 290.0, 0.1))
    assert sane_options.paper(options, ScanRequest()) == {"page-width": 210, "page-height": 290}
    assert sane_options.paper({}, ScanRequest()) == {}
