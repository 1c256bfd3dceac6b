"""复印: a card on one page, a page, several pages; within a quota of pages a visit."""
