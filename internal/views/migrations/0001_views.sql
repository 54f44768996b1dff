-- +goose Up
-- A view of the queue that somebody kept under a name. query is the queue's address; of a shared one team_id says with whom.
CREATE TABLE views_view (
  id           text PRIMARY KEY,
  owner_person text,
  team_id      text NOT NULL,
  name         text NOT NULL,
  query        text NOT NULL,
  place        bigint NOT NULL,
  kept_at      timestamptz NOT NULL
);
CREATE UNIQUE INDEX views_view_owner ON views_view (owner_person, name);
CREATE INDEX views_view_team ON views_view (team_id) WHERE team_id <> '';
