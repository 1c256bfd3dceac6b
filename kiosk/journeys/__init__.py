"""One coroutine per thing a citizen can do; each reads top to bottom like the procedure."""
