"""The page finder on drawn desks, and what follows it: straighten, judge, pack.

The aim, IoU of 0.95 on 95 % of pages, is asserted on plain, faint and cluttered desks. The floors
of the two harder families are what holds with a margin: counters under a fixed camera, and desks
of brick and stripes with sheets of the desk's own colour. None of these scenes was fitted to, but
others of the same families were.

The aim is not met everywhere. On scenes nobody had looked at, each measured once: 145 of 160 blind
counters and one false page in 70, 49 of 60 pages of lamplit.py, 57 of 60 of daylight.py and one
false page in 54. Those two styles of drawing were looked at then, and faint.py came of it. With
it, measured once: 37 of 40 blind counters (seeds 400 to 459; 36 without), no false page in 20; 47
of 60 pages of offices.py (45 without), a style written afterwards, and one false page in 30. On
homes.py, written after that (print of every darkness, glare, light that ends on the page): 40 of
60, and one false page in 30; in 19 of the 20 lost ones nothing is found.

What is lost now, by the 52 of 360 pages that were looked at: 18 have no candidate, most of them on
desks busier than the page's edge, so that no side of it counts as one; 5 fall between all quads and
the ones looked at further; for 14 no page is thought likelier, and for 8 another quad; 7 are found
with an IoU between 0.85 and 0.95: a neighbouring line is taken for a side, or the page is curled.
"""

from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from kiosk.documents.pack import MAX_BYTES, pack
from kiosk.documents.page import Corners, find_page
from kiosk.documents.quality import judge
from kiosk.documents.report import PictureUnreadableError, report
from kiosk.documents.straighten import LONG_SIDE, aspect, straighten

from . import measure, scenes, sheets

SEEDS = range(10)
SIZE = 800, 600  # pixels: lines are searched in fewer, and drawing more is what takes the time
COUNTERS_LEAST = 0.9
HARSH_LEAST = 0.9
MOST_FALSE = 1  # a grey keyboard in the dark, which looks like a small printed sheet


@pytest.fixture(scope="module")
def realistic() -> dict[str, measure.Tally]:
    """Plain, faint and cluttered desks: ten with a page and five without each."""
    kinds = ("plain", "faint", "clutter")
    return {kind: measure.run(measure.TUNED[kind], SEEDS, SEEDS[:5], *SIZE) for kind in kinds}


def test_pages_are_found_on_realistic_desks(realistic: dict[str, measure.Tally]) -> None:
    ious = {(kind, s): i for kind, tally in realistic.items() for s, i in tally.ious.items()}
    missed = {scene: round(i, 3) for scene, i in ious.items() if i < measure.GOOD_IOU}
    assert len(missed) <= 0.05 * len(ious), missed


def test_next_to_nothing_is_found_where_there_is_no_page(
    realistic: dict[str, measure.Tally],
) -> None:
    false = [(kind, seed) for kind, tally in realistic.items() for seed in tally.false]
    assert len(false) <= MOST_FALSE, false


@pytest.mark.parametrize(
    ("family", "pages", "least"),
    [("counters", 20, COUNTERS_LEAST), ("held-out", 40, HARSH_LEAST)],
)
def test_most_pages_are_found_where_it_is_hard(family: str, pages: int, least: float) -> None:
    tally = measure.run(measure.TUNED[family], range(pages), range(pages // 3), *SIZE)
    assert tally.good >= least, {s: round(i, 3) for s, i in tally.ious.items() if i < 0.95}
    assert len(tally.false) <= MOST_FALSE, tally.false


@pytest.mark.parametrize("level", [0, 128, 255])
def test_a_blank_picture_holds_no_page(level: int) -> None:
    assert find_page(np.full((480, 640, 3), level, np.uint8)) is None


def test_a_tiny_picture_holds_no_page() -> None:
    assert find_page(np.full((9, 12, 3), 200, np.uint8)) is None


@pytest.mark.parametrize("length", [5, 14, 20, 31])
def test_a_short_scratch_is_no_page(length: int) -> None:
    image = np.full((480, 640, 3), 90, np.uint8)
    cv2.line(image, (100, 100), (100 + length, 100 + length // 3), (255, 255, 255), 6)
    assert find_page(image) is None


@pytest.mark.parametrize("size", [(64, 64), (64, 2000), (3000, 80), (480, 640)])
def test_noise_of_any_shape_holds_no_page(size: tuple[int, int]) -> None:
    image = np.random.default_rng(5).integers(0, 256, (*size, 3)).astype(np.uint8)
    assert find_page(image) is None


def _letter_on_dark(turns: int = 0) -> NDArray[np.uint8]:
    """A letter in the middle of a dark desk, turned clockwise by quarter turns."""
    sheet = sheets.letter(np.random.default_rng(3))
    desk = np.full((sheet.shape[0] + 300, sheet.shape[1] + 500, 3), 60, np.uint8)
    desk[150 : 150 + sheet.shape[0], 250 : 250 + sheet.shape[1]] = sheet
    return np.ascontiguousarray(np.rot90(desk, -turns))


def test_corners_start_at_the_pages_own_top_left() -> None:
    found = find_page(_letter_on_dark())
    assert found is not None
    assert found.array() == pytest.approx(
        np.array([(249.5, 149.5), (1097.5, 149.5), (1097.5, 1349.5), (249.5, 1349.5)]), abs=1.5
    )


@pytest.mark.parametrize("turns", [1, 3])
def test_text_direction_tells_a_page_lying_on_its_side(turns: int) -> None:
    image = _letter_on_dark(turns)
    found = find_page(image)
    assert found is not None
    height, width = straighten(image, found).shape[:2]
    assert height > width


@pytest.mark.parametrize("ratio", [1 / 1.4142, 1.4142, 1.585, 0.4])
def test_proportions_come_back_from_perspective(ratio: float) -> None:
    for seed in range(20):
        rng = np.random.default_rng(seed)
        quad = scenes.view(rng, ratio, focal=1.1, tilt=np.deg2rad(rng.uniform(0, 40)))
        centred = quad * 4000 + np.array([1999.5, 1499.5])
        assert aspect(centred, (4000, 3000)) == pytest.approx(ratio, rel=0.04)


def test_straightened_page_is_no_larger_than_asked() -> None:
    image = _letter_on_dark()
    found = find_page(image)
    assert found is not None
    assert max(straighten(image, found, 500).shape) == 500
    assert max(straighten(image, found).shape) <= min(LONG_SIDE, 1203)


def test_blur_is_noticed() -> None:
    image = _letter_on_dark()
    corners = find_page(image)
    soft = np.asarray(cv2.GaussianBlur(image, (0, 0), 1.5), np.uint8)
    lost = np.asarray(cv2.GaussianBlur(image, (0, 0), 5), np.uint8)
    worth = [judge(picture, corners) for picture in (image, soft, lost)]
    assert worth[0].blur < worth[1].blur < worth[2].blur
    assert worth[0].sharp
    assert not worth[2].sharp


def test_a_glare_spot_is_noticed() -> None:
    image = np.asarray(_letter_on_dark() * 0.8, np.uint8)
    corners = find_page(image)
    assert judge(image, corners).glare == 0
    spot = image.copy()
    cv2.circle(spot, (700, 700), 110, (255, 255, 255), -1)
    found = judge(spot, corners)
    assert found.glare == pytest.approx(np.pi * 110**2 / (848 * 1200), rel=0.15)
    assert not found.glare_free


def test_fill_and_whole_follow_the_corners() -> None:
    image = np.zeros((300, 400, 3), np.uint8)
    inside = Corners((100, 100), (300, 100), (300, 200), (100, 200))
    assert judge(image, inside).fill == pytest.approx(200 * 100 / (300 * 400), rel=0.01)
    assert judge(image, inside).whole
    assert not judge(image, Corners((-5, 100), (300, 100), (300, 200), (-5, 200))).whole
    assert judge(image, None).fill == 0
    assert not judge(image, None).whole


def test_packed_page_fits_and_decodes() -> None:
    noise = np.random.default_rng(1).integers(0, 256, (LONG_SIDE, 1654, 3)).astype(np.uint8)
    for image in (_letter_on_dark(), noise):
        packed = pack(image)
        assert len(packed) <= MAX_BYTES
        assert cv2.imdecode(np.frombuffer(packed, np.uint8), cv2.IMREAD_COLOR) is not None
    assert cv2.imdecode(np.frombuffer(pack(_letter_on_dark()), np.uint8), 1).shape[0] == 1500


def test_nothing_fits_into_no_bytes() -> None:
    with pytest.raises(ValueError, match="10 bytes"):
        pack(_letter_on_dark(), 10)


def test_report_names_corners_quality_and_time(tmp_path: Path) -> None:
    path = tmp_path / "letter.png"
    cv2.imwrite(str(path), _letter_on_dark())
    told = report(path)
    assert told["image"] == str(path)
    assert told["corners"] is not None
    assert np.array(told["corners"]).shape == (4, 2)
    assert told["quality"].keys() == {"blur", "glare", "fill"}
    assert told["ms"] > 0


def test_report_of_an_empty_desk_has_no_corners(tmp_path: Path) -> None:
    path = tmp_path / "desk.png"
    cv2.imwrite(str(path), np.full((480, 640, 3), 90, np.uint8))
    assert report(path)["corners"] is None


@pytest.mark.parametrize("content", [None, b"", b"not a picture"])
def test_an_unreadable_file_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "broken.jpg"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(PictureUnreadableError, match=r"broken\.jpg"):
        report(path)
