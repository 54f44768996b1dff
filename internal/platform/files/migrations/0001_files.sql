-- +goose Up
-- A blob belongs to one owner, such as a case: the same bytes sent to another owner are another blob, so that nothing tells that somebody
-- else has the file. content is NULL where blobs are kept in a directory.
CREATE TABLE files_blob (
    id         text PRIMARY KEY,
    owner      text NOT NULL,
    sha256     text NOT NULL,
    size       bigint NOT NULL,
    content    bytea,
    created_at timestamptz NOT NULL,
    UNIQUE (owner, sha256)
);

-- A file is a name that somebody gave to a blob. A deleted one keeps its row as a trace, without name and content.
CREATE TABLE files_file (
    id           text PRIMARY KEY,
    owner        text NOT NULL,
    blob_id      text,
    name         text NOT NULL,
    content_type text NOT NULL,
    size         bigint NOT NULL,
    sha256       text NOT NULL,
    created_at   timestamptz NOT NULL,
    deleted_at   timestamptz
);
CREATE INDEX files_file_owner ON files_file (owner);
CREATE INDEX files_file_blob ON files_file (blob_id);
