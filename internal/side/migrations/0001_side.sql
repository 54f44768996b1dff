-- +goose Up
-- A side conversation of a case. person_id and asked_by are whose case it is; sensitivity, health and quiet are how protected the case was when somebody was asked: one that is more
-- protected by now is open to nobody who was asked before. mark stands in the addresses that answers go to.
CREATE TABLE side_talk (
  id          text PRIMARY KEY,
  case_id     text NOT NULL,
  case_number text NOT NULL,
  person_id   text NOT NULL,
  asked_by    text NOT NULL,
  opened_by   text NOT NULL,
  subject     text NOT NULL,
  state       text NOT NULL CHECK (state IN ('open', 'closed', 'withdrawn')),
  sensitivity text NOT NULL,
  health      boolean NOT NULL,
  quiet       boolean NOT NULL,
  outside     boolean NOT NULL,
  news        boolean NOT NULL,
  mark        bigint NOT NULL UNIQUE,
  opened_at   timestamptz NOT NULL,
  last_at     timestamptz NOT NULL,
  last_side   text NOT NULL,
  wanted_on   text NOT NULL
);
CREATE INDEX side_talk_case ON side_talk (case_id, opened_at);
CREATE INDEX side_talk_person ON side_talk (person_id);
CREATE INDEX side_talk_asked_by ON side_talk (asked_by);

-- Who was asked.
CREATE TABLE side_member (
  talk_id   text NOT NULL,
  person_id text NOT NULL,
  way       text NOT NULL,
  PRIMARY KEY (talk_id, person_id)
);
CREATE INDEX side_member_person ON side_member (person_id);

-- What was written. once is what its writer called it, so that the same sent twice is one.
CREATE TABLE side_word (
  id            text PRIMARY KEY,
  talk_id       text NOT NULL,
  at            timestamptz NOT NULL,
  side          text NOT NULL CHECK (side IN ('hr', 'asked')),
  author_person text NOT NULL,
  body          text NOT NULL,
  by_mail       boolean NOT NULL,
  erased        boolean NOT NULL,
  once          text UNIQUE
);
CREATE INDEX side_word_talk ON side_word (talk_id, id);
CREATE INDEX side_word_author ON side_word (author_person);

-- The files of what was written; those that are lent belong to the case.
CREATE TABLE side_file (
  file_id text NOT NULL,
  word_id text NOT NULL,
  lent    boolean NOT NULL,
  PRIMARY KEY (file_id, word_id)
);
CREATE INDEX side_file_word ON side_file (word_id);
