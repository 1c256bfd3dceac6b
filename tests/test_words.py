"""Every word for a citizen goes through gettext: no Chinese outside `_()`."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOLDERS = ("screens", "kiosk/journeys", "kiosk/papers")
HANZI = re.compile(r"[\u3400-\u9fff]")
EXEMPT = {
    "screens/kit/gallery.py": "drawn for designers only",
    "screens/kit/wrap.py": "measures and units, not words",
    "screens/languages.py": "languages by their own names",
    "screens/tools.py:OTHER_LANGUAGE": "a language by its own name",
    "kiosk/journeys/troubles.py:PRINTER_WORDS": "its words go through _() where it is read",
}
"""What need not: a file, or one name in a file, and why."""


def _modules() -> list[Path]:
    found = (path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py")))
    return [path for path in found if path.relative_to(ROOT).as_posix() not in EXEMPT]


def _calls(node: ast.AST) -> Iterator[ast.Call]:
    for inner in ast.walk(node):
        if not isinstance(inner, ast.Call) or not isinstance(inner.func, ast.Name):
            continue
        if inner.func.id == "_":
            yield inner


def _allowed(tree: ast.AST, path: str) -> Iterator[ast.AST]:
    """Calls of `_`, sentences that stand alone (docstrings), tables that are exempt."""
    yield from _calls(tree)
    for node in ast.walk(tree):
        stands_alone = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        table = isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
        if stands_alone or (table and f"{path}:{node.targets[0].id}" in EXEMPT):  # type: ignore[attr-defined]
            yield node


def _untranslated(path: Path) -> list[str]:
    name = path.relative_to(ROOT).as_posix()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    fine = {id(inner) for node in _allowed(tree, name) for inner in ast.walk(node)}
    return [
        f"{name}:{node.lineno} {node.value!r}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and HANZI.search(node.value)
        and id(node) not in fine
    ]


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_word_can_be_translated(folder: str) -> None:
    modules = [path for path in _modules() if path.is_relative_to(ROOT / folder)]
    assert modules
    assert [line for path in modules for line in _untranslated(path)] == []


def test_words_are_not_put_together_inside() -> None:
    """An f-string inside `_()` is put together before it could be translated."""
    wrong = [
        f"{path.name}:{call.lineno}"
        for path in _modules()
        for call in _calls(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call.args[0], ast.JoinedStr)
    ]
    assert wrong == []


def test_nothing_else_is_called_underscore_where_words_are_asked_for() -> None:
    wrong = []
    for path in _modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
                continue
            rest = (node.args.vararg, node.args.kwarg)
            names = [one.arg for one in (*node.args.args, *rest) if one is not None]
            body = node.body if isinstance(node.body, list) else [node.body]
            if "_" in names and any(True for part in body for _call in _calls(part)):
                wrong.append(f"{path.name}:{node.lineno}")
    assert wrong == []
