-- +goose Up
CREATE TABLE letters_template (
  id               text PRIMARY KEY,
  name             text NOT NULL,
  kind             text NOT NULL CHECK (kind IN ('employment', 'reference', 'decision', 'repayment')),
  retention_months bigint NOT NULL CHECK (retention_months BETWEEN 1 AND 600),
  retention_reason text NOT NULL,
  signer           text NOT NULL CHECK (signer IN ('agent', 'head')),
  changed_at       timestamptz NOT NULL,
  changed_by       text
);

-- The words of a template in one language.
CREATE TABLE letters_text (
  template_id text NOT NULL REFERENCES letters_template (id),
  language    text NOT NULL,
  title       text NOT NULL,
  body        text NOT NULL,
  PRIMARY KEY (template_id, language)
);

-- A row is one version of a letter as it was issued, with what its template said then: none is ever changed, and the one with the highest version holds.
CREATE TABLE letters_letter (
  id               text PRIMARY KEY,
  case_id          text NOT NULL,
  person_id        text NOT NULL,
  template_id      text NOT NULL,
  version          bigint NOT NULL,
  kind             text NOT NULL,
  name             text NOT NULL,
  language         text NOT NULL,
  title            text NOT NULL,
  body             text NOT NULL,
  made_by          text,
  made_at          timestamptz NOT NULL,
  UNIQUE (case_id, template_id, version)
);
CREATE INDEX letters_letter_person ON letters_letter (person_id);
CREATE INDEX letters_letter_made_by ON letters_letter (made_by);

-- What lies in a personnel file: a letter, or with file_id the signed copy of one.
CREATE TABLE letters_file (
  id         text PRIMARY KEY,
  person_id  text NOT NULL,
  case_id    text NOT NULL,
  letter_id  text NOT NULL REFERENCES letters_letter (id),
  file_id    text NOT NULL,
  kind       text NOT NULL CHECK (kind IN ('letter', 'signed')),
  filed_by   text,
  filed_at   timestamptz NOT NULL,
  keep_until text NOT NULL,
  reason     text NOT NULL,
  UNIQUE (letter_id, kind)
);
CREATE INDEX letters_file_person ON letters_file (person_id, filed_at);
CREATE INDEX letters_file_filed_by ON letters_file (filed_by);
CREATE INDEX letters_file_keep_until ON letters_file (keep_until);

-- Somebody of HR opened the personnel file of a person, and why: the person reads it.
CREATE TABLE letters_opening (
  id        text PRIMARY KEY,
  person_id text NOT NULL,
  opened_by text,
  reason    text NOT NULL,
  opened_at timestamptz NOT NULL
);
CREATE INDEX letters_opening_person ON letters_opening (person_id, opened_at);
CREATE INDEX letters_opening_opened_by ON letters_opening (opened_by);
