-- +goose Up
-- By how many more of law_unit a time that a law gives may still be prolonged: 0 where it may not, or was already.
ALTER TABLE promise_promise ADD COLUMN law_more bigint NOT NULL DEFAULT 0;
