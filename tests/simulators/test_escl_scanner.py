"""The eSCL scanner's wire, without SANE: what its answers are, and its one job at a time."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from collections.abc import Iterator

import httpx
import pytest
from PIL import Image

from simulators.escl_documents import PWG, SCAN
from simulators.escl_scanner import EsclScanner

TICKET = f"""<?xml version="1.0" encoding="UTF-8"?>
<scan:ScanSettings xmlns:scan="{SCAN}" xmlns:pwg="{PWG}">
<pwg:Version>2.0</pwg:Version>
<pwg:ScanRegions><pwg:ScanRegion>
<pwg:XOffset>0</pwg:XOffset><pwg:YOffset>0</pwg:YOffset>
<pwg:Width>600</pwg:Width><pwg:Height>300</pwg:Height>
</pwg:ScanRegion></pwg:ScanRegions>
<pwg:InputSource>SOURCE</pwg:InputSource><scan:ColorMode>RGB24</scan:ColorMode>
<pwg:DocumentFormat>image/jpeg</pwg:DocumentFormat>
<scan:XResolution>150</scan:XResolution><scan:YResolution>150</scan:YResolution>
</scan:ScanSettings>"""
GLASS, FEEDER = TICKET.replace("SOURCE", "Platen"), TICKET.replace("SOURCE", "Feeder")


@pytest.fixture
def scanner() -> Iterator[EsclScanner]:
    simulator = EsclScanner("127.0.0.1", 0)
    simulator.start()
    yield simulator
    simulator.stop()


@pytest.fixture
def client(scanner: EsclScanner) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=scanner.url + "/", trust_env=False, timeout=5) as client:
        yield client


def states(client: httpx.Client) -> tuple[str | None, str | None]:
    """State of the scanner and of its feeder."""
    status = ET.fromstring(client.get("ScannerStatus").content)
    return status.findtext(f"{{{PWG}}}State"), status.findtext(f"{{{SCAN}}}AdfState")


def test_it_tells_what_it_can(client: httpx.Client) -> None:
    told = ET.fromstring(client.get("ScannerCapabilities").content)
    assert told.find(f"{{{SCAN}}}Platen") is not None
    assert told.find(f"{{{SCAN}}}Adf/{{{SCAN}}}AdfDuplexInputCaps") is not None


def test_one_picture_from_the_glass(client: httpx.Client) -> None:
    accepted = client.post("ScanJobs", content=GLASS)
    job = accepted.headers["Location"]
    assert accepted.status_code == 201
    assert states(client)[0] == "Processing"
    picture = client.get(f"{job}/NextDocument")
    assert Image.open(io.BytesIO(picture.content)).size == (300, 150)
    assert client.get(f"{job}/NextDocument").status_code == 404
    assert states(client)[0] == "Idle"


def test_one_job_at_a_time_until_it_is_deleted(client: httpx.Client) -> None:
    job = client.post("ScanJobs", content=GLASS).headers["Location"]
    assert client.post("ScanJobs", content=GLASS).status_code == 503
    assert client.delete(job).status_code == 200
    assert client.delete(job).status_code == 404
    assert client.post("ScanJobs", content=GLASS).status_code == 201


def test_the_feeder_is_emptied_sheet_by_sheet(client: httpx.Client, scanner: EsclScanner) -> None:
    assert client.post("ScanJobs", content=FEEDER).status_code == 409
    scanner.load(2)
    assert states(client) == ("Idle", "ScannerAdfLoaded")
    job = client.post("ScanJobs", content=FEEDER).headers["Location"]
    codes = [client.get(f"{job}/NextDocument").status_code for _ in range(3)]
    assert codes == [200, 200, 404]
    assert states(client) == ("Idle", "ScannerAdfEmpty")


def test_a_jam_lasts_until_it_is_mended(client: httpx.Client, scanner: EsclScanner) -> None:
    scanner.load(3)
    scanner.fault("jam", 1, None)
    job = client.post("ScanJobs", content=FEEDER).headers["Location"]
    codes = [client.get(f"{job}/NextDocument").status_code for _ in range(2)]
    assert codes == [200, 409]
    assert states(client) == ("Idle", "ScannerAdfJam")
    assert client.post("ScanJobs", content=FEEDER).status_code == 409
    scanner.clear("jam")
    assert states(client) == ("Idle", "ScannerAdfEmpty")


@pytest.mark.parametrize("change", [("150", "151"), ("RGB24", "CMYK"), ("<pwg:Width>", "<")])
def test_a_ticket_it_cannot_follow_is_refused(
    client: httpx.Client, change: tuple[str, str]
) -> None:
    assert client.post("ScanJobs", content=GLASS.replace(*change)).status_code == 409


def test_unplugged_nothing_listens(client: httpx.Client, scanner: EsclScanner) -> None:
    scanner.fault("unplug", None, None)
    with pytest.raises(httpx.ConnectError):
        client.get("ScannerStatus")
    scanner.clear()
    assert client.get("ScannerStatus").status_code == 200
    assert client.get("Nothing").status_code == 404
