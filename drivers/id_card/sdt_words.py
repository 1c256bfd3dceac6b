"""What the status words of a reader mean, and whose trouble they are.

Source: the SW3 table of the SAM/SDT serial protocol (GA 467).
"""

from __future__ import annotations

from typing import Final

from drivers.driver import DeviceFault, Offline
from drivers.id_card.sdt_frames import Answer, Command, Word

MEANINGS: Final = {
    Word.BAD_CHECKSUM: "our question reached the reader damaged",
    Word.BAD_LENGTH: "our question reached the reader with a wrong length",
    Word.BAD_COMMAND: "the reader does not know this command",
    Word.NO_RIGHT: "the security module has no right to do this; its maker must authorise it",
    Word.UNKNOWN_FAILURE: "the reader failed and does not say why",
    Word.SAM_NOT_AUTHENTICATED: "the card does not accept the security module",
    Word.CARD_NOT_AUTHENTICATED: "the security module does not accept the card: is it genuine?",
    Word.INFO_NOT_VERIFIED: "what stands on the card does not agree with its signature",
    Word.FINGERPRINT_NOT_VERIFIED: "the card's fingerprints do not agree with their signature",
    Word.INFO_BAD_LENGTH: "what stands on the card has a wrong length",
    Word.CARD_TYPE: "it is no identity card, or of a kind this reader does not know",
    Word.READ_FAILED: "the card refuses to be read: moved, or damaged?",
    Word.RANDOM_FAILED: "the security module cannot draw random numbers; it has to be replaced",
    Word.SELF_TEST_FAILED: "the reader's self-test failed; switch it off and on, or replace it",
    Word.SAM_NOT_AUTHORISED: "the security module is not authorised; its maker must do so",
    Word.FIND_FAILED: "no card lies there",
    Word.SELECT_FAILED: "the card cannot be selected: moved?",
    Word.NO_SUCH_ITEM: "the card has no such content",
    Word.OK: "done",
    Word.FOUND: "a card lies there",
}
OF_THE_MODULE: Final = frozenset(
    {Word.NO_RIGHT, Word.RANDOM_FAILED, Word.SELF_TEST_FAILED, Word.SAM_NOT_AUTHORISED}
)
"""The reader itself is unusable, whatever card lies there."""


def meaning(word: Word) -> str:
    """A status word for the technician."""
    return f"{MEANINGS[word]} (SW {word:02X})"


def heed(command: Command, answer: Answer) -> Answer:
    """The answer, unless it says that the reader itself is unusable.

    Raises:
        DeviceFault: its security module is broken or has no right.
        Offline: it does not know a command that every such reader has.
    """
    if answer.word in OF_THE_MODULE:
        raise DeviceFault(meaning(answer.word))
    if answer.word is Word.BAD_COMMAND and command is not Command.READ_WITH_PRINTS:
        raise Offline(f"{meaning(answer.word)}: is it a SAM/SDT reader?")
    return answer
