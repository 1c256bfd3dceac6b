"""The technician at the terminal: who may, what they see, what they can do."""
