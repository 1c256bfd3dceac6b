"""What every camera driver must do; a driver's tests subclass and give a bench."""

from __future__ import annotations

from typing import Protocol

import pytest

from drivers.camera.contract import Camera, Frame, NoPicture
from drivers.driver import Health, NoDevice


class CameraBench(Protocol):
    """A camera under test, and what happens before its lens."""

    camera: Camera

    def show(self, bright: bool) -> None:
        """Lay something bright or dark before it."""

    def freeze(self) -> None:
        """No more pictures, though it is there."""

    def unplug(self) -> None: ...

    def mend(self) -> None:
        """Undo freeze and unplug."""


def brightness(frame: Frame | NoPicture) -> float:
    """Mean of all samples, 0 … 255."""
    assert isinstance(frame, Frame)
    return sum(frame.bgr) / len(frame.bgr)


class CameraContract:
    """Needs a fixture `bench` with an open, resting camera."""

    def test_resting_it_is_online(self, bench: CameraBench) -> None:
        assert bench.camera.check().health is Health.ONLINE

    def test_a_picture_has_all_its_pixels(self, bench: CameraBench) -> None:
        frame = bench.camera.capture()
        assert isinstance(frame, Frame)
        assert len(frame.bgr) == frame.width * frame.height * 3

    def test_a_preview_is_small_and_keeps_its_shape(self, bench: CameraBench) -> None:
        full, small = bench.camera.capture(), bench.camera.preview(320)
        assert isinstance(full, Frame)
        assert isinstance(small, Frame)
        assert small.width == 320
        assert abs(small.height - full.height * 320 / full.width) <= 1

    def test_a_picture_shows_what_is_there_now(self, bench: CameraBench) -> None:
        bench.show(bright=False)
        dark = brightness(bench.camera.capture())
        bench.show(bright=True)
        assert brightness(bench.camera.capture()) > dark + 20

    def test_a_frozen_camera_gives_no_picture_until_it_is_mended(self, bench: CameraBench) -> None:
        bench.camera.capture()
        bench.freeze()
        assert isinstance(bench.camera.capture(), NoPicture)
        bench.mend()
        assert isinstance(bench.camera.capture(), Frame)

    def test_an_unplugged_camera_is_no_device(self, bench: CameraBench) -> None:
        bench.camera.capture()
        bench.unplug()
        with pytest.raises(NoDevice):
            bench.camera.capture()
        with pytest.raises(NoDevice):
            bench.camera.check()
        bench.mend()
        assert isinstance(bench.camera.capture(), Frame)

    def test_resting_twice_and_closing_twice_is_harmless(self, bench: CameraBench) -> None:
        bench.camera.preview(320)
        bench.camera.rest()
        bench.camera.rest()
        bench.camera.close()
        bench.camera.close()
