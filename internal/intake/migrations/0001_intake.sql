-- +goose Up
CREATE TABLE intake_mailbox (
  id           text PRIMARY KEY,
  name         text NOT NULL,
  address      text NOT NULL UNIQUE,
  team_id      text NOT NULL,
  service_id   text NOT NULL,
  kind         text NOT NULL CHECK (kind IN ('imap', 'direct')),
  strangers    text NOT NULL CHECK (strangers IN ('open', 'wait')),
  server       text NOT NULL,
  tls          text NOT NULL,
  username     text NOT NULL,
  secret       bytea,
  folder       text NOT NULL,
  done_folder  text NOT NULL,
  trusted      text NOT NULL,
  silent_hours bigint NOT NULL,
  paused       boolean NOT NULL,
  validity     bigint NOT NULL,
  uid          bigint NOT NULL,
  began_at     timestamptz,
  lay_before   bigint NOT NULL,
  doubles      bigint NOT NULL,
  reached_at   timestamptz,
  problem      text NOT NULL,
  holder       text NOT NULL DEFAULT '',
  held_until   timestamptz,
  created_at   timestamptz NOT NULL
);

CREATE TABLE intake_mail (
  id             text PRIMARY KEY,
  mailbox_id     text NOT NULL,
  digest         text NOT NULL UNIQUE,
  came_at        timestamptz NOT NULL,
  via            text NOT NULL,
  size           bigint NOT NULL,
  content        bytea,
  file_id        text NOT NULL,
  sent_from      text NOT NULL,
  sent_to        text NOT NULL,
  from_address   text NOT NULL,
  from_name      text NOT NULL,
  message_id     text NOT NULL,
  kind           text NOT NULL,
  state          text NOT NULL CHECK (state IN ('stored', 'case', 'reply', 'record', 'quarantine', 'dropped')),
  reason         text NOT NULL,
  verdict        text NOT NULL,
  sender_person  text NOT NULL,
  case_id        text NOT NULL,
  entry_id       text NOT NULL,
  subject        text NOT NULL,
  sealed         boolean NOT NULL,
  acknowledged   boolean NOT NULL,
  attempts       bigint NOT NULL,
  next_at        timestamptz NOT NULL,
  settled_at     timestamptz,
  settled_by     text NOT NULL
);
CREATE INDEX intake_mail_stored ON intake_mail (next_at) WHERE state = 'stored';
CREATE INDEX intake_mail_waiting ON intake_mail (id) WHERE state = 'quarantine';
CREATE INDEX intake_mail_mailbox ON intake_mail (mailbox_id, state, came_at);
CREATE INDEX intake_mail_from ON intake_mail (from_address, came_at);
CREATE INDEX intake_mail_case ON intake_mail (case_id, came_at) WHERE case_id <> '';
CREATE INDEX intake_mail_entry ON intake_mail (entry_id) WHERE entry_id <> '';
CREATE INDEX intake_mail_person ON intake_mail (sender_person) WHERE sender_person <> '';

CREATE TABLE intake_check (
  id          text PRIMARY KEY,
  mailbox_id  text NOT NULL,
  at          timestamptz NOT NULL,
  lies        bigint NOT NULL,
  came        bigint NOT NULL,
  cased       bigint NOT NULL,
  recorded    bigint NOT NULL,
  quarantined bigint NOT NULL,
  waits       bigint NOT NULL,
  problem     text NOT NULL
);
CREATE INDEX intake_check_mailbox ON intake_check (mailbox_id, id);

CREATE TABLE intake_identity (
  id      bigint PRIMARY KEY,
  sender  text NOT NULL,
  pattern text NOT NULL
);
