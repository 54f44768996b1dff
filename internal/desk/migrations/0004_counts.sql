-- +goose Up
-- A person's own cases are counted from the index alone.
DROP INDEX desk_case_assignee;
CREATE INDEX desk_case_assignee ON desk_case (assignee_person, state, sensitivity, team_id, id);
-- Whether a case is not closed is told by a small index. It is unique, as id is, so that SQLite prefers it to the large one.
CREATE UNIQUE INDEX desk_case_live ON desk_case (id) WHERE state <> 'closed';
