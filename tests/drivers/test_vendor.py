"""A vendor outside the repository: the guide's own package, installed and certified out there."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from simulators.launch import Running
from tests.drivers.far_end import project_root

GUIDE = project_root() / "docs" / "drivers.md"


def example(title: str) -> str:
    """A file out of the guide."""
    found = re.search(rf"```\w+ title={re.escape(title)}\n(.*?)```", GUIDE.read_text("utf-8"), re.S)
    assert found is not None, f"the guide has no {title}"
    return found[1]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the guide's package is installed, without network."""
    folder = tmp_path_factory.mktemp("vendor")
    package, site = folder / "package", folder / "site"
    package.mkdir()
    for name in ("acme_pad.py", "pyproject.toml"):
        (package / name).write_text(example(name), "utf-8")
    quietly = ["--quiet", "--no-index", "--no-deps", "--no-build-isolation"]
    pip = [sys.executable, "-m", "pip", "install", *quietly, "--target", str(site), str(package)]
    subprocess.run(pip, check=True, cwd=folder)
    return site


def certify(site: Path, simulators: Running, *options: str) -> subprocess.CompletedProcess[str]:
    """`kiosk device certify` as the vendor runs it."""
    words = ["device", "certify", "rating_pad", "--driver", "acme-pad"]
    where = ["--set", f"port={simulators.addresses.rating_pad}"]
    panel = ["--panel", f"{simulators.addresses.panel_url}/rating_pad"]
    return subprocess.run(
        [sys.executable, "-m", "kiosk.cli", *words, *where, *panel, *options],
        capture_output=True,
        text=True,
        check=False,
        cwd=site,
        env={**os.environ, "PYTHONPATH": str(site)},
    )


def verdicts(report: dict[str, Any]) -> dict[str, str]:
    return {check["name"]: check["verdict"] for check in report["checks"]}


def test_the_guides_driver_is_certified_from_outside(site: Path, simulators: Running) -> None:
    ran = certify(site, simulators, "--json")
    report = json.loads(ran.stdout)
    assert set(verdicts(report).values()) == {"passed"}, ran.stdout
    assert report["driver"] == "acme_pad:AcmePad"
    assert report["certified"] == "yes"
    assert ran.returncode == 0


def test_a_driver_that_breaks_its_contract_is_told_which_sentence(
    site: Path, tmp_path: Path, simulators: Running
) -> None:
    driver = example("acme_pad.py").replace("KeyPressed(6 - frame[1])", "KeyPressed(frame[1])")
    wrong = shutil.copytree(site, tmp_path / "site", ignore=lambda *_: ["__pycache__"])
    (wrong / "acme_pad.py").write_text(driver, "utf-8")
    ran = certify(wrong, simulators)
    assert ran.returncode == 1
    assert "FAILED" in ran.stdout
    assert "the key for 1 stars gave 5" in ran.stdout
    assert "certified: no; " in ran.stdout


@pytest.mark.parametrize("missing", ["--driver", "--set"])
def test_what_is_missing_is_named(missing: str) -> None:
    words = {"--driver": ["--driver", "no-such"], "--set": ["--driver", "pad-serial"]}[missing]
    ran = subprocess.run(
        [sys.executable, "-m", "kiosk.cli", "device", "certify", "rating_pad", *words],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 2
    assert ("no-such" if missing == "--driver" else "port") in ran.stderr
