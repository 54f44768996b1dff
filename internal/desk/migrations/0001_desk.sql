-- +goose Up
CREATE TABLE desk_number (
  n  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL
);

CREATE TABLE desk_case (
  id              text PRIMARY KEY,
  number          bigint NOT NULL UNIQUE,
  service_id      text NOT NULL,
  subject         text NOT NULL,
  state           text NOT NULL CHECK (state IN ('open', 'waiting', 'answered', 'closed')),
  channel         text NOT NULL,
  language        text NOT NULL,
  by_person       text NOT NULL,
  for_person      text NOT NULL,
  opened_by       text NOT NULL,
  unit_id         text NOT NULL,
  site            text NOT NULL,
  sensitivity     text NOT NULL,
  manager_sees    boolean NOT NULL,
  about_sees      boolean NOT NULL,
  not_to_manager  boolean NOT NULL,
  health          boolean NOT NULL,
  quiet           boolean NOT NULL,
  needs_decision  boolean NOT NULL,
  team_id         text NOT NULL,
  assignee_person text,
  priority        bigint NOT NULL,
  opened_at       timestamptz NOT NULL,
  last_at         timestamptz NOT NULL,
  last_side       text NOT NULL,
  new_reply       boolean NOT NULL,
  unread          boolean NOT NULL,
  due_at          timestamptz,
  queue_at        timestamptz NOT NULL,
  due_kind        text NOT NULL,
  risk_at         timestamptz,
  waiting_reason  text NOT NULL,
  waiting_until   timestamptz,
  outcome         text NOT NULL,
  cause_id        text NOT NULL,
  cause_text      text NOT NULL,
  handed_to       text NOT NULL,
  answered_at     timestamptz,
  answered_by     text,
  closed_at       timestamptz,
  reopened        bigint NOT NULL,
  version         bigint NOT NULL
);
CREATE INDEX desk_case_queue ON desk_case (state, queue_at, id);
CREATE INDEX desk_case_last ON desk_case (state, last_at, id);
CREATE INDEX desk_case_opened ON desk_case (opened_at, id);
CREATE INDEX desk_case_assignee ON desk_case (assignee_person, state);
CREATE INDEX desk_case_for ON desk_case (for_person, opened_at);

CREATE TABLE desk_party (
  case_id   text NOT NULL REFERENCES desk_case (id),
  person_id text NOT NULL,
  relation  text NOT NULL CHECK (relation IN ('by', 'for', 'about', 'against', 'named', 'representative', 'excluded')),
  PRIMARY KEY (case_id, relation, person_id)
);
CREATE INDEX desk_party_person ON desk_party (person_id, relation, case_id);

CREATE TABLE desk_entry (
  id            text PRIMARY KEY,
  case_id       text NOT NULL REFERENCES desk_case (id),
  at            timestamptz NOT NULL,
  kind          text NOT NULL CHECK (kind IN ('message', 'note', 'event')),
  side          text NOT NULL CHECK (side IN ('customer', 'hr', 'system')),
  author_person text,
  body          text NOT NULL,
  channel       text NOT NULL,
  internal      boolean NOT NULL,
  withdrawn_at  timestamptz,
  withdrawn_by  text
);
CREATE INDEX desk_entry_case ON desk_entry (case_id, id);

CREATE TABLE desk_file (
  file_id  text PRIMARY KEY,
  case_id  text NOT NULL REFERENCES desk_case (id),
  entry_id text NOT NULL REFERENCES desk_entry (id)
);
CREATE INDEX desk_file_case ON desk_file (case_id);

CREATE TABLE desk_draft (
  place     text NOT NULL,
  person_id text NOT NULL,
  subject   text NOT NULL,
  body      text NOT NULL,
  saved_at  timestamptz NOT NULL,
  PRIMARY KEY (place, person_id)
);

CREATE TABLE desk_step (
  id           text PRIMARY KEY,
  case_id      text NOT NULL REFERENCES desk_case (id),
  position     bigint NOT NULL,
  title        text NOT NULL,
  owner_person text,
  team_id      text NOT NULL,
  outside      text NOT NULL,
  state        text NOT NULL CHECK (state IN ('open', 'blocked', 'done')),
  blocked_why  text NOT NULL,
  done_at      timestamptz,
  done_by      text
);
CREATE INDEX desk_step_case ON desk_step (case_id, position);

CREATE TABLE desk_waiting (
  id         text PRIMARY KEY,
  case_id    text NOT NULL REFERENCES desk_case (id),
  waited_for text NOT NULL CHECK (waited_for IN ('hr', 'customer', 'other')),
  from_at    timestamptz NOT NULL,
  to_at      timestamptz
);
CREATE INDEX desk_waiting_case ON desk_waiting (case_id, to_at);
