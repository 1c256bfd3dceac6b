"""Make the typeface's 繁體 cut: the glyphs that Taiwan writes, for the same characters.

    python -m screens.assets.traditional    (setup.sh runs it once)

Noto Sans CJK SC holds the shapes of every region and chooses by the text's language (OpenType
`locl`), which Kivy cannot tell it. Here that choice is written into the character map, for good:
a file for each weight, in the environment's own share folder. Licence: SIL OFL 1.1, as the source.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from screens.kit.fonts import font_files, traditional_files

LANGUAGE = "ZHT "


def make(source: Path, target: Path) -> None:
    """Write `target`, drawn as in 繁體, from `source`."""
    from fontTools.ttLib import TTFont

    # Read beside: what was not touched is copied as it is, and a table put together again is slow.
    beside, font = TTFont(source, lazy=True), TTFont(source, lazy=True)
    shapes = _local_shapes(beside["GSUB"].table)
    font.setGlyphOrder(beside.getGlyphOrder())
    for table in font["cmap"].tables:
        if table.isUnicode() and table.format != 14:
            for code, glyph in table.cmap.items():
                table.cmap[code] = shapes.get(glyph, glyph)
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_suffix(".new")
    font.save(unfinished, reorderTables=None)
    unfinished.rename(target)


def _local_shapes(table: Any) -> dict[str, str]:  # noqa: ANN401 - fontTools has no types
    """Glyph -> the glyph that 繁體 has in its place."""
    script = next(one.Script for one in table.ScriptList.ScriptRecord if one.ScriptTag == "hani")
    language = next(one.LangSys for one in script.LangSysRecord if one.LangSysTag == LANGUAGE)
    features = (table.FeatureList.FeatureRecord[index] for index in language.FeatureIndex)
    shapes: dict[str, str] = {}
    for record in features:
        if record.FeatureTag != "locl":
            continue
        for number in record.Feature.LookupListIndex:
            for part in table.LookupList.Lookup[number].SubTable:
                shapes |= getattr(getattr(part, "ExtSubTable", part), "mapping", {})
    return shapes


def main() -> int:
    """Make what is missing."""
    for source, target in zip(font_files(), traditional_files(), strict=True):
        if not target.exists():
            make(source, target)
    return 0


if __name__ == "__main__":
    sys.exit(main())
