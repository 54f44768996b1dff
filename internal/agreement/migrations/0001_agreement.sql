-- +goose Up
-- Entries are ended, never changed or removed: the register shows what was allowed when.
CREATE TABLE agreement_entry (
  id          text PRIMARY KEY,
  subject     text NOT NULL,
  agreed_with text NOT NULL CHECK (agreed_with <> ''),
  legal_basis text NOT NULL CHECK (legal_basis <> ''),
  purpose     text NOT NULL CHECK (purpose <> ''),
  starts      text NOT NULL,
  ends        text NOT NULL CHECK (ends > starts),
  entered_by  text,
  entered_at  timestamptz NOT NULL,
  ended_by    text,
  ended_at    timestamptz
);
CREATE INDEX agreement_entry_subject ON agreement_entry (subject, ends);
