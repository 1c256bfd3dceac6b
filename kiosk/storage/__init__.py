"""What the terminal keeps on disk: one SQLite database, encryption at rest, the audit trail."""
