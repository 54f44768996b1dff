-- +goose Up
-- A case that is part of another one. Who joined them is in the record alone.
CREATE TABLE joined_part (
  part_id   text PRIMARY KEY,
  whole_id  text NOT NULL,
  joined_at timestamptz NOT NULL,
  CHECK (part_id <> whole_id)
);
CREATE INDEX joined_part_whole ON joined_part (whole_id);
-- What became of the promises of both, so that it can be undone.
CREATE TABLE joined_promise (
  part_id    text NOT NULL REFERENCES joined_part (part_id),
  promise_id text NOT NULL,
  moved      boolean NOT NULL,
  aside      text NOT NULL,
  PRIMARY KEY (part_id, promise_id)
);
