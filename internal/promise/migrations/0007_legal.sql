-- +goose Up
-- A time that a law gives: the name of the law as people write it, and how many days or months it is counted in.
ALTER TABLE promise_promise ADD COLUMN law text NOT NULL DEFAULT '';
ALTER TABLE promise_promise ADD COLUMN law_count bigint NOT NULL DEFAULT 0;
ALTER TABLE promise_promise ADD COLUMN law_unit text NOT NULL DEFAULT '';
