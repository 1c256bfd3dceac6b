"""schemathesis holds the running simulator to the written contract: all checks, seeded.

python tests/simulators/backend/contract_run.py [--examples N]
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from contract_document import FOLDER
from signing_terminal import CARD_ITEM, Terminal

from simulators.backend_launch import RunningBackend, backend

BOOKED_ITEM = "990704040001"  # 结婚登记预约
HERE = Path(__file__).parent


def world(platform: RunningBackend) -> dict[str, Any]:
    """A citizen with a case, a licence, a paper, an appointment: things a call can be about."""
    terminal = Terminal(platform.url)
    session = terminal.session().json()
    bearer = {"Authorization": f"Bearer {session['token']}"}
    case = terminal.submitted_case(session["assertion"])
    case_no, paper = {"case_no": case["case_no"]}, {"id": case["notices"][0]["print_id"]}
    slot = terminal.call("GET", f"/v1/slots?item_code={BOOKED_ITEM}&days=31").json()["slots"][0]
    booking = {"slot_id": slot["slot_id"], "item_code": BOOKED_ITEM}
    wish = {**booking, "phone": "", "remind": False, "needs": []}
    booked = terminal.call("POST", "/v1/appointments", wish, **bearer).json()
    queued = {"item_code": CARD_ITEM, "priority": "none"}
    ticket = terminal.call("POST", "/v1/tickets", queued).json()
    wanted = {"kind": "staff", "where": terminal.name, "code": "H1"}
    helped = terminal.call("POST", "/v1/help", wanted).json()
    licence = terminal.call("GET", "/v1/licences", **bearer).json()["licences"][0]
    return {
        "url": platform.url,
        "token": session["token"],
        "assertion": session["assertion"],
        "members": {"item_code": CARD_ITEM, "for_item": CARD_ITEM, **case_no},
        "paths": {
            "/v1/cases/{case_no}/materials/{code}": {"code": "household_page"},
            "/v1/catalogue/forms/{id}": {"id": f"form-{CARD_ITEM}"},
            "/v1/licences/{id}/authorisations": {"id": licence["licence_id"]},
            "/v1/appointments/{id}": {"id": booked["appointment_id"]},
            "/v1/appointments/{id}/checkin": {"id": booked["appointment_id"]},
            "/v1/tickets/{id}": {"id": ticket["ticket_id"]},
            "/v1/help/{id}": {"id": helped["help_id"]},
            "/v1/prints/{id}": paper,
            "/v1/prints/{id}/done": paper,
        },
    }


def run(examples: int, seed: int) -> subprocess.CompletedProcess[str]:
    """schemathesis's own exit code and report."""
    with tempfile.TemporaryDirectory() as folder, backend(Path(folder)) as platform:
        told = {**os.environ, "CONTRACT_WORLD": json.dumps(world(platform))}
        told["PYTHONPATH"] = os.pathsep.join([str(HERE), str(HERE.parents[2])])
        told["SCHEMATHESIS_HOOKS"] = "contract_hooks"
        command = [
            sys.executable,
            "-m",
            "schemathesis.cli",
            "--config-file",
            str(HERE / "contract.toml"),
        ]
        command += ["run", str(FOLDER / "openapi.yaml"), "--url", platform.url]
        command += ["--seed", str(seed), "--max-examples", str(examples), "--no-color"]
        return subprocess.run(command, env=told, cwd=folder, text=True, capture_output=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=50, help="per call and kind")
    parser.add_argument("--seed", type=int, default=20261122)
    chosen = parser.parse_args()
    done = run(chosen.examples, chosen.seed)
    print(done.stdout, done.stderr, sep="\n")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
