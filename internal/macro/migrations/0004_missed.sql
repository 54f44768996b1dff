-- +goose Up
-- When a batch that was confirmed could not be done, and why: a sentence of ours, in which words of its plan may stand. It waits for whoever confirmed it to change it, do it after all or leave it.
ALTER TABLE macro_batch ADD COLUMN missed_at timestamptz;
ALTER TABLE macro_batch ADD COLUMN why text NOT NULL DEFAULT '';
