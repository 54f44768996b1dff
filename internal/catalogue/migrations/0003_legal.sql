-- +goose Up
-- Within how many days or months a law wants what is asked for decided, and its name as people write it: '' and 0 where none does.
ALTER TABLE catalogue_service ADD COLUMN law text NOT NULL DEFAULT '';
ALTER TABLE catalogue_service ADD COLUMN law_count bigint NOT NULL DEFAULT 0;
ALTER TABLE catalogue_service ADD COLUMN law_unit text NOT NULL DEFAULT '' CHECK (law_unit IN ('', 'days', 'months'));
