-- +goose Up
-- For how many seconds a reply of HR can be undone after it was sent; 0: not at all.
ALTER TABLE people_person ADD COLUMN undo_seconds bigint NOT NULL DEFAULT 10;
