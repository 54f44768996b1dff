-- +goose Up
-- Whether a rule drew somebody's attention to a case (1), or a colleague mentioned them in a note (0).
ALTER TABLE follow_mention ADD COLUMN ruled bigint NOT NULL DEFAULT 0;
