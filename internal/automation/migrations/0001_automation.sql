-- +goose Up
-- A rule of a team, as it is now: what it says is in its newest version. fact is what it listens to; braked_at, when it was last stopped from going in circles.
CREATE TABLE automation_rule (
  id        text PRIMARY KEY,
  team_id   text NOT NULL,
  name      text NOT NULL,
  version   bigint NOT NULL,
  switched  bigint NOT NULL,
  fact      text NOT NULL,
  made_at   timestamptz NOT NULL,
  braked_at timestamptz,
  UNIQUE (team_id, name)
);
CREATE INDEX automation_rule_fact ON automation_rule (fact, switched);

-- Each version of a rule, as it was kept. Versions do not change.
CREATE TABLE automation_version (
  rule_id text NOT NULL REFERENCES automation_rule (id),
  n       bigint NOT NULL,
  body    text NOT NULL,
  kept_at timestamptz NOT NULL,
  PRIMARY KEY (rule_id, n)
);

-- What a rule did to a case, once for each event, and how many rules led there. braked says why it was stopped before it did anything; about_at is the moment that a clock of the rule counted from.
CREATE TABLE automation_run (
  id          text PRIMARY KEY,
  rule_id     text NOT NULL REFERENCES automation_rule (id),
  version     bigint NOT NULL,
  case_id     text NOT NULL,
  case_number text NOT NULL,
  event       text NOT NULL,
  depth       bigint NOT NULL,
  did         text NOT NULL,
  braked      text NOT NULL,
  at          timestamptz NOT NULL,
  about_at    timestamptz,
  UNIQUE (rule_id, event)
);
CREATE INDEX automation_run_case ON automation_run (case_id, at);
CREATE INDEX automation_run_rule ON automation_run (rule_id, at);
