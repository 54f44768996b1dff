-- +goose Up
-- What somebody works on is counted by service from the index alone.
DROP INDEX desk_case_assignee;
CREATE INDEX desk_case_assignee ON desk_case (assignee_person, state, sensitivity, team_id, service_id, id);
