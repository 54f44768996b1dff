-- +goose Up
-- What is promised already counts by the hours of where its case, or its step, is.
UPDATE promise_promise SET site = (SELECT c.site FROM desk_case c WHERE c.id = owner_id), team = (SELECT c.team_id FROM desk_case c WHERE c.id = owner_id)
  WHERE owner_kind = 'case' AND state IN ('running', 'paused') AND owner_id IN (SELECT id FROM desk_case);
UPDATE promise_promise SET site = (SELECT c.site FROM desk_step s JOIN desk_case c ON c.id = s.case_id WHERE s.id = owner_id), team = (SELECT s.team_id FROM desk_step s WHERE s.id = owner_id)
  WHERE owner_kind = 'step' AND state IN ('running', 'paused') AND owner_id IN (SELECT id FROM desk_step);
