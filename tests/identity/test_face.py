"""The pre-check of a face, on drawn people: nobody's face is in the repository."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from kiosk.identity.face import FaceFault, face_faults
from simulators.face_scenes import SCENES


@pytest.mark.parametrize("size", [(1280, 720), (640, 480)], ids=str)
@pytest.mark.parametrize(
    ("scene", "faults"),
    [
        ("nobody", (FaceFault.NOBODY,)),
        ("one", ()),
        ("two", (FaceFault.SEVERAL,)),
        ("dark", (FaceFault.TOO_DARK,)),
    ],
)
def test_what_is_told_of_a_scene(
    scene: str, faults: tuple[FaceFault, ...], size: tuple[int, int]
) -> None:
    assert face_faults(SCENES[scene](*size)) == faults


def test_somebody_far_away_is_told_or_not_seen() -> None:
    assert face_faults(SCENES["far"](1280, 720)) in ((FaceFault.TOO_FAR,), (FaceFault.NOBODY,))
    assert FaceFault.TOO_FAR in face_faults(SCENES["far"](640, 360))


def test_the_more_blurred_the_sooner_told() -> None:
    one = SCENES["one"](1280, 720)
    assert face_faults(cv2.GaussianBlur(one, (0, 0), 1.0).astype(np.uint8)) == ()
    for sigma in (5, 12, 20):
        blurred = cv2.GaussianBlur(one, (0, 0), sigma).astype(np.uint8)
        assert set(face_faults(blurred)) <= {FaceFault.BLURRED, FaceFault.NOBODY}
        assert face_faults(blurred)


def test_too_much_light_is_told() -> None:
    flooded = cv2.add(SCENES["one"](1280, 720), np.full((720, 1280, 3), 75, np.uint8))
    assert FaceFault.TOO_BRIGHT in face_faults(flooded.astype(np.uint8))


def test_light_and_noise_of_a_sensor_change_nothing() -> None:
    dice = np.random.default_rng(3)
    one = SCENES["one"](1280, 720)
    noisy = np.clip(one * 0.7 + dice.normal(0, 3, one.shape), 0, 255).astype(np.uint8)
    assert face_faults(noisy) == ()


def test_patterns_are_nobody() -> None:
    noise = np.random.default_rng(5).integers(0, 255, (720, 1280, 3), np.uint8)
    assert face_faults(noise) == (FaceFault.NOBODY,)
