-- +goose Up
CREATE TABLE promise_calendar (
  id         text PRIMARY KEY,
  name       text NOT NULL,
  body       text NOT NULL,
  is_default boolean NOT NULL
);
INSERT INTO promise_calendar (id, name, body, is_default) VALUES ('office', 'Office hours',
  '{"zone":"UTC","week":{"mon":[["08:00","17:00"]],"tue":[["08:00","17:00"]],"wed":[["08:00","17:00"]],"thu":[["08:00","17:00"]],"fri":[["08:00","17:00"]]},"holidays":[]}', true);

CREATE TABLE promise_site_calendar (
  site        text PRIMARY KEY,
  calendar_id text NOT NULL REFERENCES promise_calendar (id)
);

CREATE TABLE promise_promise (
  id           text PRIMARY KEY,
  owner_kind   text NOT NULL,
  owner_id     text NOT NULL,
  kind         text NOT NULL,
  calendar_id  text NOT NULL REFERENCES promise_calendar (id),
  minutes      bigint NOT NULL,
  state        text NOT NULL CHECK (state IN ('running', 'paused', 'kept', 'kept_late', 'renegotiated', 'cancelled')),
  started_at   timestamptz NOT NULL,
  due_at       timestamptz NOT NULL,
  risk_at      timestamptz NOT NULL,
  left_minutes bigint NOT NULL,
  paused_at    timestamptz,
  paused_until timestamptz,
  pause_reason text NOT NULL,
  reason       text NOT NULL,
  replaces     text NOT NULL,
  settled_at   timestamptz
);
CREATE INDEX promise_promise_owner ON promise_promise (owner_kind, owner_id);
CREATE INDEX promise_promise_due ON promise_promise (state, due_at);
