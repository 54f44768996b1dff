-- +goose Up
-- When somebody was given a heavy case, or took one: each time, and also where it went on to somebody else since. What is older than a week is deleted.
CREATE TABLE routing_heavy (
  event     text PRIMARY KEY,
  person_id text NOT NULL,
  case_id   text NOT NULL,
  came_at   timestamptz NOT NULL
);
CREATE INDEX routing_heavy_person ON routing_heavy (person_id, came_at);
CREATE INDEX routing_heavy_came ON routing_heavy (came_at);
