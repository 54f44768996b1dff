-- +goose Up
-- Who was changed last is asked for often: see lookout.
CREATE INDEX people_person_updated ON people_person (updated_at);
