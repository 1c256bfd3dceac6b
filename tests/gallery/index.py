"""The gallery's HTML: one row an entry, one column a look, faults in red beside the picture."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path

from tests.gallery.looks import Showing

_HEAD = """<!doctype html><meta charset="utf-8"><title>Gallery</title><style>
body{font:15px/1.4 system-ui,sans-serif;margin:24px;background:#eee;color:#152033}
section{margin:0 0 36px}h2{margin:0 0 8px}div.row{display:flex;gap:12px;overflow-x:auto}
figure{margin:0;flex:none}img{height:440px;display:block;background:#fff}
figcaption{max-width:420px}.bad{color:#98170f}nav a{margin-right:10px}</style>
"""


@dataclass(frozen=True)
class Shown:
    """One picture that was taken, and what is wrong with it."""

    name: str
    """The entry's."""
    kind: str
    showing: Showing
    picture: Path
    faults: list[str]


def write(shown: list[Shown], out: Path) -> Path:
    """Write index.html into `out`, the pictures' folder."""
    by_name: dict[str, list[Shown]] = {}
    for one in shown:
        by_name.setdefault(f"{one.kind}: {one.name}", []).append(one)
    wrong = sum(bool(one.faults) for one in shown)
    parts = [_HEAD, f"<h1>{len(shown)} pictures, {wrong} with faults</h1><nav>"]
    parts += [f'<a href="#{escape(name)}">{escape(name)}</a>' for name in by_name]
    parts.append("</nav>")
    for name, row in by_name.items():
        parts.append(f'<section id="{escape(name)}"><h2>{escape(name)}</h2><div class="row">')
        parts += [_figure(one, out) for one in row]
        parts.append("</div></section>")
    index = out / "index.html"
    index.write_text("\n".join(parts), encoding="utf-8")
    return index


def _figure(one: Shown, out: Path) -> str:
    place = one.picture.relative_to(out)
    faults = "".join(f'<br><span class="bad">{escape(fault)}</span>' for fault in one.faults)
    return (
        f'<figure><a href="{place}"><img loading="lazy" src="{place}"></a>'
        f"<figcaption>{one.showing.name}{faults}</figcaption></figure>"
    )
