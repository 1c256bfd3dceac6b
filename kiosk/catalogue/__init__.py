"""Service items (事项): the model, the signed snapshot, finding one, working days."""
