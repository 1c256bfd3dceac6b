"""What every camera must do."""

from __future__ import annotations

from typing import Protocol

from drivers.camera.contract import Camera, Frame, NoPicture
from drivers.certify import Bench, Hands, Suite, expect, expect_one
from drivers.driver import Health

SMALL = 320
"""Width of a preview, pixels."""
LIGHTER = 20
"""Difference of the mean sample (0 … 255) between something bright and something dark."""


class CameraHands(Hands, Protocol):
    """What happens before the lens."""

    def show_bright(self) -> None:
        """Lay a white sheet before the camera."""

    def show_dark(self) -> None:
        """Lay something dark before the camera, or cover its lens."""

    def freeze(self) -> None:
        """Make the camera stop giving pictures while it stays connected."""


CameraBench = Bench[Camera, CameraHands]


class CameraSuite(Suite[Camera, CameraHands]):
    """The camera rests when a check begins."""

    contract = Camera
    hands = CameraHands

    def check_a_picture_has_all_its_pixels(self, bench: CameraBench) -> None:
        """A picture has all its pixels."""
        frame = _capture(bench)
        needed = frame.width * frame.height * 3
        expect(len(frame.bgr) == needed, f"{len(frame.bgr)} bytes instead of {needed}")

    def check_a_preview_is_small_and_keeps_its_shape(self, bench: CameraBench) -> None:
        """A preview is as wide as was asked for and keeps the picture's shape."""
        full, small = _capture(bench), expect_one(Frame, bench.driver.preview(SMALL))
        expect(small.width == SMALL, f"it is {small.width} pixels wide")
        high = full.height * SMALL / full.width
        expect(abs(small.height - high) <= 1, f"it is {small.height} high, not {high:.0f}")

    def check_a_picture_shows_what_is_there_now(self, bench: CameraBench) -> None:
        """A picture shows what is there now, not what was there before."""
        bench.hands.show_dark()
        dark = _brightness(_capture(bench))
        bench.hands.show_bright()
        bright = _brightness(_capture(bench))
        expect(bright > dark + LIGHTER, f"bright is {bright:.0f}, dark was {dark:.0f} of 255")

    def check_a_frozen_camera_gives_no_picture(self, bench: CameraBench) -> None:
        """A frozen camera gives NoPicture until it is mended."""
        _capture(bench)
        bench.hands.freeze()
        expect_one(NoPicture, bench.driver.capture())
        bench.hands.mend()
        _capture(bench)

    def check_unplugged_a_command_is_no_device(self, bench: CameraBench) -> None:
        """Unplugged while it streams, pictures raise NoDevice; plugged in again they come."""
        _capture(bench)
        bench.hands.unplug()
        bench.expect_fault(bench.driver.capture, Health.NO_DEVICE)
        bench.expect_fault(bench.driver.check, Health.NO_DEVICE)
        bench.hands.plug()
        bench.reopen()
        _capture(bench)

    def check_resting_twice_is_harmless(self, bench: CameraBench) -> None:
        """Resting twice is harmless, and the next picture is taken all the same."""
        bench.driver.preview(SMALL)
        bench.driver.rest()
        bench.driver.rest()
        _capture(bench)


def _capture(bench: CameraBench) -> Frame:
    return expect_one(Frame, bench.driver.capture())


def _brightness(frame: Frame) -> float:
    """Mean of all samples, 0 … 255."""
    return sum(frame.bgr) / len(frame.bgr)
