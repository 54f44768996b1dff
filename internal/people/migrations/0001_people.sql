-- +goose Up
CREATE TABLE people_unit (
    id text PRIMARY KEY,
    parent_id text REFERENCES people_unit (id),
    name text NOT NULL,
    folded text NOT NULL
);
CREATE UNIQUE INDEX people_unit_name ON people_unit (COALESCE(parent_id, ''), folded);
CREATE TABLE people_site (
    name text PRIMARY KEY,
    folded text NOT NULL UNIQUE,
    time_zone text NOT NULL
);
CREATE TABLE people_person (
    id text PRIMARY KEY,
    given_name text NOT NULL,
    family_name text NOT NULL,
    preferred_name text NOT NULL,
    pronouns text NOT NULL,
    language text NOT NULL,
    time_zone text NOT NULL,
    email text NOT NULL,
    phone text NOT NULL,
    postal_address text NOT NULL,
    theme text NOT NULL,
    keys boolean NOT NULL,
    own text NOT NULL,
    sort_name text NOT NULL,
    search text NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX people_person_email ON people_person (email) WHERE email <> '';
CREATE INDEX people_person_sort ON people_person (sort_name, id);
CREATE TABLE people_employment (
    id text PRIMARY KEY,
    person_id text NOT NULL REFERENCES people_person (id),
    personnel_number text NOT NULL,
    unit_id text REFERENCES people_unit (id),
    site text REFERENCES people_site (name),
    position text NOT NULL,
    manager_id text REFERENCES people_person (id),
    started text NOT NULL,
    ended text NOT NULL,
    weekly_hours double precision NOT NULL,
    latest boolean NOT NULL
);
CREATE UNIQUE INDEX people_employment_number ON people_employment (personnel_number) WHERE personnel_number <> '';
CREATE UNIQUE INDEX people_employment_latest ON people_employment (person_id) WHERE latest;
CREATE INDEX people_employment_person ON people_employment (person_id);
CREATE INDEX people_employment_manager ON people_employment (manager_id);
CREATE INDEX people_employment_unit ON people_employment (unit_id);
CREATE TABLE people_channel (
    person_id text NOT NULL REFERENCES people_person (id),
    kind text NOT NULL,
    rank bigint NOT NULL,
    PRIMARY KEY (person_id, kind)
);
CREATE TABLE people_role (
    person_id text NOT NULL REFERENCES people_person (id),
    role text NOT NULL,
    PRIMARY KEY (person_id, role)
);
CREATE INDEX people_role_role ON people_role (role);
CREATE TABLE people_team (
    id text PRIMARY KEY,
    name text NOT NULL,
    folded text NOT NULL UNIQUE
);
CREATE TABLE people_team_member (
    team_id text NOT NULL REFERENCES people_team (id),
    person_id text NOT NULL REFERENCES people_person (id),
    PRIMARY KEY (team_id, person_id)
);
CREATE INDEX people_team_member_person ON people_team_member (person_id);
CREATE TABLE people_import (
    id text PRIMARY KEY,
    name text NOT NULL,
    body bytea NOT NULL,
    report text NOT NULL,
    person_id text REFERENCES people_person (id),
    created_at timestamptz NOT NULL
);

INSERT INTO people_team (id, name, folded) VALUES ('hr', 'HR', 'hr');
