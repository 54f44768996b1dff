-- +goose Up
-- What HR has not answered, in the order of the queue.
CREATE INDEX desk_case_working ON desk_case ((state IN ('open', 'waiting')), queue_at, id);
