-- +goose Up
-- What was worked out is never changed nor deleted, but what erasing a person takes away. A line is corrected by the next revision of it, with a reason.
-- +goose StatementBegin
CREATE FUNCTION calculation_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was worked out is never deleted';
END $$;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE FUNCTION calculation_calculation_as_it_was() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT (
    NEW.id IS NOT DISTINCT FROM OLD.id AND NEW.case_id IS NOT DISTINCT FROM OLD.case_id AND NEW.case_number IS NOT DISTINCT FROM OLD.case_number AND
    NEW.unit IS NOT DISTINCT FROM OLD.unit AND NEW.rounding IS NOT DISTINCT FROM OLD.rounding AND NEW.lines IS NOT DISTINCT FROM OLD.lines AND NEW.places
    IS NOT DISTINCT FROM OLD.places AND NEW.instead_of IS NOT DISTINCT FROM OLD.instead_of AND NEW.written_at IS NOT DISTINCT FROM OLD.written_at AND
    (NEW.written_by IS NULL OR NEW.written_by IS NOT DISTINCT FROM OLD.written_by) AND ((NEW.title IS NOT DISTINCT FROM OLD.title AND NEW.person_id IS NOT
    DISTINCT FROM OLD.person_id AND NEW.erased_at IS NOT DISTINCT FROM OLD.erased_at) OR (NEW.erased_at IS NOT NULL AND NEW.title = '' AND NEW.person_id IS
    NULL))) THEN
    RAISE EXCEPTION 'what was worked out is never changed';
  END IF;
  RETURN NEW;
END $$;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE FUNCTION calculation_calculation_sound() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.instead_of IS NOT NULL AND NOT EXISTS (SELECT 1 FROM calculation_calculation c WHERE c.id = NEW.instead_of AND c.case_id = NEW.case_id) THEN
    RAISE EXCEPTION 'a calculation replaces one of its case';
  END IF;
  RETURN NEW;
END $$;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE FUNCTION calculation_line_as_it_was() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT (
    NEW.id IS NOT DISTINCT FROM OLD.id AND NEW.calculation_id IS NOT DISTINCT FROM OLD.calculation_id AND NEW.position IS NOT DISTINCT FROM OLD.position
    AND NEW.revision IS NOT DISTINCT FROM OLD.revision AND NEW.written_at IS NOT DISTINCT FROM OLD.written_at AND (NEW.written_by IS NULL OR NEW.written_by
    IS NOT DISTINCT FROM OLD.written_by) AND ((NEW.body IS NOT DISTINCT FROM OLD.body AND NEW.quantity IS NOT DISTINCT FROM OLD.quantity AND NEW.rate IS
    NOT DISTINCT FROM OLD.rate AND NEW.amount IS NOT DISTINCT FROM OLD.amount AND NEW.source IS NOT DISTINCT FROM OLD.source AND NEW.clause IS NOT DISTINCT
    FROM OLD.clause AND NEW.clause_version IS NOT DISTINCT FROM OLD.clause_version AND NEW.clause_title IS NOT DISTINCT FROM OLD.clause_title AND
    NEW.reason IS NOT DISTINCT FROM OLD.reason AND NEW.erased_at IS NOT DISTINCT FROM OLD.erased_at) OR (NEW.erased_at IS NOT NULL AND NEW.amount = 0 AND
    NEW.quantity = '0' AND NEW.rate = '0' AND NEW.body = '' AND NEW.source = '' AND NEW.clause = '' AND NEW.clause_version = '' AND NEW.clause_title = ''
    AND NEW.reason = ''))) THEN
    RAISE EXCEPTION 'what was worked out is never changed';
  END IF;
  RETURN NEW;
END $$;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE FUNCTION calculation_line_sound() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM calculation_calculation c WHERE c.id = NEW.calculation_id AND NEW.position < c.lines AND c.erased_at IS NULL) THEN
    RAISE EXCEPTION 'a calculation keeps its number of lines';
  END IF;
  IF NEW.revision > 1 AND NOT EXISTS (SELECT 1 FROM calculation_line l WHERE l.calculation_id = NEW.calculation_id AND l.position = NEW.position AND l.revision = NEW.revision - 1) THEN
    RAISE EXCEPTION 'a correction has a line that it corrects';
  END IF;
  IF EXISTS (SELECT 1 FROM calculation_calculation c WHERE c.instead_of = NEW.calculation_id) THEN
    RAISE EXCEPTION 'what was replaced is not corrected';
  END IF;
  RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER calculation_calculation_stays BEFORE DELETE ON calculation_calculation FOR EACH ROW EXECUTE FUNCTION calculation_stays();
CREATE TRIGGER calculation_calculation_as_it_was BEFORE UPDATE ON calculation_calculation FOR EACH ROW EXECUTE FUNCTION calculation_calculation_as_it_was();
CREATE TRIGGER calculation_calculation_sound BEFORE INSERT ON calculation_calculation FOR EACH ROW EXECUTE FUNCTION calculation_calculation_sound();
CREATE TRIGGER calculation_line_stays BEFORE DELETE ON calculation_line FOR EACH ROW EXECUTE FUNCTION calculation_stays();
CREATE TRIGGER calculation_line_as_it_was BEFORE UPDATE ON calculation_line FOR EACH ROW EXECUTE FUNCTION calculation_line_as_it_was();
CREATE TRIGGER calculation_line_sound BEFORE INSERT ON calculation_line FOR EACH ROW EXECUTE FUNCTION calculation_line_sound();
