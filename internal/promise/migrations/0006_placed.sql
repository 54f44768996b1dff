-- +goose Up
-- A promise says whose hours it counts by: the site of who asked, and the team that works on it. So it follows when either is given another calendar.
ALTER TABLE promise_promise ADD COLUMN site text NOT NULL DEFAULT '';
ALTER TABLE promise_promise ADD COLUMN team text NOT NULL DEFAULT '';
CREATE INDEX promise_promise_site ON promise_promise (site, owner_id) WHERE state IN ('running', 'paused');
CREATE INDEX promise_promise_team ON promise_promise (team, owner_id) WHERE state IN ('running', 'paused');

-- What replaced a promise is found by it.
CREATE INDEX promise_promise_replaces ON promise_promise (replaces) WHERE replaces <> '';

-- Teams that have hours of their own.
CREATE TABLE promise_team_calendar (
  team        text PRIMARY KEY,
  calendar_id text NOT NULL REFERENCES promise_calendar (id)
);

-- How far the promises of a site or a team that was given another calendar were counted anew.
CREATE TABLE promise_place_recount (
  site       text NOT NULL,
  team       text NOT NULL,
  ordered_at timestamptz NOT NULL,
  after_id   text NOT NULL,
  PRIMARY KEY (site, team)
);
