-- +goose Up
-- What the program promises about decisions, kept by the database too: a decision is never changed nor deleted, but what erasing a person takes away; an appeal
-- is answered by the next decision of its case, and by somebody who has not decided there before.
-- +goose StatementBegin
CREATE TRIGGER decision_decision_stays BEFORE DELETE ON decision_decision BEGIN SELECT RAISE(ABORT, 'a decision is never deleted'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER decision_decision_as_it_was BEFORE UPDATE ON decision_decision WHEN NOT (
    NEW.id IS OLD.id AND NEW.case_id IS OLD.case_id AND NEW.version IS OLD.version AND NEW.kind IS OLD.kind AND NEW.replaces_id IS OLD.replaces_id AND NEW.appeal_id
    IS OLD.appeal_id AND NEW.outcome IS OLD.outcome AND NEW.clause_version IS OLD.clause_version AND NEW.clause_ref IS OLD.clause_ref AND NEW.clause_title IS
    OLD.clause_title AND NEW.clause_text IS OLD.clause_text AND NEW.clause_edition IS OLD.clause_edition AND NEW.heard IS OLD.heard AND NEW.decided_at IS
    OLD.decided_at AND NEW.next_on IS OLD.next_on AND NEW.appeal_until IS OLD.appeal_until AND (NEW.by_person IS NULL OR NEW.by_person IS OLD.by_person) AND
    (NEW.for_person IS NULL OR NEW.for_person IS OLD.for_person) AND (NEW.decided_by IS NULL OR NEW.decided_by IS OLD.decided_by) AND (NEW.appeal_person IS NULL OR
    NEW.appeal_person IS OLD.appeal_person) AND ((NEW.reason IS OLD.reason AND NEW.facts IS OLD.facts AND NEW.alternatives IS OLD.alternatives AND NEW.next_text IS
    OLD.next_text AND NEW.recur IS OLD.recur AND NEW.total IS OLD.total AND NEW.why IS OLD.why AND NEW.erased_at IS OLD.erased_at AND (NEW.appeal_to IS
    OLD.appeal_to OR NEW.appeal_to = 'erased' AND OLD.appeal_person IS NOT NULL AND NEW.appeal_person IS NULL)) OR (NEW.erased_at IS NOT NULL AND NEW.reason = ''
    AND NEW.facts = '' AND NEW.alternatives = '' AND NEW.next_text = '' AND NEW.recur = '' AND NEW.total = '' AND NEW.why = '' AND NEW.appeal_to IN ('', 'erased'))))
BEGIN SELECT RAISE(ABORT, 'a decision is never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER decision_decision_sound BEFORE INSERT ON decision_decision BEGIN
  SELECT RAISE(ABORT, 'a decision has a decider') WHERE NEW.decided_by IS NULL OR NEW.erased_at IS NOT NULL;
  SELECT RAISE(ABORT, 'a decision replaces one of its case') WHERE NEW.replaces_id IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM decision_decision d WHERE d.id = NEW.replaces_id AND d.case_id = NEW.case_id AND d.version = NEW.version - 1);
  SELECT RAISE(ABORT, 'an appeal is answered in its case') WHERE NEW.appeal_id IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM decision_appeal a WHERE a.id = NEW.appeal_id AND a.case_id = NEW.case_id);
  SELECT RAISE(ABORT, 'an appeal waits for its answer') WHERE EXISTS (SELECT 1 FROM decision_appeal a WHERE a.case_id = NEW.case_id AND a.id IS NOT NEW.appeal_id
    AND NOT EXISTS (SELECT 1 FROM decision_decision d WHERE d.appeal_id = a.id));
  SELECT RAISE(ABORT, 'somebody else answers an appeal') WHERE NEW.appeal_id IS NOT NULL
    AND EXISTS (SELECT 1 FROM decision_decision d WHERE d.case_id = NEW.case_id AND d.decided_by = NEW.decided_by AND d.appeal_id IS NOT NEW.appeal_id);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER decision_appeal_stays BEFORE DELETE ON decision_appeal BEGIN SELECT RAISE(ABORT, 'an appeal is never deleted'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER decision_appeal_as_it_was BEFORE UPDATE ON decision_appeal WHEN NOT (
    NEW.id IS OLD.id AND NEW.case_id IS OLD.case_id AND NEW.decision_id IS OLD.decision_id AND NEW.at IS OLD.at AND (NEW.person_id IS NULL OR NEW.person_id IS
    OLD.person_id) AND (NEW.given_person IS NULL OR NEW.given_person IS OLD.given_person) AND (NEW.body = '' OR NEW.body IS OLD.body))
BEGIN SELECT RAISE(ABORT, 'an appeal is never changed'); END;
-- +goose StatementEnd
