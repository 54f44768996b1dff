-- +goose Up
-- A summary is never changed but by its answer: a correction stands beside it, and HR writes a new one.
CREATE TABLE heard_summary (
  id           text PRIMARY KEY,
  case_id      text NOT NULL,
  case_number  text NOT NULL,
  person_id    text,
  version      bigint NOT NULL,
  happened     text NOT NULL,
  asks         text NOT NULL,
  by_when      text NOT NULL,
  worry        text NOT NULL,
  not_to_share text NOT NULL,
  written_by   text,
  written_at   timestamptz NOT NULL,
  state        text NOT NULL CHECK (state IN ('asked', 'confirmed', 'corrected', 'not_confirmed', 'replaced')),
  correction   text NOT NULL CHECK (state <> 'corrected' OR answered_by IS NULL OR correction <> ''),
  answered_by  text,
  answered_at  timestamptz,
  reminded     bigint NOT NULL,
  remind_at    timestamptz,
  UNIQUE (case_id, version)
);
CREATE INDEX heard_summary_person ON heard_summary (person_id, state);
CREATE INDEX heard_summary_remind ON heard_summary (state, remind_at);

-- What HR would ask somebody else, in words that the requester sees first.
CREATE TABLE heard_asking (
  id          text PRIMARY KEY,
  case_id     text NOT NULL,
  case_number text NOT NULL,
  person_id   text,
  whom        text NOT NULL,
  words       text NOT NULL,
  proposed_by text,
  proposed_at timestamptz NOT NULL,
  state       text NOT NULL CHECK (state IN ('proposed', 'approved', 'nobody', 'asked')),
  approved    text NOT NULL CHECK (state NOT IN ('approved', 'asked') OR person_id IS NULL OR approved <> ''),
  answered_at timestamptz,
  asked_at    timestamptz
);
CREATE INDEX heard_asking_case ON heard_asking (case_id);
CREATE INDEX heard_asking_person ON heard_asking (person_id, state);
