"""A face camera (人像摄像头): looks at whoever stands before the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from simulators.device import Hands
from simulators.mjpeg_camera import MjpegCamera

if TYPE_CHECKING:
    from simulators.living_pictures import Frames

SCENE_NAMES: Final = {
    "nobody": "无人 · nobody",
    "one": "一人 · one person",
    "two": "两人 · two people",
    "far": "站得太远 · one, too far away",
    "dark": "太暗 · one, in the dark",
    "blurred": "模糊 · one, out of focus",
    "glasses": "戴眼镜 · with glasses",
    "mask": "戴口罩 · with a mask",
    "closer": "张示例慢慢靠近 · 张示例 comes closer, and goes back",
    "another": "李样本慢慢靠近 · another person does",
}


class FaceCamera(MjpegCamera):
    """The people it sees are drawn; none of them exists."""

    name = "face_camera"

    def __init__(
        self, host: str, port: int, *, size: tuple[int, int] = (1280, 720), fps: float = 10.0
    ) -> None:
        super().__init__(host, port, SCENE_NAMES, size, fps)

    def paint(self, scene: str) -> Frames:
        from simulators.face_scenes import paint  # OpenCV is slow to load, and not always needed

        return paint(scene, *self.size)

    def hands(self) -> Hands:
        return {
            **super().hands(),
            "show_bright": lambda: self.set_scene("nobody"),
            "show_dark": lambda: self.set_scene("dark"),
        }
