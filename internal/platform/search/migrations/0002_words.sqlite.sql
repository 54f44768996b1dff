-- +goose Up
-- The texts of before are taken into the new index from their sources, a few at a time, while it answers already.
DROP TABLE search_text;
DROP TABLE search_doc;

-- Newer texts have greater ids.
CREATE TABLE search_doc (
    id integer PRIMARY KEY,
    kind text NOT NULL,
    ref text NOT NULL,
    part text NOT NULL,
    size bigint NOT NULL,
    UNIQUE (kind, ref, part)
);

-- The words of a text in their order, not the text. Its rowid is the id of search_doc. A word is what stands between two spaces.
CREATE VIRTUAL TABLE search_text USING fts5 (title, body, content = '', contentless_delete = 1, tokenize = 'ascii');

-- The words that are there, under the keys by which words like them are looked for: a stem and the languages (a bit each) that give it, or a spelling (0).
CREATE TABLE search_word (
    key bigint NOT NULL,
    word text NOT NULL,
    langs bigint NOT NULL,
    PRIMARY KEY (key, word, langs)
) WITHOUT ROWID;

CREATE TABLE search_state (
    name text PRIMARY KEY,
    value text NOT NULL
);
INSERT INTO search_state (name, value) VALUES ('epoch', '0'), ('rebuild', '');
