"""Rating pads (评价器)."""
