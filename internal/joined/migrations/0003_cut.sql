-- +goose Up
-- A message that became the beginning of a case of its own, as a copy there.
CREATE TABLE joined_cut (
  entry_id text PRIMARY KEY,
  from_id  text NOT NULL,
  case_id  text NOT NULL,
  copy_id  text NOT NULL,
  cut_at   timestamptz NOT NULL
);
CREATE INDEX joined_cut_from ON joined_cut (from_id);
CREATE INDEX joined_cut_case ON joined_cut (case_id);
