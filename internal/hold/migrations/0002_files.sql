-- +goose Up
-- A file that goes out with a text that is not sent yet. place is where that text is: a reply that is held, the field of its writer, or what is written together. person_id is who attached it;
-- for_person and asked_by are whose request the text answers.
CREATE TABLE hold_file (
  file_id    text PRIMARY KEY,
  place      text NOT NULL,
  person_id  text NOT NULL,
  for_person text NOT NULL,
  asked_by   text NOT NULL,
  kept_at    timestamptz NOT NULL
);
CREATE INDEX hold_file_place ON hold_file (place);
CREATE INDEX hold_file_person ON hold_file (person_id);
CREATE INDEX hold_file_for ON hold_file (for_person);
CREATE INDEX hold_file_asked ON hold_file (asked_by);
