-- +goose Up
-- A promise policy says how soon something is promised, for a service, a priority and a customer group; '' is all. Its versions never change.
CREATE TABLE promise_policy (
  id             text PRIMARY KEY,
  service_id     text NOT NULL,
  priority       text NOT NULL,
  customer_group text NOT NULL,
  made_at        timestamptz NOT NULL,
  UNIQUE (service_id, priority, customer_group)
);
CREATE TABLE promise_policy_version (
  policy_id       text NOT NULL REFERENCES promise_policy (id),
  version         bigint NOT NULL,
  name            text NOT NULL,
  first_answer    text NOT NULL,
  next_word       text NOT NULL,
  decision        text NOT NULL,
  warn_first      bigint NOT NULL,
  warn_second     bigint NOT NULL,
  ended           boolean NOT NULL,
  valid_from      timestamptz NOT NULL,
  made_at         timestamptz NOT NULL,
  PRIMARY KEY (policy_id, version)
);

-- By which version something was promised; '' and 0: as its service says.
ALTER TABLE promise_promise ADD COLUMN policy_id text NOT NULL DEFAULT '';
ALTER TABLE promise_promise ADD COLUMN policy_version bigint NOT NULL DEFAULT 0;
ALTER TABLE promise_promise ADD COLUMN warn_first bigint NOT NULL DEFAULT 50;
ALTER TABLE promise_promise ADD COLUMN warn_second bigint NOT NULL DEFAULT 80;

-- How far what runs was counted anew by a policy that changed.
CREATE TABLE promise_policy_recount (
  policy_id  text PRIMARY KEY REFERENCES promise_policy (id),
  version    bigint NOT NULL,
  ordered_at timestamptz NOT NULL,
  after_id   text NOT NULL
);
