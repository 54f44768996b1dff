-- +goose Up
CREATE TABLE search_doc (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind text NOT NULL,
    ref text NOT NULL,
    part text NOT NULL,
    at timestamptz NOT NULL,
    terms tsvector NOT NULL,
    UNIQUE (kind, ref, part)
);

-- Without fastupdate serializable writers do not lock the whole index.
CREATE INDEX search_doc_terms ON search_doc USING gin (terms) WITH (fastupdate = off);
