-- +goose Up
-- The version with which a text began: it tells one from the next.
ALTER TABLE together_draft ADD COLUMN began bigint NOT NULL DEFAULT 0;
