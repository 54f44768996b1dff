-- +goose Up
-- Somebody asked to be called. There is one at a time on a case; new times change it and count its sequence up.
CREATE TABLE callback_call (
  id          text PRIMARY KEY,
  case_id     text NOT NULL,
  case_number text NOT NULL,
  person_id   text,
  service_id  text NOT NULL,
  zone        text NOT NULL,
  phone       text NOT NULL,
  wrong       boolean NOT NULL,
  state       text NOT NULL CHECK (state IN ('open', 'tried', 'missed', 'reached', 'cancelled')),
  sequence    bigint NOT NULL,
  asked_at    timestamptz NOT NULL,
  ended_at    timestamptz
);
CREATE INDEX callback_call_case ON callback_call (case_id, asked_at);
CREATE INDEX callback_call_person ON callback_call (person_id);
CREATE UNIQUE INDEX callback_call_live ON callback_call (case_id) WHERE state IN ('open', 'tried', 'missed');

-- A stretch of time in which they may be called. It is dropped when it was replaced or not needed any more before it ended.
CREATE TABLE callback_window (
  id         text PRIMARY KEY,
  call_id    text NOT NULL REFERENCES callback_call (id),
  service_id text NOT NULL,
  sequence   bigint NOT NULL,
  from_at    timestamptz NOT NULL,
  to_at      timestamptz NOT NULL,
  state      text NOT NULL CHECK (state IN ('open', 'tried', 'missed', 'dropped')),
  CHECK (from_at < to_at)
);
CREATE INDEX callback_window_call ON callback_window (call_id, from_at);
CREATE INDEX callback_window_from ON callback_window (state, from_at, id);
CREATE INDEX callback_window_to ON callback_window (state, to_at);

-- Each time that HR called. One outside of every window has none, and does not count.
CREATE TABLE callback_attempt (
  id         text PRIMARY KEY,
  call_id    text NOT NULL REFERENCES callback_call (id),
  window_id  text,
  service_id text NOT NULL,
  by_person  text,
  at         timestamptz NOT NULL,
  result     text NOT NULL CHECK (result IN ('reached', 'no_answer', 'wrong_number'))
);
CREATE INDEX callback_attempt_call ON callback_attempt (call_id, at);
CREATE INDEX callback_attempt_at ON callback_attempt (at);
CREATE INDEX callback_attempt_by ON callback_attempt (by_person);

-- Who calls, and when. Nobody has two at one time.
CREATE TABLE callback_slot (
  call_id   text PRIMARY KEY REFERENCES callback_call (id),
  person_id text NOT NULL,
  from_at   timestamptz NOT NULL,
  to_at     timestamptz NOT NULL,
  CHECK (from_at < to_at)
);
CREATE INDEX callback_slot_person ON callback_slot (person_id, from_at);
