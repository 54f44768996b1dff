-- +goose Up
-- An iCalendar object that goes with the message; '' for none.
ALTER TABLE mail_outbox ADD COLUMN calendar text NOT NULL DEFAULT '';
