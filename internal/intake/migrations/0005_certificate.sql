-- +goose Up
-- When the certificate ends by which a mailbox gets its tokens: the permission itself is sealed.
ALTER TABLE intake_mailbox ADD COLUMN permission_until timestamptz;
