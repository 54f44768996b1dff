-- +goose Up
-- A promise says whose hours it counts by: the site of who asked, and the team that works on it. So it follows when either is given another calendar.
ALTER TABLE promise_promise ADD COLUMN site text NOT NULL DEFAULT '';
ALTER TABLE promise_promise ADD COLUMN team text NOT NULL DEFAULT '';
CREATE INDEX promise_promise_running ON promise_promise (owner_id, id) WHERE state IN ('running', 'paused');

-- What replaced a promise is found by it.
CREATE INDEX promise_promise_replaces ON promise_promise (replaces) WHERE replaces <> '';

-- Teams that have hours of their own.
CREATE TABLE promise_team_calendar (
  team        text PRIMARY KEY,
  calendar_id text NOT NULL REFERENCES promise_calendar (id)
);

-- How far what runs was looked through since sites or teams were given other calendars: one row, or none.
CREATE TABLE promise_place_recount (
  id         text PRIMARY KEY,
  ordered_at timestamptz NOT NULL,
  after_id   text NOT NULL
);
