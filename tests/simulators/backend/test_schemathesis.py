"""schemathesis runs the written contract against the running simulator: seeded and bounded."""

from __future__ import annotations

import pytest
from contract_document import Contract
from contract_run import run

EXAMPLES = 3
SEED = 20261122


@pytest.mark.timeout(300)  # some 20 s alone; the machine may be busy
def test_the_simulator_keeps_the_contract() -> None:
    done = run(EXAMPLES, SEED)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"Tested: {len(list(Contract().operations()))}" in done.stdout
