-- +goose Up
CREATE TABLE auth_session (
  token      text PRIMARY KEY,
  sid        text NOT NULL,
  data       bytea NOT NULL,
  expires_at timestamptz NOT NULL,
  person_id  text,
  device     text NOT NULL,
  created_at timestamptz NOT NULL,
  used_at    timestamptz NOT NULL
);
CREATE INDEX auth_session_person ON auth_session (person_id);
CREATE INDEX auth_session_expires ON auth_session (expires_at);

CREATE TABLE auth_secret (
  hash       text PRIMARY KEY,
  kind       text NOT NULL,
  person_id  text,
  made_by    text,
  expires_at timestamptz NOT NULL,
  used_at    timestamptz
);
CREATE INDEX auth_secret_person ON auth_secret (person_id, kind);

CREATE TABLE auth_password (
  person_id  text PRIMARY KEY,
  hash       text NOT NULL,
  changed_at timestamptz NOT NULL
);

CREATE TABLE auth_pin (
  person_id  text PRIMARY KEY,
  hash       text NOT NULL,
  wrong      bigint NOT NULL,
  changed_at timestamptz NOT NULL
);

CREATE TABLE auth_factor (
  person_id    text PRIMARY KEY,
  secret       text NOT NULL,
  confirmed_at timestamptz,
  last_step    bigint NOT NULL
);

CREATE TABLE auth_recovery (
  hash      text PRIMARY KEY,
  person_id text NOT NULL
);
CREATE INDEX auth_recovery_person ON auth_recovery (person_id);

CREATE TABLE auth_token (
  id         text PRIMARY KEY,
  hash       text NOT NULL UNIQUE,
  person_id  text NOT NULL,
  name       text NOT NULL,
  scope      text NOT NULL,
  created_at timestamptz NOT NULL,
  used_at    timestamptz,
  revoked_at timestamptz
);
CREATE INDEX auth_token_person ON auth_token (person_id);

CREATE TABLE auth_terminal (
  id         text PRIMARY KEY,
  hash       text NOT NULL UNIQUE,
  name       text NOT NULL,
  person_id  text,
  made_by    text,
  created_at timestamptz NOT NULL,
  revoked_at timestamptz
);

CREATE TABLE auth_attempt (
  id  text PRIMARY KEY,
  key text NOT NULL,
  at  timestamptz NOT NULL
);
CREATE INDEX auth_attempt_key ON auth_attempt (key, at);

CREATE TABLE auth_identity (
  issuer    text NOT NULL,
  subject   text NOT NULL,
  person_id text NOT NULL,
  PRIMARY KEY (issuer, subject)
);
