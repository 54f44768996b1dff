-- +goose Up
-- A case that is put away until a moment: it is not in the list of the person who works on it. by_person is who put it away.
CREATE TABLE snooze_case (
  case_id     text NOT NULL,
  case_number text NOT NULL,
  person_id   text NOT NULL,
  by_person   text NOT NULL,
  until_at    timestamptz NOT NULL,
  set_at      timestamptz NOT NULL,
  PRIMARY KEY (case_id, person_id)
);
CREATE INDEX snooze_case_person ON snooze_case (person_id, until_at);
