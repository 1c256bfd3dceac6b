"""Who the citizen is: identity numbers, a card turned into a person, masking."""

from kiosk.identity.masking import mask_name, mask_phone, number_on_paper, number_on_screen
from kiosk.identity.person import CardProblem, Person

__all__ = [
    "CardProblem",
    "Person",
    "mask_name",
    "mask_phone",
    "number_on_paper",
    "number_on_screen",
]
