-- +goose Up
-- Without a person it was erased: only what figures need is left. The clause is kept as it stood when the exception was asked for, and so are the facts by which earlier ones are compared.
CREATE TABLE exception_request (
  id            text PRIMARY KEY,
  case_id       text NOT NULL,
  person_id     text,
  clause_id     text NOT NULL,
  clause_ref    text NOT NULL CHECK (clause_ref <> ''),
  clause_title  text NOT NULL,
  clause_text   text NOT NULL,
  why           text NOT NULL,
  service_id    text NOT NULL,
  team_id       text NOT NULL,
  site          text NOT NULL,
  weekly_hours  double precision,
  tenure_months bigint,
  amount_cents  bigint,
  asked_by      text,
  asked_at      timestamptz NOT NULL,
  outcome       text NOT NULL CHECK (outcome IN ('', 'granted', 'refused')),
  reason        text NOT NULL CHECK (outcome = '' OR person_id IS NULL OR reason <> ''),
  differs       text NOT NULL,
  disagree      text NOT NULL CHECK (outcome <> 'refused' OR person_id IS NULL OR disagree <> ''),
  compared      bigint NOT NULL CHECK (compared = 0 OR outcome = '' OR person_id IS NULL OR differs <> ''),
  expires       text NOT NULL CHECK (outcome <> 'granted' OR expires <> ''),
  decided_by    text,
  decided_at    timestamptz
);
CREATE INDEX exception_request_person ON exception_request (person_id);
CREATE INDEX exception_request_case ON exception_request (case_id);
CREATE INDEX exception_request_clause ON exception_request (clause_ref, decided_at);
CREATE INDEX exception_request_expires ON exception_request (expires);

-- The earlier exceptions that were shown when one was decided.
CREATE TABLE exception_precedent (
  request_id text NOT NULL REFERENCES exception_request (id),
  place      bigint NOT NULL,
  earlier_id text NOT NULL REFERENCES exception_request (id),
  similarity double precision NOT NULL,
  PRIMARY KEY (request_id, place)
);

CREATE TABLE exception_budget (
  team_id  text NOT NULL,
  year     bigint NOT NULL,
  cents    bigint NOT NULL CHECK (cents >= 0),
  currency text NOT NULL,
  set_by   text,
  set_at   timestamptz NOT NULL,
  PRIMARY KEY (team_id, year)
);

-- Who went an extra mile is not kept here: the team did.
CREATE TABLE exception_mile (
  id         text PRIMARY KEY,
  case_id    text NOT NULL,
  person_id  text,
  team_id    text NOT NULL,
  year       bigint NOT NULL,
  what       text NOT NULL,
  cents      bigint NOT NULL CHECK (cents >= 0),
  at         timestamptz NOT NULL,
  thanks     text NOT NULL,
  thanked_at timestamptz,
  lesson     text NOT NULL
);
CREATE INDEX exception_mile_person ON exception_mile (person_id);
CREATE INDEX exception_mile_case ON exception_mile (case_id);
CREATE INDEX exception_mile_team ON exception_mile (team_id, year);
