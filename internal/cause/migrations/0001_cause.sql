-- +goose Up
-- What is counted of a case: on which day it was answered and why it came about, who of HR sees it, the minutes of work on it and the clauses that its decision and its
-- calculations cite, one on each line. Without a day it is looked at and not counted.
CREATE TABLE cause_case (
  case_id     text PRIMARY KEY,
  day         text NOT NULL,
  cause_id    text NOT NULL,
  service_id  text NOT NULL,
  team_id     text NOT NULL,
  sensitivity text NOT NULL,
  minutes     bigint NOT NULL,
  clauses     text NOT NULL
);
CREATE INDEX cause_case_cause ON cause_case (cause_id, day, case_id);

-- The same added up, kept with every change: for days ("d2026-11-27") and for months ("m2026-11"). Rows with a clause say how many cases cite it.
CREATE TABLE cause_tally (
  period      text NOT NULL,
  cause_id    text NOT NULL,
  service_id  text NOT NULL,
  team_id     text NOT NULL,
  sensitivity text NOT NULL,
  clause      text NOT NULL,
  n           bigint NOT NULL,
  logged      bigint NOT NULL,
  minutes     bigint NOT NULL,
  PRIMARY KEY (period, cause_id, service_id, team_id, sensitivity, clause)
);

-- What the policy of a clause is called, as it was last cited.
CREATE TABLE cause_clause (
  ref   text PRIMARY KEY,
  title text NOT NULL
);

-- How far looking for cases has come that were answered before anybody counted, or came in from elsewhere.
CREATE TABLE cause_sweep (
  id         bigint PRIMARY KEY CHECK (id = 1),
  after_id   text NOT NULL,
  rest_until timestamptz
);
INSERT INTO cause_sweep (id, after_id) VALUES (1, '');
