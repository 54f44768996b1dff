-- +goose Up
CREATE TABLE mail_outbox (
    id          text PRIMARY KEY,
    message_id  text NOT NULL UNIQUE,
    kind        text NOT NULL,
    person_id   text NOT NULL,
    about       text NOT NULL,
    channel     text NOT NULL CHECK (channel IN ('email', 'sms')),
    recipient   text NOT NULL,
    sender      text NOT NULL,
    subject     text NOT NULL,
    text_body   text NOT NULL,
    html_body   text NOT NULL,
    event_key   text UNIQUE,
    once        boolean NOT NULL,
    personal    boolean NOT NULL,
    withdrawn   boolean NOT NULL,
    state       text NOT NULL CHECK (state IN ('queued', 'claimed', 'transmitting', 'sent', 'failed', 'unknown')),
    reason      text NOT NULL,
    attempts    bigint NOT NULL,
    fence       bigint NOT NULL,
    holder      text NOT NULL,
    lease_until timestamptz,
    first_at    timestamptz,
    next_at     timestamptz NOT NULL,
    expires_at  timestamptz,
    created_at  timestamptz NOT NULL,
    sent_at     timestamptz
);
CREATE INDEX mail_outbox_due ON mail_outbox (next_at) WHERE state IN ('queued', 'claimed', 'transmitting', 'unknown');
CREATE INDEX mail_outbox_state ON mail_outbox (state, id);
CREATE INDEX mail_outbox_person ON mail_outbox (person_id, id);
CREATE INDEX mail_outbox_about ON mail_outbox (about);
CREATE INDEX mail_outbox_expires ON mail_outbox (expires_at) WHERE text_body <> '';
