-- +goose Up
-- link holds the entry and everything before it; the index on objects served no question.
ALTER TABLE audit_entry RENAME COLUMN prev TO link;
CREATE UNIQUE INDEX audit_entry_seq ON audit_entry (seq) WHERE seq IS NOT NULL;
CREATE INDEX audit_entry_unsealed ON audit_entry (id) WHERE seq IS NULL;
CREATE INDEX audit_entry_record ON audit_entry (subject, at, id);
DROP INDEX audit_entry_object;
