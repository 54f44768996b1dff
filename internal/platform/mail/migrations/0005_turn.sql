-- +goose Up
-- Which server asks for a token by a refresh token now, under the name of what signs in. No other does so until then.
CREATE TABLE mail_turn (
  name       text PRIMARY KEY,
  holder     text NOT NULL,
  held_until timestamptz NOT NULL
);
