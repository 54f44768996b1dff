-- +goose Up
-- What was worked out is never changed nor deleted, but what erasing a person takes away. A line is corrected by the next revision of it, with a reason.
-- +goose StatementBegin
CREATE TRIGGER calculation_calculation_stays BEFORE DELETE ON calculation_calculation BEGIN SELECT RAISE(ABORT, 'what was worked out is never deleted'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER calculation_calculation_as_it_was BEFORE UPDATE ON calculation_calculation WHEN NOT (
    NEW.id IS OLD.id AND NEW.case_id IS OLD.case_id AND NEW.case_number IS OLD.case_number AND NEW.unit IS OLD.unit AND NEW.rounding IS OLD.rounding AND
    NEW.lines IS OLD.lines AND NEW.places IS OLD.places AND NEW.instead_of IS OLD.instead_of AND NEW.written_at IS OLD.written_at AND (NEW.written_by IS
    NULL OR NEW.written_by IS OLD.written_by) AND ((NEW.title IS OLD.title AND NEW.person_id IS OLD.person_id AND NEW.erased_at IS OLD.erased_at) OR
    (NEW.erased_at IS NOT NULL AND NEW.title = '' AND NEW.person_id IS NULL)))
BEGIN SELECT RAISE(ABORT, 'what was worked out is never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER calculation_line_stays BEFORE DELETE ON calculation_line BEGIN SELECT RAISE(ABORT, 'what was worked out is never deleted'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER calculation_line_as_it_was BEFORE UPDATE ON calculation_line WHEN NOT (
    NEW.id IS OLD.id AND NEW.calculation_id IS OLD.calculation_id AND NEW.position IS OLD.position AND NEW.revision IS OLD.revision AND NEW.written_at IS
    OLD.written_at AND (NEW.written_by IS NULL OR NEW.written_by IS OLD.written_by) AND ((NEW.body IS OLD.body AND NEW.quantity IS OLD.quantity AND
    NEW.rate IS OLD.rate AND NEW.amount IS OLD.amount AND NEW.source IS OLD.source AND NEW.clause IS OLD.clause AND NEW.clause_version IS
    OLD.clause_version AND NEW.clause_title IS OLD.clause_title AND NEW.reason IS OLD.reason AND NEW.erased_at IS OLD.erased_at) OR (NEW.erased_at IS NOT
    NULL AND NEW.amount = 0 AND NEW.quantity = '0' AND NEW.rate = '0' AND NEW.body = '' AND NEW.source = '' AND NEW.clause = '' AND NEW.clause_version = ''
    AND NEW.clause_title = '' AND NEW.reason = '')))
BEGIN SELECT RAISE(ABORT, 'what was worked out is never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER calculation_calculation_sound BEFORE INSERT ON calculation_calculation BEGIN
  SELECT RAISE(ABORT, 'a calculation replaces one of its case')
    WHERE NEW.instead_of IS NOT NULL AND NOT EXISTS (SELECT 1 FROM calculation_calculation c WHERE c.id = NEW.instead_of AND c.case_id = NEW.case_id);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER calculation_line_sound BEFORE INSERT ON calculation_line BEGIN
  SELECT RAISE(ABORT, 'a calculation keeps its number of lines')
    WHERE NOT EXISTS (SELECT 1 FROM calculation_calculation c WHERE c.id = NEW.calculation_id AND NEW.position < c.lines AND c.erased_at IS NULL);
  SELECT RAISE(ABORT, 'a correction has a line that it corrects')
    WHERE NEW.revision > 1 AND NOT EXISTS (SELECT 1 FROM calculation_line l WHERE l.calculation_id = NEW.calculation_id AND l.position = NEW.position AND l.revision = NEW.revision - 1);
  SELECT RAISE(ABORT, 'what was replaced is not corrected')
    WHERE EXISTS (SELECT 1 FROM calculation_calculation c WHERE c.instead_of = NEW.calculation_id);
END;
-- +goose StatementEnd
