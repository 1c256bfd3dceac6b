"""Tables of the terminal's database. Append a migration to change them; never edit one."""

from __future__ import annotations

MIGRATIONS: tuple[str, ...] = (
    # 1. The outbox (see kiosk.onenetwork.outbox) and the audit trail. `sealed` is encrypted and
    # becomes NULL when the job is done; every other column is free of personal data. Times are
    # Unix seconds.
    """
    CREATE TABLE submission (
        ref TEXT PRIMARY KEY,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'refused')),
        created_at REAL NOT NULL,
        ended_at REAL,
        steps_done INTEGER NOT NULL DEFAULT 0,
        case_no TEXT,
        sealed BLOB
    );
    CREATE INDEX submission_state ON submission (state, created_at);
    CREATE TABLE rating (
        ref TEXT PRIMARY KEY,
        created_at REAL NOT NULL,
        sealed BLOB NOT NULL
    );
    CREATE TABLE audit (
        seq INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        event TEXT NOT NULL,
        subject TEXT NOT NULL,
        digest TEXT NOT NULL
    );
    CREATE TRIGGER audit_not_changed BEFORE UPDATE ON audit
        BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
    CREATE TRIGGER audit_not_deleted BEFORE DELETE ON audit
        BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
    """,
)
