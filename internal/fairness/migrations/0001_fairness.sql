-- +goose Up
-- What is protected about people, held apart: nothing but the audit and the person's own export reads this.
CREATE TABLE fairness_attribute (
  person_id text NOT NULL,
  attribute text NOT NULL CHECK (attribute <> ''),
  value     text NOT NULL CHECK (value <> ''),
  PRIMARY KEY (person_id, attribute)
);

-- An audit as it was: report is its figures in JSON, totals alone.
CREATE TABLE fairness_run (
  id           text PRIMARY KEY,
  clause_ref   text NOT NULL,
  clause_title text NOT NULL,
  report       text NOT NULL,
  started_by   text,
  at           timestamptz NOT NULL
);
CREATE INDEX fairness_run_clause_ref ON fairness_run (clause_ref, at);
CREATE INDEX fairness_run_started_by ON fairness_run (started_by);

-- A group that was flagged. figures is the group's part of the report. One that continues another has no life of its own: that one is open still.
CREATE TABLE fairness_finding (
  id           text PRIMARY KEY,
  run_id       text NOT NULL REFERENCES fairness_run (id),
  clause_ref   text NOT NULL,
  attribute    text NOT NULL,
  group_value  text NOT NULL,
  figures      text NOT NULL,
  continues    text REFERENCES fairness_finding (id),
  owner_person text,
  state        text NOT NULL CHECK (state IN ('open', 'answered', 'continues')),
  CHECK ((state = 'continues') = (continues IS NOT NULL))
);
CREATE INDEX fairness_finding_run_id ON fairness_finding (run_id);
CREATE INDEX fairness_finding_clause_ref ON fairness_finding (clause_ref);
CREATE INDEX fairness_finding_owner_person ON fairness_finding (owner_person);
CREATE UNIQUE INDEX fairness_finding_one_open ON fairness_finding (clause_ref, attribute, group_value) WHERE state = 'open';

-- What the owner found out. A finding whose latest answer found no reason stays open.
CREATE TABLE fairness_answer (
  id         text PRIMARY KEY,
  finding_id text NOT NULL REFERENCES fairness_finding (id),
  cause      text NOT NULL CHECK (cause IN ('explained', 'clause', 'practice', 'unknown')),
  words      text NOT NULL CHECK (words <> ''),
  by_person  text,
  at         timestamptz NOT NULL
);
CREATE INDEX fairness_answer_finding_id ON fairness_answer (finding_id);
CREATE INDEX fairness_answer_by_person ON fairness_answer (by_person);
