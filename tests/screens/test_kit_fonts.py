"""繁體 is drawn in its own shapes, from a file that setup.sh makes out of the one typeface."""

from __future__ import annotations

from pathlib import Path

from screens.assets.traditional import make
from screens.kit.fonts import font_files


def test_the_cut_has_every_character_and_other_shapes_for_some(tmp_path: Path) -> None:
    from fontTools.ttLib import TTFont

    source = font_files()[0]
    target = tmp_path / "cut" / "zht.otf"
    make(source, target)
    before, after = (TTFont(file, lazy=True).getBestCmap() for file in (source, target))
    assert before.keys() == after.keys()
    assert before[ord("骨")] != after[ord("骨")]
    assert before[ord("，")] != after[ord("，")]
    assert before[ord("A")] == after[ord("A")]
    assert sum(before[code] != after[code] for code in before) > 1000
