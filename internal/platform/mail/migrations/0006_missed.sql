-- +goose Up
-- What has not arrived of many things: it is little, however much was sent.
CREATE INDEX mail_outbox_missed ON mail_outbox (about) WHERE NOT withdrawn AND (state IN ('failed', 'unknown') OR report <> '');
