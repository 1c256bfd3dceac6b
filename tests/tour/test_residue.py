"""The searcher must find what is there: a silent miss would let every tour pass."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from simulators.tour.residue import ENCODINGS, search

SECRETS = {"name": "张示例", "ID number": "990101199003070023", "phone number": "13800000000"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "clean.log").write_text("示例市 张** 138****0000 990101********0023\n", "utf-8")
    return tmp_path


def found(folder: Path) -> list[str]:
    return [one.what for one in search({"data": folder}, SECRETS)]


def test_nothing_is_found_where_nothing_is(folder: Path) -> None:
    assert search({"data": folder}, SECRETS) == []


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("what", SECRETS)
def test_each_secret_is_found_in_each_encoding(folder: Path, what: str, encoding: str) -> None:
    path = folder / "deep" / "er" / "spool.bin"
    path.write_bytes(b"\x00\xff\x01" + SECRETS[what].encode(encoding) + b"\xfe")
    (first, *_) = search({"data": folder}, SECRETS)
    assert first.what == what
    assert first.path == Path("data/deep/er/spool.bin")


@pytest.mark.parametrize(
    "written",
    [r"\u5f20\u793a\u4f8b", "138 0000 0000", "138-0000-0000", "990101 19900307 0023"],
)
def test_other_ways_of_writing_are_found(folder: Path, written: str) -> None:
    (folder / "out.json").write_text(f'{{"said": "{written}"}}', "utf-8")
    assert len(found(folder)) == 1


def test_a_deleted_row_left_in_a_database_is_found(folder: Path) -> None:
    database = sqlite3.connect(folder / "terminal.db")
    database.execute("PRAGMA secure_delete = off")
    database.execute("CREATE TABLE person (name TEXT)")
    database.execute("INSERT INTO person VALUES (?)", [SECRETS["name"]])
    database.commit()
    database.execute("DELETE FROM person")
    database.commit()
    database.close()
    assert "name" in found(folder)


def test_the_name_of_a_file_counts(folder: Path) -> None:
    (folder / "张示例.jpg").write_bytes(b"")
    assert found(folder) == ["name"]


def test_what_is_told_does_not_hold_the_secret(folder: Path) -> None:
    (folder / "a.log").write_text(" ".join(SECRETS.values()), "utf-8")
    told = " ".join(str(one) for one in search({"data": folder}, SECRETS))
    assert "a.log" in told
    assert not any(secret in told for secret in SECRETS.values())


def test_a_folder_that_is_not_there_was_not_searched(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        search({"data": tmp_path / "nowhere"}, SECRETS)
