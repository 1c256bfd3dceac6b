"""Words for people: where they are in the source, and their catalogues.

`make words` (python -m tests.words) brings the catalogues up to date with the source and compiles
them; what is then still without a translation is printed, and fails the tests.
"""
