"""Chinese line breaking and number grouping; no Kivy, so it is tested without a window.

Kivy breaks Chinese anywhere. Rules kept here (GB/T 15834 and the traps the designers measured): no
、，。；：？！）》” at the start of a line, no （《“ at its end, a number stays with its unit
(7 个工作日), Latin words stay whole, no lone last character, `|` marks a good place to break;
of two lines the first ends at a stop where it can (下午好，/ 要办什么事？).
"""

import re
from collections.abc import Callable

Measure = Callable[[str], float]

NOT_FIRST = "、，。；：？！）》”’】〉」』…—～·,.;:?!)]}%℃"
MASK = "*"
"""Stands for what is hidden of a name: never parted from what is shown."""
PARAGRAPH = 2
"""More lines than this are a paragraph."""
NEARLY = 0.97
"""A line filled to this share is measured as a whole."""
LONE_SHARE = 0.25
"""A paragraph's last line shorter than this share of the width looks forgotten."""
STOPS = "，。；：？！、"
"""Where a sentence breathes: the best place for a line to end."""
FIRST_SHARE = 0.3
"""A first line shorter than this share of the width is no line of its own."""
NOT_LAST = "（《“‘【〈「『([{"
_UNIT = (
    "[个個]工作日|[个個]自然日|[个個]月|[个個]小[时時]|分[钟鐘]|小[时時]|工作日|[号號]线|[号號]窗口"
    "|年度|秒[钟鐘]|days?\\b|min\\b"
    "|[年月日时時分秒份页頁元步项項次岁号號位天人楼樓层層室张張本个個]"
)
_MEASURED = re.compile(r"(.*\d ?[个個])(.+)")
_TOKEN = re.compile(
    r"\d{1,2}月\d{1,2}日|"
    r"[0-9]+[A-Z][0-9A-Z]*"  # of a code: 7Q2R
    rf"|(?:(?:第|大?[约約]|共) ?)?\d[\d.,:/*\-–]*\d*(?: 至 \d[\d:]*)?(?: ?(?:{_UNIT})[内內]?)?"
    r"|[\"']?[A-Za-z][A-Za-z0-9'.@_+/\-]*\"?"
    r"|[ \u2002]+"
    r"|.",
    re.DOTALL,
)


def tokens(text: str) -> list[str]:
    """Parts that must not be broken, punctuation already joined to what it belongs to."""
    parts: list[str] = []
    for part in _TOKEN.findall(text):
        follows = parts and (part[0] in NOT_FIRST + MASK or parts[-1][-1] in NOT_LAST)
        if follows and not parts[-1].isspace():
            parts[-1] += part
        else:
            parts.append(part)
    return parts


def halves(token: str) -> list[str]:
    """A measure too long for its room in two: 7 个, 工作日内. Any other token as it is."""
    measured = _MEASURED.fullmatch(token)
    return list(measured.groups()) if measured else [token]


def _split_long(token: str, width: float, measure: Measure) -> list[str]:
    """A token wider than a whole line, cut behind its measure word or by character."""
    parts = halves(token)
    if all(measure(part) <= width for part in parts):
        return parts
    pieces = [""]
    for char in token:
        if pieces[-1] and measure(pieces[-1] + char) > width:
            pieces.append("")
        pieces[-1] += char
    return pieces


def _fill(text: str, width: float, measure: Measure) -> list[str]:
    """Greedy filling of one passage without marks."""
    parts = [
        piece
        for token in tokens(text)
        for piece in (_split_long(token, width, measure) if measure(token) > width else [token])
    ]
    lines: list[list[str]] = [[]]
    used = 0.0
    for part in parts:
        size = measure(part)
        over = used + size > width
        if not over and used + size > width * NEARLY:
            # The widths of many words, each rounded, are not quite that of the line.
            over = measure("".join(lines[-1]) + part) > width
        if lines[-1] and over and not part.isspace():
            lines.append([])
            used = 0.0
        if lines[-1] or not part.isspace():
            lines[-1].append(part)
            used += size
    _no_lone_last(lines, width, measure)
    _end_at_stop(lines, width, measure)
    return ["".join(line).strip(" \u2002") for line in lines]


def _no_lone_last(lines: list[list[str]], width: float, measure: Measure) -> None:
    """Bring words down while the last line would hold a lone character, or two of a paragraph."""
    paragraph = len(lines) > PARAGRAPH and measure("".join(lines[-1])) < width * LONE_SHARE
    least = 3 if paragraph else 2
    while len(lines) > 1 and len(lines[-2]) > 1:
        last = "".join(lines[-1]).strip()
        moved = lines[-2][-1]
        if len(last.rstrip(NOT_FIRST)) >= least or measure(moved + last) > width:
            return
        lines[-1].insert(0, lines[-2].pop())


def _end_at_stop(lines: list[list[str]], width: float, measure: Measure) -> None:
    """Of two lines the first ends at its last stop, if what follows has room in the second."""
    if len(lines) != PARAGRAPH:
        return
    first, second = lines
    stops = [at for at, part in enumerate(first, 1) if part[-1] in STOPS]
    if not stops or stops[-1] == len(first):
        return
    kept, moved = first[: stops[-1]], first[stops[-1] :]
    short = measure("".join(kept)) < width * FIRST_SHARE
    if not short and measure("".join([*moved, *second]).strip()) <= width:
        lines[:] = [kept, [*moved, *second]]


def _by_marks(text: str, width: float, measure: Measure) -> list[str]:
    """Break at `|` first; a segment that does not fit is filled."""
    lines: list[str] = []
    for segment in text.split("|"):
        joined = lines[-1] + segment if lines else segment
        if lines and measure(joined) <= width:
            lines[-1] = joined
        elif measure(segment) <= width:
            lines.append(segment)
        else:
            lines.extend(_fill(segment, width, measure))
    return [line.strip(" ") for line in lines]


def wrap(text: str, width: float, measure: Measure) -> list[str]:
    """Lines of `text` no wider than `width` (in the unit `measure` answers in).

    Newlines are kept. `|` is a preferred break, and vanishes when the line need not break.
    """
    lines: list[str] = []
    for passage in text.split("\n"):
        whole = passage.replace("|", "")
        if measure(whole) <= width:
            lines.append(whole)
        elif "|" in passage:
            lines.extend(_by_marks(passage, width, measure))
        else:
            lines.extend(_fill(passage, width, measure))
    return lines


def joined(lines: list[str]) -> str:
    """Lines as one again; where Latin words were parted stands a blank."""
    text = ""
    for line in lines:
        parted = bool(text and line) and text[-1].isascii() and line[0].isascii()
        text += " " + line if parted else line
    return text


def ellipsis(line: str, width: float, measure: Measure) -> str:
    """`line` cut so that it and … fit."""
    while line and measure(line + "…") > width:
        line = line[:-1]
    return line.rstrip(NOT_FIRST + NOT_LAST + " ") + "…"


def _groups(text: str, sizes: tuple[int, ...]) -> str:
    parts, start = [], 0
    for size in sizes:
        parts.append(text[start : start + size])
        start += size
    parts.append(text[start:])
    return "\u2002".join(part for part in parts if part)


def group_phone(number: str) -> str:
    """A mobile number 3-4-4, with an en space; other lengths grow into it as they are typed."""
    return _groups(number, (3, 4, 4))


def group_code(code: str) -> str:
    """A number to remember, in fours."""
    return _groups(code, (4,) * (len(code) // 4))


def group_id(number: str) -> str:
    """An ID number 6-4-4-4 (region, year, day, rest)."""
    return _groups(number, (6, 4, 4, 4))


def group_date(digits: str) -> str:
    """A date as year-month-day, while it is typed as well."""
    return "-".join(part for part in (digits[:4], digits[4:6], digits[6:]) if part)


GROUPS: dict[str, Callable[[str], str]] = {
    "": str,
    "phone": group_phone,
    "code": group_code,
    "id": group_id,
    "date": group_date,
    "hidden": lambda digits: "*" * len(digits),
}
