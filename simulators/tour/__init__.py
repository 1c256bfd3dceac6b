"""`make tour`: a robot hand does the whole journey on the real window, in both orientations."""
