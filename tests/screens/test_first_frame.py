"""What is loaded when the first screen is on the glass: every module is a wait at each start."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.drivers.far_end import project_root

HEAVY: Final = (
    *("PIL", "cv2", "numpy", "httpx", "pydantic", "cryptography", "pypinyin", "serial", "anyio"),
    *("kiosk.terminal", "kiosk.devices", "kiosk.journeys", "kiosk.onenetwork", "kiosk.catalogue"),
    *("kivy.uix.label", "kivy.uix.button", "kivy.uix.textinput", "screens.writing"),
    *(f"kiosk.conversation.questions.{area}" for area in ("finding", "applying", "ending")),
)
OWN_AT_MOST: Final = 69
"""Modules of kiosk, screens and drivers together; a new one needs a reason to come this early."""
FOREIGN: Final = {"kivy", "filetype", "backports_abc", "msgspec", "typing_extensions"}
"""Packages of others: Kivy and the two it brings, msgspec and the one it brings."""

CODE: Final = """
import json, sys
from kiosk import cli
from kiosk.core import Core

def first_frame_is_drawn(self):
    from kivy.app import App
    from kivy.lang import Builder
    styled = [selector.key for selector, _ in Builder.rules]
    files = [(name, getattr(one, "__file__", None) or "") for name, one in sys.modules.items()]
    foreign = {name.split(".")[0] for name, file in files if "site-packages" in file}
    told = {"modules": sorted(sys.modules), "styled": styled, "foreign": sorted(foreign)}
    open(sys.argv[1], "w").write(json.dumps(told))
    App.get_running_app().stop_soon()

Core.start = first_frame_is_drawn
sys.exit(cli.main(["run", "--profile", "simulated", *sys.argv[2:]]))
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """A terminal of its own that stops instead of starting its core."""
    base: Path = tmp_path_factory.mktemp("first-frame")
    paths = [f"paths.{name}={base / name}" for name in ("data", "logs", "temp")]
    options = [word for path in paths for word in ("--set", path)]
    command = [sys.executable, "-c", CODE, str(base / "told.json"), *options]
    subprocess.run(command, check=True, cwd=project_root(), timeout=60)
    told: dict[str, list[str]] = json.loads((base / "told.json").read_text())
    return told


def test_nothing_heavy_comes_before_the_first_frame(loaded: dict[str, list[str]]) -> None:
    assert not [name for name in HEAVY if name in loaded["modules"]]


def test_few_packages_of_others_come_before_the_first_frame(loaded: dict[str, list[str]]) -> None:
    # What begins with _ is the environment's own: how Python finds what is installed.
    assert {name for name in loaded["foreign"] if not name.startswith("_")} <= FOREIGN


def test_little_of_our_own_comes_before_the_first_frame(loaded: dict[str, list[str]]) -> None:
    roots = ("kiosk", "screens", "drivers")
    own = [name for name in loaded["modules"] if name.split(".")[0] in roots]
    assert len(own) <= OWN_AT_MOST, own


def test_the_style_of_kivys_own_widgets_is_not_read(loaded: dict[str, list[str]]) -> None:
    assert not {"label", "button"} & set(loaded["styled"])
