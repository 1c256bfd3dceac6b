"""The one typeface: Noto Sans CJK SC, Regular and Bold, from the mpl-font package.

Debian's .ttc would give Japanese shapes (直 门 骨): Kivy opens face 0. mpl-font is only located,
never imported, because importing it pulls in matplotlib. Its 繁體 cut is made from it by setup.sh
(screens.assets.traditional); where that was not done, 繁體 is drawn in the mainland's shapes.
"""

import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from kiosk.text import language

TRADITIONAL = "traditional"
"""Kivy's name of the 繁體 cut; the other is the default, under Kivy's own default name."""
DEFAULT = "Roboto"


class FontMissingError(RuntimeError):
    """The typeface is not installed; the terminal would draw boxes."""


def font_files() -> tuple[Path, Path]:
    """Paths of Regular and Bold. Raises FontMissingError with the mend."""
    spec = find_spec("mpl_font")
    roots = spec.submodule_search_locations if spec else None
    if not roots:
        raise FontMissingError("mpl-font is not installed; run: pip install -r requirements.lock")
    folder = Path(roots[0]) / "fonts" / "noto"
    files = folder / "NotoSansCJKsc-Regular.otf", folder / "NotoSansCJKsc-Bold.otf"
    missing = [file.name for file in files if not file.exists()]
    if missing:
        raise FontMissingError(f"mpl-font lacks {', '.join(missing)}; use the locked version")
    return files


def traditional_files() -> tuple[Path, Path]:
    """Where Regular and Bold of the 繁體 cut belong."""
    folder = Path(sys.prefix) / "share" / "one-network-kiosk"
    return folder / "NotoSansCJK-zht-Regular.otf", folder / "NotoSansCJK-zht-Bold.otf"


def register() -> None:
    """Tell Kivy where the typeface is, and spare it a walk through all the machine's own."""
    from kivy.core.text import LabelBase

    LabelBase._fonts_dirs = [str(font_files()[0].parent)]
    for name, files in ((DEFAULT, font_files()), (TRADITIONAL, traditional_files())):
        regular, bold = files
        if regular.exists() and bold.exists():
            LabelBase.register(name, fn_regular=str(regular), fn_bold=str(bold))


def face() -> str:
    """The cut that the language in force is drawn in."""
    return TRADITIONAL if language() == "zh_TW" and _has_traditional() else DEFAULT


@cache
def _has_traditional() -> bool:
    return all(file.exists() for file in traditional_files())
