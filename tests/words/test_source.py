"""Every word for a citizen goes through gettext: no Chinese outside `_()` and its kin."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.words.source import EXEMPT, FOLDERS, ROOT, calls, message, modules

HANZI = re.compile(r"[\u3400-\u9fff]")


def _allowed(tree: ast.AST, path: str) -> Iterator[ast.AST]:
    """Texts that are asked for, sentences that stand alone (docstrings), tables that are exempt."""
    yield from calls(tree)
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
    found = [path for path in modules() if path.is_relative_to(ROOT / folder)]
    assert found
    assert [line for path in found for line in _untranslated(path)] == []


def test_what_is_asked_for_is_written_out() -> None:
    """What is put together, or looked up by a variable, is in no catalogue."""
    wrong = [
        f"{path.name}:{call.lineno}"
        for path in modules()
        for call in calls(ast.parse(path.read_text(encoding="utf-8")))
        if message(call) is None
    ]
    assert wrong == []


def test_nothing_else_is_called_underscore_where_words_are_asked_for() -> None:
    wrong = []
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
                continue
            rest = (node.args.vararg, node.args.kwarg)
            names = [one.arg for one in (*node.args.args, *rest) if one is not None]
            body = node.body if isinstance(node.body, list) else [node.body]
            if "_" in names and any(True for part in body for _call in calls(part)):
                wrong.append(f"{path.name}:{node.lineno}")
    assert wrong == []
