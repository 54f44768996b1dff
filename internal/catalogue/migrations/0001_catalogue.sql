-- +goose Up
CREATE TABLE catalogue_cause (
  id       text PRIMARY KEY,
  name     text NOT NULL,
  position bigint NOT NULL,
  active   boolean NOT NULL
);

CREATE TABLE catalogue_service (
  id                   text PRIMARY KEY,
  name                 text NOT NULL,
  description          text NOT NULL,
  icon                 text NOT NULL,
  team_id              text NOT NULL,
  sensitivity          text NOT NULL CHECK (sensitivity IN ('open', 'team', 'named')),
  manager_sees         boolean NOT NULL,
  about_sees           boolean NOT NULL,
  health               boolean NOT NULL,
  needs_decision       boolean NOT NULL,
  neutral              boolean NOT NULL,
  may_ask              text NOT NULL CHECK (may_ask IN ('anyone', 'managers')),
  first_answer_minutes bigint NOT NULL,
  decision_minutes     bigint NOT NULL,
  cause_id             text NOT NULL REFERENCES catalogue_cause (id),
  position             bigint NOT NULL,
  active               boolean NOT NULL
);

INSERT INTO catalogue_cause (id, name, position, active) VALUES
  ('information', 'Information was hard to find', 10, true),
  ('pay-error', 'A payment was wrong', 20, true),
  ('personal-change', 'Something changed in a person''s life', 30, true),
  ('rule-unclear', 'A rule was unclear', 40, true),
  ('tool', 'A tool did not work', 50, true),
  ('other', 'Something else', 1000, true);

INSERT INTO catalogue_service (id, name, description, icon, team_id, sensitivity, manager_sees, about_sees, health, needs_decision, neutral, may_ask,
  first_answer_minutes, decision_minutes, cause_id, position, active) VALUES
  ('ask', 'Ask HR', 'Anything that has no place of its own.', 'message-circle-question', 'hr', 'open', false, false, false, false, false, 'anyone',
   540, 2700, 'information', 1000, true);
