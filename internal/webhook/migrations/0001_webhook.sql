-- +goose Up
-- To whom Hearth tells what happened. facts has a comma before and after each; old_secret signs beside secret until old_until.
CREATE TABLE webhook_endpoint (
  id            text PRIMARY KEY,
  name          text NOT NULL,
  url           text NOT NULL,
  facts         text NOT NULL,
  state         text NOT NULL CHECK (state IN ('on', 'off', 'stopped')),
  secret        bytea NOT NULL,
  old_secret    bytea,
  old_until     timestamptz,
  failing_since timestamptz,
  reason        text NOT NULL,
  made_at       timestamptz NOT NULL
);

-- What is to be told or was, in the order in which it happened. line is the case, within which the order is kept; of a trial it is the trial itself.
CREATE TABLE webhook_delivery (
  n           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  endpoint_id text NOT NULL,
  message_id  text NOT NULL,
  fact        text NOT NULL,
  side        text NOT NULL,
  line        text NOT NULL,
  at          timestamptz NOT NULL,
  state       text NOT NULL CHECK (state IN ('waiting', 'sent', 'failed')),
  attempts    bigint NOT NULL,
  next_at     timestamptz NOT NULL,
  held_until  timestamptz NOT NULL,
  status      bigint NOT NULL,
  reason      text NOT NULL,
  last_at     timestamptz
);
CREATE INDEX webhook_delivery_line ON webhook_delivery (line, endpoint_id, state, n);
CREATE INDEX webhook_delivery_next ON webhook_delivery (state, next_at);
CREATE INDEX webhook_delivery_endpoint ON webhook_delivery (endpoint_id, n);
