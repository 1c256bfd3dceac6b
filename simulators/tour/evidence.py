"""What one orientation's run left behind, and the verdict on it."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import zxingcpp
from PIL import Image

from simulators.remote import PrintedPiece
from simulators.tour.residue import Found

VOID: Final = "作废"


@dataclass
class Run:
    """Evidence of one run. Begins empty; what stays empty is a problem."""

    orientation: str
    stars_given: int
    faults_made: int | None
    """Device faults that had to be reported to the operator, each once; None: it depends."""
    finished: bool = False
    steps: list[dict[str, object]] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    cases: list[dict[str, Any]] = field(default_factory=list)
    papers: list[PrintedPiece] = field(default_factory=list)
    qr: str = ""
    faults_reported: int = 0
    residue: list[Found] | None = None
    """None: nobody has searched."""
    broken: list[str] = field(default_factory=list)
    """What kept the run from going on, in plain lines."""

    @property
    def case(self) -> dict[str, Any]:
        """The one case; empty when there is none."""
        return self.cases[-1] if self.cases else {}

    @property
    def receipts(self) -> list[PrintedPiece]:
        """The papers that name the case and are not voided."""
        number = self.case.get("case_no", "")
        return [
            one
            for one in self.papers
            # A long number stands in two rows.
            if number and number in "".join(one.text.split()) and VOID not in one.text
        ]

    @property
    def receipt(self) -> PrintedPiece | None:
        """The last of them."""
        return self.receipts[-1] if self.receipts else None

    @property
    def rating_stars(self) -> int:
        """As the backend keeps them; 0 = not rated."""
        return int((self.case.get("rating") or {}).get("stars", 0))

    def problems(self) -> list[str]:
        """Everything that does not hold, in plain lines; empty when all does."""
        found = [*self.broken, *self._unfinished()]
        found += [*_of_case(self.cases), *self._of_rating(), *self._of_receipt()]
        found += self._of_faults()
        if self.residue is None:
            found.append("nobody has searched for what stayed on disk")
        else:
            found += [str(one) for one in self.residue]
        return [f"{self.orientation}: {line}" for line in found]

    def _unfinished(self) -> list[str]:
        return [] if self.finished else ["the journey did not come to its end"]

    def _of_rating(self) -> list[str]:
        if self.rating_stars == self.stars_given:
            return []
        return [f"{self.stars_given} stars were given, the backend has {self.rating_stars}"]

    def _of_faults(self) -> list[str]:
        if self.faults_made in (None, self.faults_reported):
            return []
        return [f"{self.faults_reported} faults were reported instead of {self.faults_made}"]

    def _of_receipt(self) -> list[str]:
        receipt, case = self.receipt, self.case
        if receipt is None:
            return ["no paper names the case"]
        checks = {
            f"{len(self.receipts)} receipts name the case": len(self.receipts) == 1,
            "the receipt was not cut": receipt.cut is not None,
            "the receipt does not show the query code": case.get("query_code", "?")
            in receipt.text.replace(" ", ""),
            "the receipt's QR does not lead to the case": self._qr_fits(),
            f"the printer did not know {receipt.unknown_commands}": not receipt.unknown_commands,
            f"characters are missing on paper: {receipt.missing_characters}": (
                not receipt.missing_characters
            ),
        }
        return [problem for problem, holds in checks.items() if not holds]

    def _qr_fits(self) -> bool:
        url, number = str(self.case.get("query_url", "")), str(self.case.get("case_no", ""))
        return bool(url and number) and self.qr.startswith(url) and number in self.qr

    def summary(self) -> dict[str, Any]:
        """As in summary.json."""
        problems = self.problems()
        return {
            "ok": not problems,
            "case_number": self.case.get("case_no", ""),
            "steps": self.steps,
            "backend_case": self.case,
            "rating_stars": self.rating_stars,
            "receipt_text": self.receipt.text if self.receipt else "",
            "receipt_qr": self.qr,
            "residue": sorted({str(one.path) for one in self.residue or ()}),
            "pictures": self.pictures,
            "problems": problems,
        }


def _of_case(cases: list[dict[str, Any]]) -> list[str]:
    if len(cases) != 1:
        return [f"the backend has {len(cases)} cases instead of one"]
    case = cases[0]
    kept = {one["code"] for one in case.get("materials", ())}
    checks = {
        f"the case is {case.get('state')!r}, not accepted": case.get("state") == "accepted",
        "the case has no promised date": bool(case.get("promised_date")),
        "the backend has no signature": "_signature" in kept,
        "the backend has no photographed page": bool(kept - {"_signature"}),
        "the backend has no phone number": "phone" in case.get("form_fields", ()),
    }
    return [problem for problem, holds in checks.items() if not holds]


def summarise(runs: Mapping[str, Run]) -> dict[str, Any]:
    """The whole tour: at the top the first run's (portrait's), then every run's own."""
    own = {name: run.summary() for name, run in runs.items()}
    first = next(iter(own.values()))
    problems = [line for one in own.values() for line in one["problems"]]
    steps = [step for one in own.values() for step in one["steps"]]
    return {**first, "ok": not problems, "steps": steps, "problems": problems, "runs": own}


def read_qr(png: bytes) -> str:
    """The QR code in a picture; empty when none can be read."""
    codes = zxingcpp.read_barcodes(Image.open(io.BytesIO(png)))
    return codes[0].text if codes else ""
