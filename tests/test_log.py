"""The log file: a disk that takes nothing ends nobody, and is written to again when it can be."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.log import log_to


@pytest.fixture
def root() -> Iterator[logging.Logger]:
    """The root logger, afterwards as it was."""
    logger = logging.getLogger()
    before, level = logger.handlers[:], logger.level
    logger.handlers = []
    yield logger
    for handler in logger.handlers:
        handler.close()
    logger.handlers, logger.level = before, level


def test_goes_on_without_a_file_and_with_one_as_soon_as_it_can(
    root: logging.Logger, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    in_the_way = tmp_path / "log"
    in_the_way.touch()  # as unusable as a full disk, for any user
    log_to(in_the_way)
    logging.getLogger("test").warning("unheard on disk")
    assert "unheard on disk" in capsys.readouterr().err
    in_the_way.unlink()
    logging.getLogger("test").warning("heard")
    written = (tmp_path / "log" / "terminal.log").read_text()
    assert written.endswith("WARNING test heard\n")
    assert "Traceback" not in capsys.readouterr().err
