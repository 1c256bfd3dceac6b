"""Start the backend simulator as a process of its own, kill it, start it again: for tests.

with backend(tmp_path) as platform:
    platform.fault("lost_ack", "/v1/cases", method="POST", times=1)
    ...  # talk to platform.url
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

import httpx

from simulators.kept import start_kept

START_DEADLINE_S: Final = 60.0  # a machine that does much else takes its time
POLL_S: Final = 0.02
ANSWER_S: Final = 60.0
"""Seconds for an answer of /sim: one that is late on a busy machine is not missing."""


class BackendStartError(RuntimeError):
    """The simulator ended, or did not say it was ready within START_DEADLINE_S."""


@dataclass(frozen=True)
class Certificates:
    """PEM files of a simulator behind https that demands client certificates of `client_ca`."""

    certificate: Path
    key: Path
    client_ca: Path

    def options(self) -> list[str]:
        own = ["--certificate", str(self.certificate), "--certificate-key", str(self.key)]
        return [*own, "--client-ca", str(self.client_ca)]


class RunningBackend:
    """A simulator on a loopback port. Faults live in its memory: a restart clears them.

    With `certificates` it serves https; only its /v1 can be asked then, with a certificate.
    """

    def __init__(
        self,
        data_dir: Path,
        certificates: Certificates | None = None,
        keys: Path | None = None,
    ) -> None:
        self._data_dir = data_dir
        self._certificates = certificates
        self._keys = keys
        self._process: subprocess.Popen[bytes] | None = None
        self._port = 0
        # Plain HTTP: without a store of authorities, which takes 20 ms to load. No connection is
        # kept, for the process at its other end may be killed.
        alone = httpx.Limits(max_keepalive_connections=0)
        self._sim = httpx.Client(timeout=ANSWER_S, trust_env=False, verify=False, limits=alone)

    @property
    def url(self) -> str:
        """Base address without a trailing slash; the same after a restart."""
        return f"http{'s' if self._certificates else ''}://127.0.0.1:{self._port}"

    @property
    def pid(self) -> int:
        if self._process is None:
            raise BackendStartError("the simulator is not running")
        return self._process.pid

    def start(self) -> None:
        """Serves when this returns. Raises BackendStartError."""
        self._data_dir.mkdir(parents=True, exist_ok=True)
        ready = self._data_dir / "ready.json"
        ready.unlink(missing_ok=True)
        command = [sys.executable, "-m", "simulators.backend", "--port", str(self._port)]
        command += ["--data-dir", str(self._data_dir), "--ready-file", str(ready)]
        command += self._certificates.options() if self._certificates else []
        command += ["--keys", str(self._keys)] if self._keys else []
        self._process = start_kept(command)
        deadline = time.monotonic() + START_DEADLINE_S
        while not ready.exists():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise BackendStartError(f"no backend simulator on port {self._port}")
            time.sleep(POLL_S)
        self._port = json.loads(ready.read_text("utf-8"))["port"]

    def kill(self) -> None:
        """As a power cut: SIGKILL, nothing is flushed by the process itself."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def close(self) -> None:
        """Nothing of /sim is asked any more."""
        self._sim.close()

    def restart(self) -> None:
        """Killed if still running, then served again on the same port from the same data."""
        self.kill()
        self.start()

    def fault(
        self,
        kind: str,
        path_prefix: str = "/v1/",
        *,
        method: str | None = None,
        value: float | None = None,
        times: int | None = None,
        rate: float | None = None,
    ) -> int:
        """Orders a fault (simulators/backend/faults.py says what `value` means); its id."""
        order = {
            "path_prefix": path_prefix,
            "method": method,
            "kind": kind,
            "value": value,
            "times": times,
            "rate": rate,
        }
        return cast(int, self.ask("POST", "/sim/faults", order)["id"])

    def clear(self) -> None:
        """No fault is in force any more."""
        self.ask("DELETE", "/sim/faults")

    def reset(self) -> None:
        """No faults, no cases, no sessions: as if started on an empty folder."""
        self.ask("POST", "/sim/reset")

    def desk(
        self,
        notices: list[dict[str, Any]],
        out_of_service: dict[str, str] | None = None,
        nearest: str | None = None,
    ) -> None:
        """What heartbeats answer from now on."""
        order = {"notices": notices, "out_of_service": out_of_service, "nearest": nearest}
        self.ask("POST", "/sim/desk", order)

    def configure(self, **changed: object) -> None:
        """Keys of the terminals' configuration that differ from the simulator's own from now on."""
        self.ask("POST", "/sim/config", changed)

    def events(self) -> list[dict[str, Any]]:
        """What terminals told of their days, oldest first."""
        return cast(list[dict[str, Any]], self.ask("GET", "/sim/events")["events"])

    def withdraw(self, code: str, reason: str) -> None:
        """An item is taken down: a new version of the catalogue without it."""
        self.ask("POST", "/sim/office/catalogue/withdraw", {"code": code, "reason": reason})

    def state(self) -> dict[str, Any]:
        """Row counts (`counts`), `duplicate_refs`, `catalogue_version`, `faults` in force."""
        return cast(dict[str, Any], self.ask("GET", "/sim/state"))

    def cases(self) -> list[dict[str, Any]]:
        """Every case with its applicant masked, oldest first."""
        return cast(list[dict[str, Any]], self.ask("GET", "/sim/cases")["cases"])

    def requests(self) -> list[dict[str, Any]]:
        """method, path, idempotency_key, count: of all calls read whole, faulted ones too."""
        return cast(list[dict[str, Any]], self.ask("GET", "/sim/requests")["requests"])

    def heartbeats(self) -> list[dict[str, Any]]:
        """The latest heartbeat of each terminal: terminal, report, heard_at, beats."""
        return cast(list[dict[str, Any]], self.ask("GET", "/sim/heartbeats")["heartbeats"])

    def fault_reports(self) -> list[dict[str, Any]]:
        """What terminals told the operator of, oldest first: terminal, device, detail …"""
        return cast(list[dict[str, Any]], self.ask("GET", "/sim/reports")["reports"])

    def voices(self) -> dict[str, list[dict[str, Any]]]:
        """What people told: `help_calls` and `feedback`, oldest first."""
        return cast(dict[str, list[dict[str, Any]]], self.ask("GET", "/sim/voices"))

    def ask(self, method: str, path: str, body: object = None) -> Any:  # noqa: ANN401
        """Any call of /sim; its JSON. Raises httpx.HTTPStatusError for a refusal."""
        answer = self._sim.request(method, self.url + path, json=body)
        answer.raise_for_status()
        return answer.json() if answer.content else None


@contextmanager
def backend(
    data_dir: Path, certificates: Certificates | None = None, keys: Path | None = None
) -> Iterator[RunningBackend]:
    """A running simulator on a free port, keeping its data in `data_dir`; killed at the end.

    `keys` is a TOML file with other terminals than the demo's (simulators.backend.platform.Keys).
    """
    running = RunningBackend(data_dir, certificates, keys)
    running.start()
    try:
        yield running
    finally:
        running.kill()
        running.close()
