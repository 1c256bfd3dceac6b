"""What stands in for the voice, and hears what it would say."""

from __future__ import annotations

from screens.speech.utterance import Utterance
from tests.screens.shell import Shell


class Ear:
    """Keeps what the voice was given, and when it was told to be silent."""

    def __init__(self) -> None:
        self.said: list[Utterance] = []
        self.hushes = 0
        self.pace: list[tuple[int, int]] = []

    def say(self, utterance: Utterance, rate: int, volume: int) -> None:
        """Keep it."""
        self.said.append(utterance)
        self.pace.append((rate, volume))

    def hush(self) -> None:
        """Count it."""
        self.hushes += 1

    @property
    def words(self) -> list[str]:
        """Since the last time."""
        words = [one.text for one in self.said]
        self.said.clear()
        return words


def heard(shell: Shell, ear: Ear) -> list[str]:
    """All that is read of what stands there now."""
    assert shell.driver.until(lambda: shell.app.reader._due is None)
    return ear.words
