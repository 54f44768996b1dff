-- +goose Up
-- What needs a decision ends with one, as withdrawn or as a duplicate, whoever writes it.
-- +goose StatementBegin
CREATE TRIGGER desk_case_decided BEFORE UPDATE OF outcome ON desk_case
  WHEN NEW.needs_decision AND NEW.outcome <> OLD.outcome AND NEW.outcome NOT IN ('', 'decided', 'withdrawn', 'duplicate')
BEGIN SELECT RAISE(ABORT, 'desk_case_decided: this service needs a decision'); END;
-- +goose StatementEnd
