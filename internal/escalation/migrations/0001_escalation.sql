-- +goose Up
-- What was done about a promise at a share of its minutes, or at a change of its calendar: each once.
CREATE TABLE escalation_told (
  about_id    text NOT NULL,
  what        text NOT NULL,
  case_id     text NOT NULL,
  case_number text NOT NULL,
  told_at     timestamptz NOT NULL,
  told_person text,
  PRIMARY KEY (about_id, what)
);
CREATE INDEX escalation_told_case ON escalation_told (case_id);
CREATE INDEX escalation_told_person ON escalation_told (told_person, what);
