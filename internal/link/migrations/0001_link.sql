-- +goose Up
-- Two cases that belong together. Who said so is in the record alone.
CREATE TABLE link_link (
  id        text PRIMARY KEY,
  case_id   text NOT NULL,
  other_id  text NOT NULL,
  kind      text NOT NULL CHECK (kind IN ('same_cause', 'follows_from', 'belongs_to')),
  linked_at timestamptz NOT NULL,
  UNIQUE (case_id, other_id),
  CHECK (case_id <> other_id)
);
CREATE INDEX link_link_other ON link_link (other_id);
