-- What people decided, entry by entry; nothing is ever changed or removed.

CREATE TABLE journal (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    kind     TEXT NOT NULL,
    subject  TEXT NOT NULL,
    at_us    INTEGER NOT NULL,
    who      TEXT NOT NULL,
    why      TEXT NOT NULL,
    value    TEXT NOT NULL
);
CREATE INDEX journal_by_subject ON journal (kind, subject, sequence);
