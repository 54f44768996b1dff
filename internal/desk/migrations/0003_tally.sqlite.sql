-- +goose Up
-- How many cases of each kind a team has, kept with every change, so that nobody counts them for each page. Slots are rows that are added up: so that two
-- writers seldom meet in one.
CREATE TABLE desk_tally (
  team_id     text NOT NULL,
  sensitivity text NOT NULL,
  slot        bigint NOT NULL,
  working     bigint NOT NULL,
  waiting     bigint NOT NULL,
  unassigned  bigint NOT NULL,
  replies     bigint NOT NULL,
  answered    bigint NOT NULL,
  closed      bigint NOT NULL,
  PRIMARY KEY (team_id, sensitivity, slot)
);
-- How many open cases come to be at risk in a minute.
CREATE TABLE desk_tally_risk (
  at          timestamptz NOT NULL,
  team_id     text NOT NULL,
  sensitivity text NOT NULL,
  slot        bigint NOT NULL,
  n           bigint NOT NULL,
  PRIMARY KEY (at, team_id, sensitivity, slot)
);
UPDATE desk_case SET risk_at = strftime('%Y-%m-%dT%H:%M:00.000000Z', risk_at, '+59.999 seconds') WHERE risk_at IS NOT NULL;
INSERT INTO desk_tally SELECT team_id, sensitivity, 0,
  SUM(CASE WHEN state IN ('open', 'waiting') THEN 1 ELSE 0 END), SUM(CASE WHEN state = 'waiting' THEN 1 ELSE 0 END),
  SUM(CASE WHEN state IN ('open', 'waiting') AND assignee_person IS NULL THEN 1 ELSE 0 END), SUM(CASE WHEN state = 'open' AND new_reply THEN 1 ELSE 0 END),
  SUM(CASE WHEN state = 'answered' THEN 1 ELSE 0 END), SUM(CASE WHEN state = 'closed' THEN 1 ELSE 0 END)
  FROM desk_case GROUP BY team_id, sensitivity;
INSERT INTO desk_tally_risk SELECT risk_at, team_id, sensitivity, 0, count(*) FROM desk_case WHERE state = 'open' AND risk_at IS NOT NULL
  GROUP BY risk_at, team_id, sensitivity;
