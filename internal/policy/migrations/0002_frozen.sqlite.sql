-- +goose Up
-- What was published stays as it was; only who published it can be forgotten.
-- +goose StatementBegin
CREATE TRIGGER policy_version_frozen BEFORE UPDATE OF id, clause_id, n, title, body, why, from_day, until_day, sites, employment, acknowledge, withdrawn, published_at
ON policy_version BEGIN
    SELECT RAISE(ABORT, 'a published version is never changed');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER policy_version_kept BEFORE DELETE ON policy_version BEGIN
    SELECT RAISE(ABORT, 'a published version is never removed');
END;
-- +goose StatementEnd
