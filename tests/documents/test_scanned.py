"""A page from the scanner through what judges and packs photographed ones."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
import zxingcpp
from numpy.typing import NDArray

from drivers.certify import Recorder
from drivers.scanner.contract import Scanned, ScanRequest
from drivers.scanner.sane_scanner import SaneScanner
from kiosk.documents.pack import MAX_BYTES, pack
from kiosk.documents.page import find_page
from kiosk.documents.quality import judge
from simulators.escl_scanner import EsclScanner

Pixels = NDArray[np.uint8]


@pytest.fixture(scope="module")
def page() -> Pixels:
    """A sheet on the glass as the driver gives it, decoded."""
    simulator = EsclScanner("127.0.0.1", 0)
    simulator.start()
    scanner = SaneScanner(SaneScanner.Settings(simulator.url), Recorder())
    scanner.open()
    outcome = scanner.scan(ScanRequest(dpi=200))
    scanner.close()
    simulator.stop()
    assert isinstance(outcome, Scanned)
    return decoded(outcome.pages[0].jpeg)


def decoded(jpeg: bytes) -> Pixels:
    return np.asarray(cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR), np.uint8)


def test_it_fills_the_picture_and_is_taken_as_it_is(page: Pixels) -> None:
    assert find_page(page) is None


def test_it_is_sharp_and_without_glare(page: Pixels) -> None:
    quality = judge(page, None)
    assert quality.sharp
    assert quality.glare_free


def test_the_same_page_out_of_focus_is_not_sharp(page: Pixels) -> None:
    sigma = page.shape[0] / 400
    blurred = np.asarray(cv2.GaussianBlur(page, None, sigma), np.uint8)
    assert not judge(blurred, None).sharp


def test_packed_for_the_backend_it_is_whole_and_legible(page: Pixels) -> None:
    packed = pack(page)
    assert len(packed) <= MAX_BYTES
    again = decoded(packed)
    assert again.shape == page.shape
    assert [code.text for code in zxingcpp.read_barcodes(again)] == ["SHEET 100 FRONT"]
