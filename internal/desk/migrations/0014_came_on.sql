-- +goose Up
-- The day on which a request came in that HR wrote down later, such as a letter: '' where it came in when it was opened.
ALTER TABLE desk_case ADD COLUMN came_on text NOT NULL DEFAULT '';
