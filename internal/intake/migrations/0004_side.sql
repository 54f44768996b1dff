-- +goose Up
-- The conversation beside its case to which a mail went or seems to belong; '' for none.
ALTER TABLE intake_mail ADD COLUMN side_id text NOT NULL DEFAULT '';
CREATE INDEX intake_mail_side ON intake_mail (side_id) WHERE side_id <> '';
