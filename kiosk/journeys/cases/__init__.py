"""My cases (我的办件): how far they are, what one can do about them, and the papers of them."""
