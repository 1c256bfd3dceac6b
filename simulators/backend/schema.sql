CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS nonces (
    terminal TEXT, nonce TEXT, used_at INTEGER NOT NULL, PRIMARY KEY (terminal, nonce)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS nonces_by_age ON nonces (used_at);
CREATE TABLE IF NOT EXISTS requests (
    method TEXT, path TEXT, idempotency_key TEXT, count INTEGER NOT NULL,
    PRIMARY KEY (method, path, idempotency_key)
);
CREATE TABLE IF NOT EXISTS answers (
    terminal TEXT, act TEXT, key TEXT, digest TEXT NOT NULL, status INTEGER NOT NULL,
    content_type TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY (terminal, act, key)
);
CREATE TABLE IF NOT EXISTS sessions (
    token TEXT PRIMARY KEY, terminal TEXT NOT NULL, person_ref TEXT NOT NULL,
    expires_at TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS assertions (
    assertion TEXT PRIMARY KEY, terminal TEXT NOT NULL, person_ref TEXT NOT NULL,
    expires_at TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS cases (
    id INTEGER PRIMARY KEY, case_no TEXT UNIQUE, query_code TEXT UNIQUE, state TEXT NOT NULL,
    item_code TEXT NOT NULL, terminal TEXT NOT NULL, terminal_case_ref TEXT NOT NULL,
    person_ref TEXT NOT NULL, applicant TEXT NOT NULL, form TEXT NOT NULL, channel TEXT NOT NULL,
    occurred_at TEXT NOT NULL, created_at TEXT NOT NULL, declaration TEXT, signed_at TEXT,
    submitted_at TEXT, accepted_at TEXT, promised_date TEXT, statutory_date TEXT,
    estimated INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS cases_by_ref ON cases (terminal, terminal_case_ref);
CREATE TABLE IF NOT EXISTS materials (
    case_no TEXT, code TEXT, size INTEGER NOT NULL, sha256 TEXT NOT NULL,
    PRIMARY KEY (case_no, code)
);
CREATE TABLE IF NOT EXISTS ratings (
    id INTEGER PRIMARY KEY, case_no TEXT UNIQUE NOT NULL, stars INTEGER NOT NULL,
    reasons TEXT NOT NULL, words TEXT NOT NULL, named INTEGER NOT NULL, channel TEXT NOT NULL,
    rated_at TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS help_calls (
    id INTEGER PRIMARY KEY, terminal TEXT NOT NULL, kind TEXT NOT NULL, place TEXT NOT NULL,
    code TEXT NOT NULL, called_at TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS heartbeats (
    terminal TEXT PRIMARY KEY, report TEXT NOT NULL, heard_at TEXT NOT NULL, beats INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS fault_reports (
    id INTEGER PRIMARY KEY, terminal TEXT NOT NULL, device TEXT NOT NULL, health TEXT NOT NULL,
    detail TEXT NOT NULL, help_code TEXT NOT NULL, occurred_at TEXT NOT NULL
);
