-- +goose Up
CREATE TABLE search_doc (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind text NOT NULL,
    ref text NOT NULL,
    part text NOT NULL,
    at timestamptz NOT NULL,
    UNIQUE (kind, ref, part)
);

-- The index holds words, not texts. Its rowid is the id of search_doc.
CREATE VIRTUAL TABLE search_text USING fts5 (
    title, body, content = '', contentless_delete = 1, prefix = '3', tokenize = 'unicode61 remove_diacritics 0'
);
