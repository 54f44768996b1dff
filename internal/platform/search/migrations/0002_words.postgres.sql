-- +goose Up
-- The texts of before are taken into the new index from their sources, a few at a time, while it answers already.
DROP TABLE search_doc;

-- Newer texts have greater ids. A row is kept whole up to a page, because unpacking the words costs more than reading them.
CREATE TABLE search_doc (
    id bigint PRIMARY KEY,
    kind text NOT NULL,
    ref text NOT NULL,
    part text NOT NULL,
    size bigint NOT NULL,
    terms tsvector NOT NULL,
    UNIQUE (kind, ref, part)
) WITH (toast_tuple_target = 8160);
ALTER TABLE search_doc ALTER COLUMN terms SET STATISTICS 1000;

-- Without fastupdate serializable writers do not lock the whole index.
CREATE INDEX search_doc_terms ON search_doc USING gin (terms) WITH (fastupdate = off);

-- The words that are there, under the keys by which words like them are looked for: a stem and the languages (a bit each) that give it, or a spelling (0).
CREATE TABLE search_word (
    key bigint NOT NULL,
    word text NOT NULL,
    langs bigint NOT NULL,
    PRIMARY KEY (key, word, langs)
);

CREATE TABLE search_state (
    name text PRIMARY KEY,
    value text NOT NULL
);
INSERT INTO search_state (name, value) VALUES ('epoch', '0'), ('rebuild', '');
