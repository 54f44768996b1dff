-- +goose Up
-- How a mailbox signs in. A permission is what a sign-in service wants to see, sealed as passwords are; permission_n counts how often it was written down.
ALTER TABLE intake_mailbox ADD COLUMN sign_in text NOT NULL DEFAULT 'password';
ALTER TABLE intake_mailbox ADD COLUMN permission bytea;
ALTER TABLE intake_mailbox ADD COLUMN permission_n bigint NOT NULL DEFAULT 0;
