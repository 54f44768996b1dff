-- +goose Up
-- What a draft of a request holds in the fields of its service, by key, as JSON; '' is nothing.
ALTER TABLE desk_draft ADD COLUMN given text NOT NULL DEFAULT '';
