"""The printer's condition, what may break in it, and how DLE EOT and GS r tell it (Epson)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

PAPER_STATES: Final = ("ok", "near_end", "out")
MAKER: Final = {65: "1.00 SIM", 66: "SIMULATOR", 67: "SIM-80", 68: "SIM00000001"}
FAULTS: Final = {
    "out_after_lines": "再打几行缺纸 · the paper ends after `value` more lines",
    "cover_open": "机盖打开 · the cover is open",
    "offline": "脱机 · off line, for no reason the sensors know",
    "cutter_error": "切刀卡住 · the cutter jams at the next cut",
    "unknown": "不答状态 · status questions are not answered",
    "booting": "还没启动好 · noise in place of an answer to status questions",
    "deaf": "不认实时命令 · DLE commands mean nothing to it, as to the simplest models",
    "power_off": "断电 · no answer; what was received and not printed is lost",
    "unplug": "拔线 · the data cables are pulled; clear to mend",
    "holds": "不收数据 · it takes no more bytes, as with a full buffer",
    "slow": "打印慢 · prints slower; value: how many times",
    "drop_mid_job": "打印中断开连接 · the connection breaks after `value` bytes of a job",
}
NOISE: Final = bytes.fromhex("00FF3CE07E80")
SWITCHES: Final = ("cover_open", "offline", "power_off")
FIXED: Final = 0x12  # bits 1 and 4 are always set in a DLE EOT answer


@dataclass
class Condition:
    """What the sensors feel. `lines_left` counts down to the paper's end; None is a long roll."""

    paper: str = "ok"
    lines_left: int | None = None
    cover_open: bool = False
    offline: bool = False
    cutter_error: bool = False
    power_off: bool = False

    @property
    def able(self) -> bool:
        """Whether the mechanism can go on."""
        return self.paper != "out" and not (
            self.cover_open or self.offline or self.cutter_error or self.power_off
        )

    def line_printed(self, lines: int) -> None:
        """Count down what is left of the roll."""
        if self.lines_left is None:
            return
        self.lines_left -= lines
        if self.lines_left <= 0:
            self.paper, self.lines_left = "out", None

    def real_time_status(self, n: int) -> bytes:
        """The answer to DLE EOT n; none for an n this printer does not know."""
        out = self.paper == "out"
        if n == 1:
            return _bits(FIXED, (0x08, not self.able))
        if n == 2:
            return _bits(FIXED, (0x04, self.cover_open), (0x20, out), (0x40, self.cutter_error))
        if n == 3:
            return _bits(FIXED, (0x08, self.cutter_error))
        if n == 4:
            return _bits(FIXED, (0x0C, self.paper != "ok"), (0x60, out))
        return b""

    def sensor_status(self, n: int) -> bytes:
        """The answer to GS r n: 1 paper, 2 drawer."""
        if n in (1, 49):
            return _bits(0, (0x03, self.paper != "ok"), (0x0C, self.paper == "out"))
        return b"\0" if n in (2, 50) else b""


def identity(n: int) -> bytes:
    """The answer to GS I n: one byte for a number, `_text NUL` for a name."""
    if n in MAKER:
        return b"_" + MAKER[n].encode() + b"\0"
    return {1: b"\x20", 2: b"\x03", 3: b"\x01"}.get(n % 48, b"")  # 2: Chinese, with a cutter


def _bits(base: int, *flags: tuple[int, bool]) -> bytes:
    value = base
    for bits, there in flags:
        value |= bits if there else 0
    return bytes((value,))
