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
    # 2. What a technician asks of the outbox; ages that no clock can change (see
    # kiosk.storage.lifetime: columns named *_lived are seconds of it, created_at and tried_at stay
    # Unix seconds, for people); entries of the audit trail are signed. No trail without signatures
    # was ever released.
    """
    ALTER TABLE submission ADD COLUMN stored_lived REAL NOT NULL DEFAULT 0;
    ALTER TABLE submission ADD COLUMN ended_lived REAL;
    ALTER TABLE submission ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE submission ADD COLUMN tried_at REAL;
    ALTER TABLE submission ADD COLUMN problem TEXT NOT NULL DEFAULT '';
    ALTER TABLE submission ADD COLUMN reported INTEGER NOT NULL DEFAULT 0;
    UPDATE submission SET ended_lived = 0 WHERE ended_at IS NOT NULL;
    DROP INDEX submission_state;
    CREATE INDEX submission_state ON submission (state, stored_lived);
    CREATE TABLE lifetime (seconds REAL NOT NULL, wall REAL NOT NULL);
    INSERT INTO lifetime VALUES (0, CAST(strftime('%s', 'now') AS REAL));
    DROP TABLE audit;
    CREATE TABLE audit (
        seq INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        event TEXT NOT NULL,
        subject TEXT NOT NULL,
        digest TEXT NOT NULL,
        signature BLOB NOT NULL
    );
    CREATE TRIGGER audit_not_changed BEFORE UPDATE ON audit
        BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
    CREATE TRIGGER audit_not_deleted BEFORE DELETE ON audit
        BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
    """,
    # 3. What people tell the platform (反映). Once it is sent, `query_code` is there and `sealed`
    # is NULL: whoever holds the slip of this terminal still finds the reply by it.
    """
    CREATE TABLE letter (
        ref TEXT PRIMARY KEY,
        created_at REAL NOT NULL,
        stored_lived REAL NOT NULL,
        query_code TEXT,
        sealed BLOB
    );
    """,
    # 4. What came out of the A4 printer, until the platform has heard of it.
    """
    CREATE TABLE print_report (
        key TEXT PRIMARY KEY,
        print_id TEXT NOT NULL,
        report TEXT NOT NULL
    );
    """,
    # 5. The diary (see kiosk.onenetwork.diary) and what is remembered over a restart (see
    # kiosk.storage.memory). Nothing in them is personal.
    """
    CREATE TABLE event (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        event_id TEXT NOT NULL UNIQUE,
        body TEXT NOT NULL
    );
    CREATE TABLE memory (name TEXT PRIMARY KEY, value TEXT NOT NULL);
    """,
)
