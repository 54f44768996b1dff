-- +goose Up
-- Who of HR watches a case.
CREATE TABLE follow_watch (
  case_id     text NOT NULL,
  case_number text NOT NULL,
  person_id   text NOT NULL,
  since_at    timestamptz NOT NULL,
  PRIMARY KEY (case_id, person_id)
);
CREATE INDEX follow_watch_person ON follow_watch (person_id);

-- Who was mentioned in a note, until they have seen it. Who wrote the note is not kept here.
CREATE TABLE follow_mention (
  id          text PRIMARY KEY,
  case_id     text NOT NULL,
  case_number text NOT NULL,
  person_id   text NOT NULL,
  at          timestamptz NOT NULL,
  seen_at     timestamptz
);
CREATE INDEX follow_mention_person ON follow_mention (person_id, seen_at);
CREATE INDEX follow_mention_case ON follow_mention (case_id, person_id);

-- What waits for the morning, of those who want to be told once a day.
CREATE TABLE follow_later (
  case_id     text NOT NULL,
  case_number text NOT NULL,
  person_id   text NOT NULL,
  due_at      timestamptz NOT NULL,
  PRIMARY KEY (case_id, person_id)
);
CREATE INDEX follow_later_due ON follow_later (due_at);
CREATE INDEX follow_later_person ON follow_later (person_id);
