-- +goose Up
-- Whom a version of a rule tells of a case, if anybody.
ALTER TABLE automation_version ADD COLUMN tells_person text;
CREATE INDEX automation_version_tells ON automation_version (tells_person);
