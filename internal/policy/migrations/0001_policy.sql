-- +goose Up
CREATE TABLE policy_policy (
    id text PRIMARY KEY,
    title text NOT NULL,
    summary text NOT NULL,
    team_id text NOT NULL,
    position bigint NOT NULL
);
CREATE TABLE policy_clause (
    id text PRIMARY KEY,
    policy_id text NOT NULL REFERENCES policy_policy (id),
    number text NOT NULL,
    UNIQUE (policy_id, number)
);
-- Days are local dates as YYYY-MM-DD; until_day is the first day on which the version holds no more. Sites and kinds of employment stand one in a line.
CREATE TABLE policy_version (
    id text PRIMARY KEY,
    clause_id text NOT NULL REFERENCES policy_clause (id),
    n bigint NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    why text NOT NULL,
    from_day text NOT NULL,
    until_day text,
    sites text NOT NULL,
    employment text NOT NULL,
    acknowledge boolean NOT NULL,
    withdrawn boolean NOT NULL,
    published_by text,
    published_at timestamptz NOT NULL,
    UNIQUE (clause_id, n)
);
CREATE INDEX policy_version_asks ON policy_version (clause_id) WHERE acknowledge;
CREATE TABLE policy_acknowledgement (
    version_id text NOT NULL REFERENCES policy_version (id),
    person_id text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (version_id, person_id)
);
CREATE INDEX policy_acknowledgement_person ON policy_acknowledgement (person_id);
