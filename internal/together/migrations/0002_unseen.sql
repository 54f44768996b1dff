-- +goose Up
-- Who does not want colleagues to see when they read a case.
CREATE TABLE together_unseen (
  person_id text PRIMARY KEY
);
