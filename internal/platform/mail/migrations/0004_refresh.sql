-- +goose Up
-- The refresh token that came in the place of the one in the settings, sealed. configured is the digest of that one: once another is set, what is kept here is of no use.
CREATE TABLE mail_refresh (
  id         bigint PRIMARY KEY,
  configured text NOT NULL,
  token      bytea NOT NULL,
  kept_at    timestamptz NOT NULL
);
