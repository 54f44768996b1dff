-- +goose Up
-- Who called about a service in a month, but not how often nor what came of it: of a month in which few people called, nothing is published, because its figures would be theirs.
CREATE TABLE callback_caller (
  service_id text NOT NULL,
  from_at    timestamptz NOT NULL,
  to_at      timestamptz NOT NULL,
  person_id  text NOT NULL,
  PRIMARY KEY (service_id, from_at, person_id)
);
CREATE INDEX callback_caller_person ON callback_caller (person_id);
CREATE INDEX callback_caller_to ON callback_caller (to_at);
