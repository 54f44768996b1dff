-- +goose Up
-- Two cases of which somebody of HR said that they are not the same; the id of the first is the smaller one. Who said so is in the record alone.
CREATE TABLE joined_distinct (
  case_id  text NOT NULL,
  other_id text NOT NULL,
  said_at  timestamptz NOT NULL,
  PRIMARY KEY (case_id, other_id),
  CHECK (case_id < other_id)
);
CREATE INDEX joined_distinct_other ON joined_distinct (other_id);
