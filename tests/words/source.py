"""The messages in the source: every call of `_`, `counted` and `in_context`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
FOLDERS = ("screens", "kiosk")
EXEMPT = {
    "kiosk/catalogue/lint/": "told to whoever writes a catalogue, about its Chinese words",
    "kiosk/catalogue/model.py": "defaults of the platform's data",
    "kiosk/identity/masking.py": "surnames",
    "kiosk/identity/person.py:_NATIONS": "names that stand on cards",
    "kiosk/identity/person.py:NATION_NAMES": "names that stand on cards",
    "kiosk/identity/person.py:SEX_NAMES": "names that stand on cards",
    "kiosk/journeys/cards.py:WORDS_OF_PLATFORMS": "a platform's words, to be recognised",
    "kiosk/papers/receipts.py:SPECIAL_SEAL": "cut into a seal, which is never translated",
    "kiosk/papers/test_page.py:CHINESE": "what a test page tries a printer with",
    "kiosk/papers/test_page.py:RARE": "what a test page tries a printer with",
    "screens/kit_gallery.py": "drawn for designers only",
    "screens/kit/wrap.py": "measures and units, not words",
    "screens/languages.py": "languages by their own names",
    "screens/tools.py:OTHER_LANGUAGE": "a language by its own name",
}
"""What does not go through gettext: a folder, a file, or one name in a file, and why."""

ASKING = ("_", "counted", "in_context")


@dataclass(frozen=True, order=True)
class Message:
    """One text: its id, the context it stands in, whether it has plural forms."""

    text: str
    context: str = ""
    plural: bool = False


def modules() -> list[Path]:
    """Every module whose words are for people."""
    found = (path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py")))
    return [path for path in found if not _exempt(path.relative_to(ROOT).as_posix())]


def _exempt(name: str) -> bool:
    return name in EXEMPT or any(one.endswith("/") and name.startswith(one) for one in EXEMPT)


def calls(node: ast.AST) -> Iterator[ast.Call]:
    """Where a text is asked for."""
    for inner in ast.walk(node):
        if not isinstance(inner, ast.Call) or not isinstance(inner.func, ast.Name):
            continue
        if inner.func.id in ASKING:
            yield inner


def message(call: ast.Call) -> Message | None:
    """What is asked for there; None when it is not written out."""
    assert isinstance(call.func, ast.Name)
    literals = [one.value for one in call.args if isinstance(one, ast.Constant)]
    if len(literals) < (2 if call.func.id == "in_context" else 1):
        return None
    if call.func.id == "in_context":
        return Message(literals[1], literals[0])
    return Message(literals[0], plural=call.func.id == "counted")


def messages() -> set[Message]:
    """All there are."""
    found = {
        message(call)
        for path in modules()
        for call in calls(ast.parse(path.read_text(encoding="utf-8")))
    }
    return {one for one in found if one is not None}
