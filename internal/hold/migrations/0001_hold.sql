-- +goose Up
-- A reply that is sent at send_at. The text is here while its state is held, and nowhere else. for_person and asked_by are whose request it answers.
CREATE TABLE hold_message (
  id          text PRIMARY KEY,
  case_id     text NOT NULL,
  case_number text NOT NULL,
  person_id   text NOT NULL,
  for_person  text NOT NULL,
  asked_by    text NOT NULL,
  state       text NOT NULL,
  body        text NOT NULL,
  seen        text NOT NULL,
  closes      boolean NOT NULL,
  outcome     text NOT NULL,
  cause       text NOT NULL,
  cause_text  text NOT NULL,
  handed_to   text NOT NULL,
  held_at     timestamptz NOT NULL,
  send_at     timestamptz NOT NULL
);
CREATE UNIQUE INDEX hold_message_held ON hold_message (case_id, person_id) WHERE state = 'held';
CREATE INDEX hold_message_person ON hold_message (person_id);
CREATE INDEX hold_message_for ON hold_message (for_person);
CREATE INDEX hold_message_asked ON hold_message (asked_by);
