-- +goose Up
-- The answer takes the place of a call that the requester waits for.
ALTER TABLE hold_message ADD COLUMN instead_of_call boolean NOT NULL DEFAULT false;
