-- +goose Up
-- What was published stays as it was; only who published it can be forgotten.
-- +goose StatementBegin
CREATE FUNCTION policy_version_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a published version is never changed';
END;
$$;
-- +goose StatementEnd
CREATE TRIGGER policy_version_frozen BEFORE UPDATE OF id, clause_id, n, title, body, why, from_day, until_day, sites, employment, acknowledge, withdrawn, published_at
ON policy_version FOR EACH ROW EXECUTE FUNCTION policy_version_frozen();
CREATE TRIGGER policy_version_kept BEFORE DELETE ON policy_version FOR EACH ROW EXECUTE FUNCTION policy_version_frozen();
