-- +goose Up
-- What is needed from the one for whom a case waits, in the words that they read.
ALTER TABLE desk_case ADD COLUMN waiting_needed text NOT NULL DEFAULT '';
