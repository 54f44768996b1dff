-- +goose Up
-- What still has to be kept, by whose it is: each word of HR leaves a promise that was kept, and a queue reads what is left of fifty cases.
CREATE INDEX promise_promise_owed ON promise_promise (owner_kind, owner_id) WHERE state IN ('running', 'paused');
