"""The Chinese font of receipts, pages and the panel: Noto Sans CJK SC, out of mpl-font."""

from __future__ import annotations

import importlib.util
from pathlib import Path


def font_path(bold: bool = False) -> Path:
    """Where the font's file is, without importing the package. Raises FileNotFoundError."""
    spec = importlib.util.find_spec("mpl_font")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("the package mpl-font, which holds the Chinese font, is missing")
    weight = "Bold" if bold else "Regular"
    folder = Path(spec.submodule_search_locations[0]) / "fonts" / "noto"
    return folder / f"NotoSansCJKsc-{weight}.otf"
