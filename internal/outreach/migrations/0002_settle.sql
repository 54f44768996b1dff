-- +goose Up
-- Settling at once what nobody answered: whether it is not yet ('' for that), running or done, in whose name, and with which words, which are kept while it runs.
ALTER TABLE outreach_round ADD COLUMN settle text NOT NULL DEFAULT '';
ALTER TABLE outreach_round ADD COLUMN settle_by text NOT NULL DEFAULT '';
ALTER TABLE outreach_round ADD COLUMN settle_words text NOT NULL DEFAULT '';
ALTER TABLE outreach_round ADD COLUMN settled_at timestamptz;
-- What became of a line then: sent, or left out.
ALTER TABLE outreach_line ADD COLUMN settled text NOT NULL DEFAULT '';
