-- +goose Up
-- What needs a decision ends with one, as withdrawn or as a duplicate, whoever writes it.
-- +goose StatementBegin
CREATE FUNCTION desk_case_decided() RETURNS trigger AS $$
BEGIN
  RAISE EXCEPTION 'desk_case_decided: this service needs a decision' USING ERRCODE = 'check_violation';
END $$ LANGUAGE plpgsql;
-- +goose StatementEnd
CREATE TRIGGER desk_case_decided BEFORE UPDATE OF outcome ON desk_case FOR EACH ROW
  WHEN (NEW.needs_decision AND NEW.outcome <> OLD.outcome AND NEW.outcome NOT IN ('', 'decided', 'withdrawn', 'duplicate'))
  EXECUTE FUNCTION desk_case_decided();
