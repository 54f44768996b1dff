-- +goose Up
-- Lists are narrowed by the cause and the outcome of cases: where few have one, they are gathered.
CREATE INDEX desk_case_cause ON desk_case (cause_id, id);
CREATE INDEX desk_case_outcome ON desk_case (outcome, id);
