-- +goose Up
-- What other systems told HR, so that twice is once: hashes of who and which, and what became of it. What they said stands in the case.
CREATE TABLE webhook_event (
  key    text PRIMARY KEY,
  print  text NOT NULL,
  number text NOT NULL,
  opened boolean NOT NULL,
  at     timestamptz NOT NULL
);
CREATE INDEX webhook_event_at ON webhook_event (at);
