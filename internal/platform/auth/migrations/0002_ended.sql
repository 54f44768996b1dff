-- +goose Up
-- Sessions that were ended, until they would have ended anyway: a request that began before must not bring one back.
CREATE TABLE auth_ended (
  token text PRIMARY KEY,
  until timestamptz NOT NULL
);
