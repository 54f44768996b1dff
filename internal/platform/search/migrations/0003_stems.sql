-- +goose Up
-- A word is found by its stems in every language, and no longer in those of the texts that happened to have it: what somebody found told of texts that they may not read. All texts are taken in anew
-- from their sources, a few at a time. They are found meanwhile as they are written, and so is what was misspelt.
DELETE FROM search_word WHERE langs <> 0;
INSERT INTO search_state (name, value) VALUES ('rebuild', '') ON CONFLICT (name) DO UPDATE SET value = '';
UPDATE search_state SET value = CAST(CAST(value AS bigint) + 1 AS text) WHERE name = 'epoch'; -- no process takes for written what was deleted
