"""Names of an application's steps: where one is led to mend something."""

from __future__ import annotations

from typing import Final

PARTS_STEP: Final = "parts"
REGION_STEP: Final = "region"
COMPANY_STEP: Final = "company"
SITUATION_STEP: Final = "situation"
FORM_STEP: Final = "form"
LICENCE_STEP: Final = "licences"
EARLIER_STEP: Final = "earlier pages"
COMMITMENT_STEP: Final = "commitment"
AT_HAND_STEP: Final = "at hand"
MATERIAL_STEP: Final = "material:"
"""With the material's code behind it."""
WAY_STEP: Final = "delivery"
ADDRESS_STEP: Final = "delivery address"
AGENT_STEP: Final = "agent"
PLEDGE_STEP: Final = "pledge"
REVIEW_STEP: Final = "review"
