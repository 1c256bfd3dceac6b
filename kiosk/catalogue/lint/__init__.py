"""Rules a catalogue must keep: the policy documents' (S…) and the standards' (C…), by number."""
