"""What differs between ESC/POS printers; filled from config/devices/receipt_printer/."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PrinterModel:
    """A model profile.

    `columns`: half-width characters a line. `dots`: dots a line. `chinese_text`: prints GB18030
    between FS & and FS . ; else Chinese goes as images. `native_qr`: knows GS ( k.
    `reports_status`: answers DLE EOT. `reports_end`: answers GS r when all before it is printed.
    `lines_to_cutter`: lines to feed before a cut.
    """

    columns: int
    dots: int
    chinese_text: bool
    native_qr: bool
    reports_status: bool
    reports_end: bool
    lines_to_cutter: int

    def __post_init__(self) -> None:
        for name in ("chinese_text", "native_qr", "reports_status", "reports_end"):
            if not isinstance(getattr(self, name), bool):
                raise ValueError(f"{name} must be true or false")
        self._check_number("columns", 16, 96)
        self._check_number("dots", 8 * self.columns, 32 * self.columns)
        self._check_number("lines_to_cutter", 0, 20)

    def _check_number(self, name: str, least: int, most: int) -> None:
        value = getattr(self, name)
        if type(value) is not int or not least <= value <= most:
            raise ValueError(f"{name} must be a whole number from {least} to {most}")

    @property
    def cell(self) -> int:
        """Dots a half-width character is wide."""
        return self.dots // self.columns
