"""Kivy: what people see and touch."""
