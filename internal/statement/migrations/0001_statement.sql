-- +goose Up
-- The row is held by whoever writes effort and by the end of the case, so that no name outlives it.
CREATE TABLE statement_case (
  case_id text PRIMARY KEY
);

CREATE TABLE statement_estimate (
  id          text PRIMARY KEY,
  case_id     text NOT NULL,
  case_number text NOT NULL,
  person_id   text,
  version     bigint NOT NULL,
  cause       text NOT NULL,
  currency    text NOT NULL,
  asks        boolean NOT NULL,
  until_at    timestamptz,
  made_at     timestamptz NOT NULL,
  choice      text NOT NULL CHECK (choice IN ('', 'go_on', 'smaller', 'stop')),
  choice_text text NOT NULL,
  chosen_at   timestamptz,
  UNIQUE (case_id, version)
);
CREATE INDEX statement_estimate_person ON statement_estimate (person_id);

CREATE TABLE statement_step (
  id           text PRIMARY KEY,
  estimate_id  text NOT NULL,
  case_id      text NOT NULL,
  position     bigint NOT NULL,
  name         text NOT NULL,
  minutes_low  bigint NOT NULL CHECK (minutes_low >= 0),
  minutes_high bigint NOT NULL CHECK (minutes_high >= minutes_low),
  cost_cents   bigint NOT NULL CHECK (cost_cents >= 0),
  cost_to      text NOT NULL CHECK (cost_to IN ('', 'you', 'unit')),
  UNIQUE (estimate_id, position)
);
CREATE INDEX statement_step_case ON statement_step (case_id);

-- The ledger is only added to. It does not say who wrote an entry.
CREATE TABLE statement_effort (
  id          text PRIMARY KEY,
  case_id     text NOT NULL,
  case_number text NOT NULL,
  person_id   text,
  team_id     text NOT NULL,
  step        text NOT NULL,
  minutes     bigint NOT NULL CHECK (minutes <> 0 AND (minutes < 0) = (reverses IS NOT NULL)),
  started_at  timestamptz NOT NULL,
  logged_at   timestamptz NOT NULL,
  note        text NOT NULL,
  why         text NOT NULL,
  reverses    text UNIQUE
);
CREATE INDEX statement_effort_case ON statement_effort (case_id);
CREATE INDEX statement_effort_of ON statement_effort (person_id);

-- Who wrote an entry, until the case is closed: so that they can take back their own without saying why.
CREATE TABLE statement_effort_person (
  effort_id text PRIMARY KEY,
  case_id   text NOT NULL,
  logged_by text NOT NULL
);
CREATE INDEX statement_effort_person_case ON statement_effort_person (case_id);

CREATE TABLE statement_question (
  id          text PRIMARY KEY,
  case_id     text NOT NULL,
  case_number text NOT NULL,
  person_id   text,
  line        text NOT NULL,
  question    text NOT NULL,
  asked_at    timestamptz NOT NULL,
  answer      text NOT NULL,
  answered_at timestamptz,
  corrected   boolean NOT NULL
);
CREATE INDEX statement_question_case ON statement_question (case_id);
CREATE INDEX statement_question_person ON statement_question (person_id);
