"""The faint sides of a sheet: found though its own table and the desk's chips outnumber them."""

import cv2
import numpy as np
import pytest

from kiosk.documents.faint import with_faint
from kiosk.documents.geometry import Floats
from kiosk.documents.lines import Cues, cues, find_lines

CORNERS = np.array([(180, 60), (430, 75), (415, 390), (165, 370)], float)
OFF = 3.0  # pixels


def _ruled_on_chips() -> Cues:
    """A table on paper two Lab units off its desk of stone chips, 600 x 450."""
    rng = np.random.default_rng(8)
    picture = np.full((450, 600, 3), (180, 186, 190), np.float32)
    for _ in range(150):
        chip = rng.uniform((0, 0), (600, 450)) + rng.uniform(-7, 7, (4, 2))
        cv2.fillConvexPoly(picture, chip.astype(np.int32), rng.uniform(60, 200, 3).tolist())
    cv2.fillConvexPoly(picture, CORNERS.astype(np.int32), (188, 187, 186))
    onto = cv2.getPerspectiveTransform(
        np.array([(0, 0), (1, 0), (1, 1), (0, 1)], np.float32), CORNERS.astype(np.float32)
    )
    for share in np.linspace(0.08, 0.92, 26):
        ends = np.array([[(0.08, share), (0.92, share)]], np.float32)
        first, last = cv2.perspectiveTransform(ends, onto)[0].round().astype(int).tolist()
        cv2.line(picture, first, last, (140, 60, 60), 2)
    grain = rng.normal(0, 2.5, picture.shape)
    return cues(np.clip(picture + grain, 0, 255).astype(np.uint8))


def _sides_among(lines: Floats) -> int:
    """How many of the sheet's four sides one of the lines runs along."""
    ends = np.stack([CORNERS, np.roll(CORNERS, -1, axis=0)], axis=1)
    off = np.abs(ends @ lines[:, :2].T - lines[:, 2]).max(1)
    return int((off.min(1) < OFF).sum())


@pytest.fixture(scope="module")
def picture() -> Cues:
    return _ruled_on_chips()


def test_all_four_sides_are_among_the_lines(picture: Cues) -> None:
    plain = find_lines(picture)
    assert _sides_among(plain) < 4, "the picture is too easy to show anything"
    assert _sides_among(with_faint(picture, plain)) == 4


def test_no_known_line_is_said_twice(picture: Cues) -> None:
    once = with_faint(picture, find_lines(picture))
    assert len(with_faint(picture, once)) == len(once)


def test_an_even_picture_has_none() -> None:
    even = cues(np.full((450, 600, 3), 90, np.uint8))
    assert len(with_faint(even, find_lines(even))) == 0
