-- +goose Up
-- What somebody changed about the keys of the desk, as package keyboard writes it.
ALTER TABLE people_person ADD COLUMN key_map text NOT NULL DEFAULT '';
