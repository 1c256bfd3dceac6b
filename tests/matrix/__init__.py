"""The fault matrix: every device × every fault, with real device processes under a real hub."""
