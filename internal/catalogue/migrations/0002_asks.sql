-- +goose Up
-- Whether a service asks, or asked, for more than words: what it asks for is for a module above.
ALTER TABLE catalogue_service ADD COLUMN asks boolean NOT NULL DEFAULT false;
