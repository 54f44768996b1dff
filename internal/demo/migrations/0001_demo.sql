-- +goose Up
CREATE TABLE demo_situation (
  key    text PRIMARY KEY,
  number text NOT NULL
);
CREATE TABLE demo_made (
  seed bigint NOT NULL,
  at   timestamptz NOT NULL
);
