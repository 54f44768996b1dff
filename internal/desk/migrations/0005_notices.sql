-- +goose Up
-- How a person wants to hear of an event; no row: as they are usually reached, at once.
CREATE TABLE desk_notice (
  person_id text NOT NULL,
  event     text NOT NULL,
  channel   text NOT NULL CHECK (channel IN ('email', 'sms', 'none')),
  daily     boolean NOT NULL,
  PRIMARY KEY (person_id, event)
);

-- What waits for a summary, and what summaries have told.
CREATE TABLE desk_digest (
  event_key text PRIMARY KEY,
  person_id text NOT NULL,
  case_id   text NOT NULL,
  event     text NOT NULL,
  at        timestamptz NOT NULL,
  due_at    timestamptz NOT NULL,
  digest_id text NOT NULL
);
CREATE INDEX desk_digest_due ON desk_digest (due_at) WHERE digest_id = '';
CREATE INDEX desk_digest_person ON desk_digest (person_id);
CREATE INDEX desk_digest_case ON desk_digest (case_id);
CREATE INDEX desk_digest_told ON desk_digest (digest_id) WHERE digest_id <> '';

-- What did not arrive and was told in another way.
CREATE TABLE desk_told (
  event_key text PRIMARY KEY,
  person_id text NOT NULL,
  case_id   text NOT NULL,
  how       text NOT NULL CHECK (how IN ('sms', 'phone', 'post')),
  told_by   text NOT NULL,
  at        timestamptz NOT NULL
);
CREATE INDEX desk_told_case ON desk_told (case_id);
CREATE INDEX desk_told_person ON desk_told (person_id);
