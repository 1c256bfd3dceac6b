"""Reading aloud (朗读): what is said, to whom it may be said, and the voice that says it.

    reading.py    the pieces on the glass -> utterances, in reading order
    reader.py     when to speak and when to be silent; speed, volume, headphones
    keys.py       the keypad's keys for it
    voice.py      a thread that hands utterances to the speaking process
    speaker.py    that process: espeak-ng and the sound card, or a recorder

How a test or a robot listens: docs/accessibility.md.
"""
