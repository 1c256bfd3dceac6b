"""How a citizen proves who they are in most families: consent, and the identity card."""

from __future__ import annotations

from simulators.remote import Panel
from simulators.tour.citizen import Citizen


def show_card(citizen: Citizen, panel: Panel, person: str) -> None:
    """From the consent to the card on the reader; what comes next is the journey's own."""
    citizen.see("Consent")
    citizen.picture("consent")
    citizen.press("同意")
    citizen.see("PlaceCard")
    panel.place_card(person)
