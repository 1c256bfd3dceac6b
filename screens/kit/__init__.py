"""The design kit: tokens, type, and the widgets every screen is made of."""
