"""The name for what Kivy hands over without types: property options, touches, questions."""

from typing import Any

Untyped = Any
