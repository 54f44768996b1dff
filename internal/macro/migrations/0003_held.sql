-- +goose Up
-- A batch that was confirmed and can be undone until due_at; seen are the prints of its preview. begun says that it cannot be undone any more.
ALTER TABLE macro_batch ADD COLUMN due_at timestamptz;
ALTER TABLE macro_batch ADD COLUMN seen text NOT NULL DEFAULT '';
ALTER TABLE macro_batch ADD COLUMN begun boolean NOT NULL DEFAULT false;
