-- +goose Up
-- Who is told that cases were given to them, until a day after they were told. event names what happened, once.
CREATE TABLE follow_given (
  event       text PRIMARY KEY,
  case_id     text NOT NULL,
  case_number text NOT NULL,
  person_id   text NOT NULL,
  at          timestamptz NOT NULL,
  due_at      timestamptz NOT NULL,
  told_at     timestamptz
);
CREATE INDEX follow_given_due ON follow_given (told_at, due_at);
CREATE INDEX follow_given_person ON follow_given (person_id);
