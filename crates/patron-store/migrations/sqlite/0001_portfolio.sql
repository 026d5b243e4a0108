-- Settings, mappings, batches, runs and documents of one portfolio.
-- Times: microseconds since 1970-01-01 UTC. Days: days since 1970-01-01. Structured values: JSON text.

CREATE TABLE settings (
    key   TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
);

CREATE TABLE mappings (
    ledger_table TEXT NOT NULL,
    shape        TEXT NOT NULL,
    value        TEXT NOT NULL,
    PRIMARY KEY (ledger_table, shape)
);

CREATE TABLE ledger (
    one      INTEGER PRIMARY KEY NOT NULL CHECK (one = 1),
    revision INTEGER NOT NULL
);
INSERT INTO ledger (one, revision) VALUES (1, 0);

CREATE TABLE batches (
    id            TEXT PRIMARY KEY NOT NULL,
    ledger_table  TEXT NOT NULL,
    created_at_us INTEGER NOT NULL,
    state         TEXT NOT NULL CHECK (state IN ('live', 'undone')),
    report        TEXT NOT NULL
);

CREATE TABLE batch_contents (
    batch_id TEXT NOT NULL REFERENCES batches (id),
    position INTEGER NOT NULL,
    hash     TEXT NOT NULL,
    PRIMARY KEY (batch_id, position)
);

CREATE TABLE batch_files (
    path     TEXT PRIMARY KEY NOT NULL,
    batch_id TEXT NOT NULL REFERENCES batches (id),
    row_count INTEGER NOT NULL,
    min_day  INTEGER,
    max_day  INTEGER,
    bytes    INTEGER NOT NULL
);
CREATE INDEX batch_files_by_batch ON batch_files (batch_id);

CREATE TABLE runs (
    id              TEXT PRIMARY KEY NOT NULL,
    as_of_day       INTEGER NOT NULL,
    created_at_us   INTEGER NOT NULL,
    ledger_revision INTEGER NOT NULL,
    head            TEXT NOT NULL,
    config          TEXT NOT NULL,
    parameters      TEXT NOT NULL,
    catalogue       TEXT NOT NULL,
    path            TEXT NOT NULL
);

CREATE TABLE documents (
    kind  TEXT NOT NULL,
    id    TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (kind, id)
);
