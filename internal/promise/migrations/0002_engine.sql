-- +goose Up
-- Calendars have versions, and a promise says in which it was counted: so it can always tell why it is due when it is.
ALTER TABLE promise_calendar ADD COLUMN version bigint NOT NULL DEFAULT 1;
CREATE TABLE promise_calendar_version (
  calendar_id text NOT NULL REFERENCES promise_calendar (id),
  version     bigint NOT NULL,
  body        text NOT NULL,
  since_at    timestamptz,
  PRIMARY KEY (calendar_id, version)
);
INSERT INTO promise_calendar_version (calendar_id, version, body) SELECT id, 1, body FROM promise_calendar;

ALTER TABLE promise_promise ADD COLUMN calendar_version bigint NOT NULL DEFAULT 1;
ALTER TABLE promise_promise ADD COLUMN agreed_at timestamptz;
ALTER TABLE promise_promise ADD COLUMN next_at timestamptz;
ALTER TABLE promise_promise ADD COLUMN next_share bigint NOT NULL DEFAULT 0;
UPDATE promise_promise SET agreed_at = due_at WHERE replaces <> '';
-- What runs is looked at once, and then has its next moment.
UPDATE promise_promise SET next_at = started_at WHERE state IN ('running', 'paused');
CREATE INDEX promise_promise_next ON promise_promise (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX promise_promise_open ON promise_promise (calendar_id, owner_id) WHERE state IN ('running', 'paused');

-- Pauses that are over; one that lasts stands in its promise.
CREATE TABLE promise_pause (
  promise_id text NOT NULL REFERENCES promise_promise (id),
  from_at    timestamptz NOT NULL,
  to_at      timestamptz NOT NULL,
  reason     text NOT NULL,
  PRIMARY KEY (promise_id, from_at)
);

-- How far the promises of a calendar that changed were counted anew.
CREATE TABLE promise_recount (
  calendar_id text PRIMARY KEY REFERENCES promise_calendar (id),
  version     bigint NOT NULL,
  after_id    text NOT NULL
);
