"""`make fuzz`: every decoder, more than 100,000 inputs in all.

Prints a table, writes build/fuzz.json, and each input that broke something to build/fuzz/.
Exit code 1 when there is a finding.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from tests.fuzz.decoders import all_decoders
from tests.fuzz.hunt import Finding, Report, hunt, name_of

INPUTS = 11_000
"""For each decoder."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("--inputs", type=int, default=INPUTS, help="for each decoder")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other inputs")
    parser.add_argument("--out", type=Path, default=Path("build/fuzz.json"))
    chosen = parser.parse_args()
    reports = []
    for decoder in all_decoders():
        print(f"fuzz: {decoder.name} …", file=sys.stderr, flush=True)
        reports.append(hunt(decoder, chosen.inputs, chosen.seed))
    print(_table(reports))
    _write(reports, chosen.seed, chosen.out)
    return int(any(report.findings for report in reports))


def _table(reports: list[Report]) -> str:
    lines = [
        f"{'decoder':34}{'inputs':>9}{'seconds':>9}{'slowest':>10}{'grown':>9}{'lines':>7}"
        f"{'refused':>9}{'findings':>10}"
    ]
    lines += [
        f"{one.decoder:34}{one.inputs:9,}{one.seconds:9.1f}{one.slowest * 1000:7.1f} ms"
        f"{one.grown / 1024:6.0f} kB{one.lines:7}{one.declared:9,}{len(one.findings):10}"
        for one in reports
    ]
    findings = sum(len(one.findings) for one in reports)
    total, seconds = sum(one.inputs for one in reports), sum(one.seconds for one in reports)
    lines.append(f"{'all':34}{total:9,}{seconds:9.1f}{findings:>45}")
    lines += [f"{one.decoder}: {what}" for one in reports for what in one.findings]
    return "\n".join(lines)


def _write(reports: list[Report], seed: int, out: Path) -> None:
    out.parent.mkdir(parents=True, exist_ok=True)
    rows = [
        {
            "decoder": one.decoder,
            "inputs": one.inputs,
            "seconds": round(one.seconds, 2),
            "slowest_ms": round(one.slowest * 1000, 2),
            "grown_bytes": one.grown,
            "driver_lines_run": one.lines,
            "refused_as_declared": one.declared,
            "findings": {what: _keep(found, out) for what, found in one.findings.items()},
        }
        for one in reports
    ]
    total = sum(one.inputs for one in reports)
    text = json.dumps({"seed": seed, "inputs": total, "decoders": rows}, indent=2)
    out.write_text(text + "\n", "utf-8")


def _keep(found: Finding, out: Path) -> str:
    """Where the input that broke something was put."""
    kept = out.with_suffix("") / f"{name_of(found.raw)}.bin"
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(found.raw)
    return str(kept)


if __name__ == "__main__":
    sys.exit(main())
