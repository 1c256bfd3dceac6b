"""I/O boards (控制板): guide lights, loudspeaker, presence, door and tamper switches."""
