-- +goose Up
ALTER TABLE mail_outbox ADD COLUMN reply_to text NOT NULL DEFAULT '';
ALTER TABLE mail_outbox ADD COLUMN refs text NOT NULL DEFAULT '';
ALTER TABLE mail_outbox ADD COLUMN unsubscribe text NOT NULL DEFAULT '';
ALTER TABLE mail_outbox ADD COLUMN origin text NOT NULL DEFAULT '';
ALTER TABLE mail_outbox ADD COLUMN auto_reply boolean NOT NULL DEFAULT false;
ALTER TABLE mail_outbox ADD COLUMN report text NOT NULL DEFAULT '' CHECK (report IN ('', 'delayed', 'bounced'));
ALTER TABLE mail_outbox ADD COLUMN noted_at timestamptz;
DROP INDEX mail_outbox_state;
CREATE INDEX mail_outbox_state ON mail_outbox (state, report, id);
