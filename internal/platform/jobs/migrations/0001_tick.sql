-- +goose Up
-- When each periodic job is due next. Kinds that no longer exist stay behind and do no harm.
CREATE TABLE jobs_tick (
    kind text PRIMARY KEY,
    due timestamptz NOT NULL
);
