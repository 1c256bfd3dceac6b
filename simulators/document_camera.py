"""A document camera (高拍仪): looks down on a desk, and what lies on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from simulators.device import Hands
from simulators.mjpeg_camera import MjpegCamera

if TYPE_CHECKING:
    from simulators.living_pictures import Frames

SCENE_NAMES: Final = {
    "empty": "空桌面 · empty desk",
    "page": "户口簿页 · a page",
    "blurred": "模糊 · out of focus",
    "glare": "反光 · glare",
    "hand": "手挡住 · a hand over it",
}
CODE: Final = "code"


class DocumentCamera(MjpegCamera):
    """Its desk may bear a page, or a telephone that shows a code."""

    name = "camera"

    def __init__(
        self, host: str, port: int, *, size: tuple[int, int] = (1280, 720), fps: float = 10.0
    ) -> None:
        super().__init__(host, port, SCENE_NAMES, size, fps)

    def paint(self, scene: str) -> Frames:
        from simulators.desk_scenes import paint  # OpenCV is slow to load, and not always needed

        return paint(scene, *self.size)

    def show_code(self, text: str, symbology: str = "qr") -> None:
        """Lay a code on the desk. Raises ValueError for a text that it cannot hold."""
        from simulators.desk_scenes import paint_code

        self.put(CODE, paint_code(text, symbology, *self.size))

    def corners(self) -> list[list[float]] | None:
        """Where the page lies: pixels x, y, clockwise from its top left; None on an empty desk."""
        corners = self._frames(self._scene).corners
        width, height = self.size
        return [[x * width, y * height] for x, y in corners] if corners else None

    def hands(self) -> Hands:
        return {
            **super().hands(),
            "mend": self._mend,
            "show_bright": lambda: self.set_scene("page"),
            "show_dark": lambda: self.set_scene("empty"),
            "show_qr": lambda text: self.show_code(text, "qr"),
            "show_bars": lambda text: self.show_code(text, "code_128"),
            "hide": lambda: self.set_scene("empty"),
        }

    def _mend(self) -> None:
        self.clear()
        self.set_scene("empty")
