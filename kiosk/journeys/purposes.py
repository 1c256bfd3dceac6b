"""What somebody who applies is asked to agree to: who gets what the card tells."""

from __future__ import annotations

from dataclasses import replace

from kiosk.journeys.draft import Draft
from kiosk.journeys.identify import Purpose, purpose_of
from kiosk.journeys.region import department
from kiosk.text import listed


def purpose(draft: Draft) -> Purpose:
    """Other parts of a bundle, or another region, are another purpose: other offices get it."""
    plain = purpose_of(draft.item)
    chosen = [one.code for one in draft.parts] + ([draft.region.code] if draft.region else [])
    if not chosen:
        return plain
    offices = [one.department for one in draft.parts] or [department(draft.item, draft.region)]
    return replace(
        plain,
        code="+".join((plain.code, *chosen)),
        shared_with=listed(dict.fromkeys(offices)),
    )
