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

CREATE TABLE IF NOT EXISTS terminals (
    terminal TEXT PRIMARY KEY, secret TEXT NOT NULL, hardware TEXT NOT NULL, version TEXT NOT NULL,
    devices TEXT NOT NULL, activated_at TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS heartbeats (
    terminal TEXT PRIMARY KEY, report TEXT NOT NULL, heard_at TEXT NOT NULL, beats INTEGER NOT NULL
);
-- The longest audit trail heard of; contradicted_at: one that cannot be its beginning came later.
CREATE TABLE IF NOT EXISTS audit_heads (
    terminal TEXT PRIMARY KEY, entries INTEGER NOT NULL, digest TEXT NOT NULL,
    heard_at TEXT NOT NULL, contradicted_at TEXT
);
CREATE TABLE IF NOT EXISTS events (
    terminal TEXT, event_id TEXT, event TEXT NOT NULL, PRIMARY KEY (terminal, event_id)
);
CREATE TABLE IF NOT EXISTS fault_reports (
    id INTEGER PRIMARY KEY, terminal TEXT NOT NULL, device TEXT NOT NULL, health TEXT NOT NULL,
    detail TEXT NOT NULL, help_code TEXT NOT NULL, occurred_at TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS sessions (
    token TEXT PRIMARY KEY, terminal TEXT NOT NULL, person_ref TEXT NOT NULL,
    assurance INTEGER NOT NULL, expires_at TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS assertions (
    assertion TEXT PRIMARY KEY, terminal TEXT NOT NULL, person_ref TEXT NOT NULL,
    assurance INTEGER NOT NULL, expires_at TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS persons (
    person_ref TEXT PRIMARY KEY, name TEXT NOT NULL, id_number TEXT NOT NULL,
    card_kind TEXT NOT NULL
);
-- What stands behind one: an ID number, a licence's id, a credit code.
CREATE TABLE IF NOT EXISTS phone_codes (
    code TEXT PRIMARY KEY, kind TEXT NOT NULL, meant TEXT NOT NULL, expires_at TEXT NOT NULL,
    used INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS licences (
    id INTEGER PRIMARY KEY, person_ref TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,
    holder TEXT NOT NULL, number TEXT NOT NULL, issuer TEXT NOT NULL, issued_on TEXT NOT NULL,
    valid_to TEXT, revoked INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS licences_by_person ON licences (person_ref);
CREATE TABLE IF NOT EXISTS authorisations (
    id INTEGER PRIMARY KEY, licence INTEGER, page INTEGER, item_code TEXT NOT NULL,
    purpose TEXT NOT NULL, person_ref TEXT, terminal TEXT NOT NULL, expires_at TEXT NOT NULL,
    case_no TEXT
);
-- What may be used again in another case; without a case_no from before this book was begun.
CREATE TABLE IF NOT EXISTS pages (
    id INTEGER PRIMARY KEY, person_ref TEXT NOT NULL, code TEXT NOT NULL, item_code TEXT NOT NULL,
    case_no TEXT, handed_in TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS pages_by_person ON pages (person_ref);

CREATE TABLE IF NOT EXISTS cases (
    id INTEGER PRIMARY KEY, case_no TEXT UNIQUE, query_code TEXT UNIQUE, state TEXT NOT NULL,
    item_code TEXT NOT NULL, terminal TEXT NOT NULL, terminal_case_ref TEXT NOT NULL,
    person_ref TEXT NOT NULL, applicant TEXT NOT NULL, form TEXT NOT NULL, channel TEXT NOT NULL,
    application TEXT NOT NULL, occurred_at TEXT NOT NULL, created_at TEXT NOT NULL,
    declaration TEXT, signed_at TEXT, submitted_at TEXT, accepted_at TEXT, promised_date TEXT,
    statutory_date TEXT, estimated INTEGER NOT NULL DEFAULT 0, came_from TEXT, suspended TEXT,
    decision TEXT, result TEXT
);
CREATE INDEX IF NOT EXISTS cases_by_ref ON cases (terminal, terminal_case_ref);
CREATE INDEX IF NOT EXISTS cases_by_person ON cases (person_ref);
CREATE TABLE IF NOT EXISTS case_steps (
    id INTEGER PRIMARY KEY, case_no TEXT NOT NULL, state TEXT NOT NULL, at TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS steps_by_case ON case_steps (case_no);
CREATE TABLE IF NOT EXISTS materials (
    case_no TEXT, code TEXT, size INTEGER NOT NULL, sha256 TEXT NOT NULL,
    PRIMARY KEY (case_no, code)
);
CREATE TABLE IF NOT EXISTS notices (
    id INTEGER PRIMARY KEY, case_no TEXT NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL,
    document_no TEXT NOT NULL, issued_at TEXT NOT NULL, reasons TEXT NOT NULL,
    remedies TEXT NOT NULL, defects TEXT NOT NULL, answer_by TEXT, print INTEGER
);
CREATE INDEX IF NOT EXISTS notices_by_case ON notices (case_no);

CREATE TABLE IF NOT EXISTS prints (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, title TEXT NOT NULL, item_code TEXT NOT NULL,
    case_no TEXT, person_ref TEXT, paper TEXT NOT NULL, verification_code TEXT UNIQUE,
    pick_up_code TEXT UNIQUE, ready_at TEXT NOT NULL, good_until TEXT, state TEXT NOT NULL,
    pages_printed INTEGER NOT NULL DEFAULT 0, copies INTEGER NOT NULL DEFAULT 0, pdf BLOB,
    pages INTEGER
);
CREATE INDEX IF NOT EXISTS prints_by_person ON prints (person_ref);

CREATE TABLE IF NOT EXISTS appointments (
    id INTEGER PRIMARY KEY, code TEXT NOT NULL, state TEXT NOT NULL, item_code TEXT NOT NULL,
    slot_id TEXT NOT NULL, starts_at TEXT NOT NULL, ends_at TEXT NOT NULL,
    person_ref TEXT NOT NULL, ticket INTEGER
);
CREATE INDEX IF NOT EXISTS appointments_by_slot ON appointments (slot_id);
CREATE TABLE IF NOT EXISTS tickets (
    id INTEGER PRIMARY KEY, number TEXT NOT NULL, item_code TEXT NOT NULL, queue TEXT NOT NULL,
    rank INTEGER NOT NULL, state TEXT NOT NULL, priority TEXT NOT NULL, window TEXT NOT NULL,
    appointment INTEGER, day TEXT NOT NULL, issued_at TEXT NOT NULL, called_at TEXT
);
CREATE INDEX IF NOT EXISTS tickets_by_queue ON tickets (queue, day, state);

CREATE TABLE IF NOT EXISTS ratings (
    id INTEGER PRIMARY KEY, case_no TEXT NOT NULL, round TEXT NOT NULL, stars INTEGER NOT NULL,
    reasons TEXT NOT NULL, words TEXT NOT NULL, named INTEGER NOT NULL, channel TEXT NOT NULL,
    rated_at TEXT NOT NULL, answer_by TEXT, reply TEXT, UNIQUE (case_no, round)
);
CREATE TABLE IF NOT EXISTS help_calls (
    id INTEGER PRIMARY KEY, terminal TEXT NOT NULL, kind TEXT NOT NULL, place TEXT NOT NULL,
    code TEXT NOT NULL, item_code TEXT, words TEXT NOT NULL, state TEXT NOT NULL,
    owner TEXT NOT NULL, called_at TEXT NOT NULL, closed_at TEXT, outcome TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS feedback (
    id INTEGER PRIMARY KEY, query_code TEXT UNIQUE NOT NULL, terminal TEXT NOT NULL,
    kind TEXT NOT NULL, words TEXT NOT NULL, item_code TEXT, case_no TEXT, phone TEXT NOT NULL,
    state TEXT NOT NULL, owner TEXT NOT NULL, answer_by TEXT NOT NULL, received_at TEXT NOT NULL,
    reply TEXT
);
