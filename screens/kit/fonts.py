"""The one typeface: Noto Sans CJK SC, Regular and Bold, from the mpl-font package.

Debian's .ttc would give Japanese shapes (直 门 骨): Kivy opens face 0. mpl-font is only located,
never imported, because importing it pulls in matplotlib.
"""

from importlib.util import find_spec
from pathlib import Path

from kivy.core.text import LabelBase


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


def register() -> None:
    """Make it Kivy's default font, under Kivy's own default name."""
    regular, bold = font_files()
    LabelBase.register("Roboto", fn_regular=str(regular), fn_bold=str(bold))
