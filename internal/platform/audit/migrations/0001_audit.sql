-- +goose Up
CREATE TABLE audit_subject (
  key       text PRIMARY KEY,
  person_id text NOT NULL UNIQUE
);

CREATE TABLE audit_entry (
  id      text PRIMARY KEY,
  at      timestamptz NOT NULL,
  actor   text NOT NULL,
  task    text NOT NULL,
  face    text NOT NULL,
  action  text NOT NULL,
  kind    text NOT NULL,
  object  text NOT NULL,
  subject text NOT NULL,
  team    text NOT NULL,
  opening boolean NOT NULL,
  mac     text NOT NULL,
  seq     bigint,
  prev    text
);
CREATE INDEX audit_entry_subject ON audit_entry (subject, opening, id);
CREATE INDEX audit_entry_object ON audit_entry (kind, object, id);
