-- The batches that a run read, as a JSON list of identifiers; null for runs stored before.

ALTER TABLE runs ADD COLUMN batches TEXT;
