"""One journey of each family beside the main one: on the real window, with real presses.

A family begins at the resting screen and ends there; what it prints is rendered beside its
pictures.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from simulators.remote import Panel
from simulators.tour.citizen import Citizen
from simulators.tour.families.bundle import bundle
from simulators.tour.families.cases import cases
from simulators.tour.families.certificate import certificate
from simulators.tour.families.company import company
from simulators.tour.families.copy import copy
from simulators.tour.families.depth import depth
from simulators.tour.families.find import find
from simulators.tour.families.hall import hall
from simulators.tour.families.identity import identity
from simulators.tour.families.region import region
from simulators.tour.families.take_along import take_along
from simulators.tour.families.technician import technician
from simulators.tour.families.voices import voices

Family = Callable[[Citizen, Panel], None]

FAMILIES: Final[dict[str, Family]] = {
    "bundle": bundle,
    "cases": cases,
    "certificate": certificate,
    "company": company,
    "depth": depth,
    "find": find,
    "hall": hall,
    "identity": identity,
    "region": region,
    "take_along": take_along,
    "technician": technician,
    "voices": voices,
    "copy": copy,
}
"""By name; raises NotSeenError where it does not go on."""
