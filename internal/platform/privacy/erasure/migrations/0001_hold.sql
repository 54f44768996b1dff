-- +goose Up
-- What is kept about a person under a hold is not erased. A hold that was lifted stays, to say that it was there.
CREATE TABLE privacy_hold (
  id        text PRIMARY KEY,
  person_id text NOT NULL,
  reason    text NOT NULL,
  placed_by text,
  placed_at timestamptz NOT NULL,
  lifted_by text,
  lifted_at timestamptz
);
CREATE INDEX privacy_hold_person ON privacy_hold (person_id);
