-- +goose Up
-- What a letter rests on, so that it is seen when that is changed later: the version of the decision and of the calculation that it tells of, '' for none.
ALTER TABLE letters_letter ADD COLUMN decision_id text NOT NULL DEFAULT '';
ALTER TABLE letters_letter ADD COLUMN calculation_version text NOT NULL DEFAULT '';
