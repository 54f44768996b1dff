-- +goose Up
-- A round: what is asked of many people, one case for each. person_id is in whose name it is done, '' for nobody any more. sees_all: its service is open to the whole of HR. It goes half a year after it ended, a draft after seven days.
CREATE TABLE outreach_round (
  id         text PRIMARY KEY,
  made_by    text NOT NULL,
  person_id  text NOT NULL,
  key        text NOT NULL,
  team_id    text NOT NULL,
  service_id text NOT NULL,
  sees_all   boolean NOT NULL,
  asks       boolean NOT NULL,
  until_day  text NOT NULL,
  twice      integer NOT NULL,
  state      text NOT NULL,
  why        text NOT NULL,
  made_at    timestamptz NOT NULL,
  started_at timestamptz,
  ended_at   timestamptz,
  remind     text NOT NULL,
  remind_by  text NOT NULL,
  remind_at  timestamptz
);
CREATE UNIQUE INDEX outreach_round_key ON outreach_round (made_by, key);
CREATE INDEX outreach_round_team ON outreach_round (team_id, made_at);
CREATE INDEX outreach_round_work ON outreach_round (state);

-- What is written, in each language in which it was.
CREATE TABLE outreach_text (
  round_id text NOT NULL REFERENCES outreach_round (id),
  language text NOT NULL,
  title    text NOT NULL,
  body     text NOT NULL,
  PRIMARY KEY (round_id, language)
);

-- Whom it goes to, and what became of each: one case, once. typed is what fitted nobody, for seven days; why is a sentence of ours.
CREATE TABLE outreach_line (
  round_id    text NOT NULL REFERENCES outreach_round (id),
  n           integer NOT NULL,
  person_id   text NOT NULL,
  typed       text NOT NULL,
  state       text NOT NULL,
  why         text NOT NULL,
  case_id     text NOT NULL,
  at          timestamptz,
  answered_at timestamptz,
  settled_at  timestamptz,
  reminder    text NOT NULL,
  reminded_at timestamptz,
  PRIMARY KEY (round_id, n)
);
CREATE UNIQUE INDEX outreach_line_once ON outreach_line (round_id, person_id) WHERE person_id <> '';
CREATE UNIQUE INDEX outreach_line_case ON outreach_line (case_id) WHERE case_id <> '';
CREATE INDEX outreach_line_state ON outreach_line (round_id, state, n);
CREATE INDEX outreach_line_person ON outreach_line (person_id) WHERE person_id <> '';
