-- +goose Up
-- What the program promises about decisions, kept by the database too: a decision is never changed nor deleted, but what erasing a person takes away; an appeal
-- is answered by the next decision of its case, and by somebody who has not decided there before.
-- +goose StatementBegin
CREATE FUNCTION decision_stays() RETURNS trigger AS $$
BEGIN
  RAISE EXCEPTION 'what was decided or appealed is never deleted';
END $$ LANGUAGE plpgsql;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE FUNCTION decision_decision_as_it_was() RETURNS trigger AS $$
BEGIN
  IF NOT (
    NEW.id IS NOT DISTINCT FROM OLD.id AND NEW.case_id IS NOT DISTINCT FROM OLD.case_id AND NEW.version IS NOT DISTINCT FROM OLD.version AND NEW.kind IS NOT
    DISTINCT FROM OLD.kind AND NEW.replaces_id IS NOT DISTINCT FROM OLD.replaces_id AND NEW.appeal_id IS NOT DISTINCT FROM OLD.appeal_id AND NEW.outcome IS NOT
    DISTINCT FROM OLD.outcome AND NEW.clause_version IS NOT DISTINCT FROM OLD.clause_version AND NEW.clause_ref IS NOT DISTINCT FROM OLD.clause_ref AND
    NEW.clause_title IS NOT DISTINCT FROM OLD.clause_title AND NEW.clause_text IS NOT DISTINCT FROM OLD.clause_text AND NEW.clause_edition IS NOT DISTINCT FROM
    OLD.clause_edition AND NEW.heard IS NOT DISTINCT FROM OLD.heard AND NEW.decided_at IS NOT DISTINCT FROM OLD.decided_at AND NEW.next_on IS NOT DISTINCT FROM
    OLD.next_on AND NEW.appeal_until IS NOT DISTINCT FROM OLD.appeal_until AND (NEW.by_person IS NULL OR NEW.by_person IS NOT DISTINCT FROM OLD.by_person) AND
    (NEW.for_person IS NULL OR NEW.for_person IS NOT DISTINCT FROM OLD.for_person) AND (NEW.decided_by IS NULL OR NEW.decided_by IS NOT DISTINCT FROM
    OLD.decided_by) AND (NEW.appeal_person IS NULL OR NEW.appeal_person IS NOT DISTINCT FROM OLD.appeal_person) AND ((NEW.reason IS NOT DISTINCT FROM OLD.reason AND
    NEW.facts IS NOT DISTINCT FROM OLD.facts AND NEW.alternatives IS NOT DISTINCT FROM OLD.alternatives AND NEW.next_text IS NOT DISTINCT FROM OLD.next_text AND
    NEW.recur IS NOT DISTINCT FROM OLD.recur AND NEW.total IS NOT DISTINCT FROM OLD.total AND NEW.why IS NOT DISTINCT FROM OLD.why AND NEW.erased_at IS NOT DISTINCT
    FROM OLD.erased_at AND (NEW.appeal_to IS NOT DISTINCT FROM OLD.appeal_to OR NEW.appeal_to = 'erased' AND OLD.appeal_person IS NOT NULL AND NEW.appeal_person IS
    NULL)) OR (NEW.erased_at IS NOT NULL AND NEW.reason = '' AND NEW.facts = '' AND NEW.alternatives = '' AND NEW.next_text = '' AND NEW.recur = '' AND NEW.total =
    '' AND NEW.why = '' AND NEW.appeal_to IN ('', 'erased')))) THEN
    RAISE EXCEPTION 'a decision is never changed';
  END IF;
  RETURN NEW;
END $$ LANGUAGE plpgsql;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE FUNCTION decision_decision_sound() RETURNS trigger AS $$
BEGIN
  IF NEW.decided_by IS NULL OR NEW.erased_at IS NOT NULL THEN
    RAISE EXCEPTION 'a decision has a decider';
  END IF;
  IF NEW.replaces_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM decision_decision d WHERE d.id = NEW.replaces_id AND d.case_id = NEW.case_id AND d.version = NEW.version - 1) THEN
    RAISE EXCEPTION 'a decision replaces one of its case';
  END IF;
  IF NEW.appeal_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM decision_appeal a WHERE a.id = NEW.appeal_id AND a.case_id = NEW.case_id) THEN
    RAISE EXCEPTION 'an appeal is answered in its case';
  END IF;
  IF EXISTS (SELECT 1 FROM decision_appeal a WHERE a.case_id = NEW.case_id AND a.id IS DISTINCT FROM NEW.appeal_id
    AND NOT EXISTS (SELECT 1 FROM decision_decision d WHERE d.appeal_id = a.id)) THEN
    RAISE EXCEPTION 'an appeal waits for its answer';
  END IF;
  IF NEW.appeal_id IS NOT NULL AND EXISTS (SELECT 1 FROM decision_decision d WHERE d.case_id = NEW.case_id AND d.decided_by = NEW.decided_by
    AND d.appeal_id IS DISTINCT FROM NEW.appeal_id) THEN
    RAISE EXCEPTION 'somebody else answers an appeal';
  END IF;
  RETURN NEW;
END $$ LANGUAGE plpgsql;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE FUNCTION decision_appeal_as_it_was() RETURNS trigger AS $$
BEGIN
  IF NOT (
    NEW.id IS NOT DISTINCT FROM OLD.id AND NEW.case_id IS NOT DISTINCT FROM OLD.case_id AND NEW.decision_id IS NOT DISTINCT FROM OLD.decision_id AND NEW.at IS NOT
    DISTINCT FROM OLD.at AND (NEW.person_id IS NULL OR NEW.person_id IS NOT DISTINCT FROM OLD.person_id) AND (NEW.given_person IS NULL OR NEW.given_person IS NOT
    DISTINCT FROM OLD.given_person) AND (NEW.body = '' OR NEW.body IS NOT DISTINCT FROM OLD.body)) THEN
    RAISE EXCEPTION 'an appeal is never changed';
  END IF;
  RETURN NEW;
END $$ LANGUAGE plpgsql;
-- +goose StatementEnd
CREATE TRIGGER decision_decision_stays BEFORE DELETE ON decision_decision FOR EACH ROW EXECUTE FUNCTION decision_stays();
CREATE TRIGGER decision_decision_as_it_was BEFORE UPDATE ON decision_decision FOR EACH ROW EXECUTE FUNCTION decision_decision_as_it_was();
CREATE TRIGGER decision_decision_sound BEFORE INSERT ON decision_decision FOR EACH ROW EXECUTE FUNCTION decision_decision_sound();
CREATE TRIGGER decision_appeal_stays BEFORE DELETE ON decision_appeal FOR EACH ROW EXECUTE FUNCTION decision_stays();
CREATE TRIGGER decision_appeal_as_it_was BEFORE UPDATE ON decision_appeal FOR EACH ROW EXECUTE FUNCTION decision_appeal_as_it_was();
