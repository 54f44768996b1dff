-- +goose Up
-- In whose list of what waits a promise stands since a share of its minutes has passed, for as long as it has to be kept; as_owner: and the case is theirs.
CREATE TABLE escalation_listed (
  about_id    text NOT NULL,
  person_id   text NOT NULL,
  share       integer NOT NULL,
  as_owner    boolean NOT NULL,
  case_id     text NOT NULL,
  case_number text NOT NULL,
  listed_at   timestamptz NOT NULL,
  PRIMARY KEY (about_id, person_id)
);
CREATE INDEX escalation_listed_person ON escalation_listed (person_id, share);
INSERT INTO escalation_listed (about_id, person_id, share, as_owner, case_id, case_number, listed_at)
  SELECT about_id, told_person, 100, false, case_id, case_number, told_at FROM escalation_told WHERE what = '100' AND told_person IS NOT NULL;
