"""`kiosk catalogue find` as typed by whoever wants to try the search, without a backend."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kiosk.cli import main

ITEMS = """
[[item]]
name = "示例犬只|登记"
aliases = ["给狗上户口"]
[[item]]
name = "示例证明开具"
basic = "990101000001"
"""


class Search:
    """The command, with a data folder of its own and a catalogue of two services."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self.catalogue = folder / "catalogue"
        (self.catalogue / "items").mkdir(parents=True)
        (self.catalogue / "items" / "a.toml").write_text(ITEMS, "utf-8")
        self._options: list[str] = []
        self.set("paths.data", f"{folder}/data")
        self.set("paths.catalogue", str(self.catalogue))

    def set(self, key: str, value: str) -> None:
        """Say something otherwise than the profile; the last word counts."""
        self._options += ["--set", f"{key}={value}"]

    def run(self, *words: str) -> tuple[int, str]:
        """Exit code and what was told."""
        code = main(["catalogue", "find", *words, *self._options])
        heard = self._capsys.readouterr()
        return code, heard.out + heard.err

    def json(self, *words: str) -> Any:  # noqa: ANN401 - whatever the command says
        """What was told to a program."""
        return json.loads(self.run(*words, "--json")[1])


@pytest.fixture
def search(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Search:
    return Search(tmp_path, capsys)


def test_one_wish(search: Search) -> None:
    told = search.json("给狗上户口")
    assert set(told) == {"query", "hits", "confident", "action", "ms"}
    assert told["hits"][0] == {"name": "示例犬只登记", "code": "", "score": 1.0}
    assert (told["confident"], told["action"]) == (True, None)


def test_a_file_of_wishes(search: Search, tmp_path: Path) -> None:
    file = tmp_path / "wishes.tsv"
    lines = [
        "query\texpected",
        "养狗登记\t示例犬只登记",
        "救命\t",
        "",
        "990101000001\t示例证明开具",
    ]
    file.write_text("\n".join(lines), "utf-8-sig")
    dog, danger, code = search.json("--batch", str(file))
    assert [dog["query"], danger["query"]] == ["养狗登记", "救命"]
    assert dog["hits"][0]["name"] == "示例犬只登记"
    assert (danger["hits"], danger["action"]) == ([], "emergency")
    assert code["hits"][0]["code"] == "990101000001"
    assert "hit@1: 2 of 2, 100.0%" in search.run("--batch", str(file))[1]


def test_a_file_without_headings(search: Search, tmp_path: Path) -> None:
    file = tmp_path / "wishes.tsv"
    file.write_text("养狗登记\n开证明\n", "utf-8")
    assert [row["query"] for row in search.json("--batch", str(file))] == ["养狗登记", "开证明"]


def test_a_folder_adds_services(search: Search, tmp_path: Path) -> None:
    more = tmp_path / "more"
    more.mkdir()
    (more / "b.toml").write_text('[[item]]\nname = "示例热气球执照"\n', "utf-8")
    told = search.json("热气球执照", "--catalogue", str(more))
    assert told["hits"][0]["name"] == "示例热气球执照"
    assert search.json("养狗登记", "--catalogue", str(more))["hits"][0]["name"] == "示例犬只登记"
    again = '[[item]]\nname = "示例犬只登记"\ncode = "990101000009"\n'
    (more / "c.toml").write_text(again, "utf-8")
    dogs = search.json("养狗登记", "--catalogue", str(more))["hits"]
    assert [hit["code"] for hit in dogs if hit["name"] == "示例犬只登记"] == ["990101000009"]


@pytest.mark.parametrize("content", ["", "[[item]]\nbasic = '1'\n", "item = \n"])
def test_what_is_no_list_is_said(search: Search, tmp_path: Path, content: str) -> None:
    folder = tmp_path / "none"
    folder.mkdir()
    (folder / "a.toml").write_text(content, "utf-8")
    code, said = search.run("狗", "--catalogue", str(folder))
    assert code == 2
    assert str(folder) in said


def test_words_or_a_file(search: Search) -> None:
    assert search.run()[0] == 2
    assert search.run("狗", "--batch", "x")[0] == 2


def test_no_catalogue_anywhere_is_said(search: Search) -> None:
    search.set("backend.url", "http://127.0.0.1:9")
    search.set("paths.catalogue", "")
    code, said = search.run("狗")
    assert code == 1
    assert "--catalogue" in said
