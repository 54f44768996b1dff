-- +goose Up
-- Whether a draft is of a note, which is not sent.
ALTER TABLE desk_draft ADD COLUMN internal boolean NOT NULL DEFAULT false;
