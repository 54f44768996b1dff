-- +goose Up
CREATE TABLE intake_import (
  case_id    text PRIMARY KEY,
  keep_until timestamptz NOT NULL,
  person_id  text NOT NULL
);
CREATE INDEX intake_import_person ON intake_import (person_id);
CREATE INDEX intake_import_due ON intake_import (keep_until);
