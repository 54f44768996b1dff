-- +goose Up
-- By how many more of law_unit a law lets the time that it gives be prolonged, once and with a reason: 0 where it does not.
ALTER TABLE catalogue_service ADD COLUMN law_more bigint NOT NULL DEFAULT 0;
