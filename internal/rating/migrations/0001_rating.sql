-- +goose Up
CREATE TABLE rating_rating (
  case_id      text PRIMARY KEY,
  person_id    text,
  agent_person text,
  team_id      text NOT NULL,
  service_id   text NOT NULL,
  at           timestamptz NOT NULL,
  satisfaction bigint NOT NULL CHECK (satisfaction BETWEEN 1 AND 5),
  effort       bigint NOT NULL CHECK (effort BETWEEN 1 AND 5),
  again        text NOT NULL CHECK (again IN ('yes', 'no', 'unsure')),
  comment      text NOT NULL,
  show_agent   boolean NOT NULL
);
CREATE INDEX rating_rating_team ON rating_rating (team_id, at);
CREATE INDEX rating_rating_agent ON rating_rating (agent_person, at);
