"""A paper as A4 PDF, typeset by typst from paper.typ."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Final, Self

from simulators.fonts import font_path

TEMPLATE: Final = Path(__file__).with_name("paper.typ")


@dataclass(frozen=True)
class Sheet:
    """What stands on the paper; `code` and `url` let a reader check that it is genuine."""

    title: str
    document_no: str
    to: str
    lines: list[list[str]]
    paragraphs: list[str]
    signed_by: str
    code: str
    url: str

    @classmethod
    def read(cls, paper: str, code: str | None, url: str) -> Self:
        """From the JSON a paper is kept as."""
        return cls(**json.loads(paper), code=code or "", url=url)

    def pdf(self) -> bytes:
        """The A4 paper, without a seal."""
        return typeset(TEMPLATE, {**vars(self), "qr": _qr(self.url)})


def _qr(url: str) -> str:
    """The code that a phone opens to check the paper, as SVG; nothing for nothing."""
    if not url:
        return ""
    import segno

    drawn = BytesIO()
    segno.make(url, error="m").save(drawn, kind="svg", border=0, scale=4)
    return drawn.getvalue().decode()


def typeset(template: Path, data: Mapping[str, Any]) -> bytes:
    """A template's PDF. Takes tens of milliseconds; the first one loads typst and the font."""
    import typst  # when the first paper is wanted, not when the platform starts

    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / template.name
        source.write_bytes(template.read_bytes())
        (Path(folder) / "data.json").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
        fonts = typst.Fonts(include_system_fonts=False, font_paths=[font_path().parent])
        return bytes(typst.compile(source, font_paths=fonts))


def pages(pdf: bytes) -> int:
    """How many pages a PDF has."""
    from pyhanko.pdf_utils.reader import PdfFileReader

    return int(PdfFileReader(BytesIO(pdf)).root["/Pages"]["/Count"])
