-- +goose Up
-- mac ties a key to its person; Guard fills it in once for rows from before. audit_gone holds what erasures leave:
-- a keyed hash of each key whose row they removed, and one of its person.
ALTER TABLE audit_subject ADD COLUMN mac text NOT NULL DEFAULT '';
CREATE TABLE audit_gone (
  mac text PRIMARY KEY
);
