"""What differs between ESC/POS printers; filled from config/devices/receipt_printer/."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

Font = Literal["gb18030", "gb2312", "none"]
Cut = Literal["full", "partial"]
# Printers' fonts hold what GB18030 writes in one or two bytes, which is GBK.
CODECS: Final[dict[Font, str]] = {"gb18030": "gbk", "gb2312": "gb2312"}
CUTS: Final[dict[Cut, bytes]] = {"full": b"\x1dV\x00", "partial": b"\x1dV\x01"}


@dataclass(frozen=True)
class PrinterModel:
    """A model profile.

    `columns`: half-width characters a line. `dots`: dots a line. `chinese_font`: the characters
    that it prints between FS & and FS . ; lines with others, and with `none` all lines, go as
    images. `native_qr`: knows GS ( k; else codes go as images. `cut`: GS V 0 or 1.
    `reports_status`: answers DLE EOT. `reports_end`: answers GS r when all before it is printed.
    `lines_to_cutter`: lines to feed before a cut.
    """

    columns: int
    dots: int
    chinese_font: Font
    native_qr: bool
    cut: Cut
    reports_status: bool
    reports_end: bool
    lines_to_cutter: int

    def __post_init__(self) -> None:
        for name in ("native_qr", "reports_status", "reports_end"):
            if not isinstance(getattr(self, name), bool):
                raise ValueError(f"{name} must be true or false")
        self._check_word("chinese_font", get_args(Font))
        self._check_word("cut", get_args(Cut))
        self._check_number("columns", 16, 96)
        self._check_number("dots", 8 * self.columns, 32 * self.columns)
        self._check_number("lines_to_cutter", 0, 20)

    def _check_word(self, name: str, words: tuple[str, ...]) -> None:
        if getattr(self, name) not in words:
            raise ValueError(f"{name} must be one of: {', '.join(words)}")

    def _check_number(self, name: str, least: int, most: int) -> None:
        value = getattr(self, name)
        if type(value) is not int or not least <= value <= most:
            raise ValueError(f"{name} must be a whole number from {least} to {most}")

    @property
    def cell(self) -> int:
        """Dots a half-width character is wide."""
        return self.dots // self.columns

    @property
    def cut_command(self) -> bytes:
        return CUTS[self.cut]

    def has(self, text: str) -> bool:
        """Whether its fonts hold all of `text`."""
        if self.chinese_font == "none":
            return False
        try:
            text.encode(CODECS[self.chinese_font])
        except UnicodeEncodeError:
            return False
        return True
