-- +goose Up
-- What somebody wants to do with many cases, from the preview until it is done; then what they wrote is taken out. It goes after thirty days.
CREATE TABLE macro_batch (
  id        text PRIMARY KEY,
  person_id text NOT NULL,
  plan      text NOT NULL,
  made_at   timestamptz NOT NULL,
  done_at   timestamptz
);
CREATE INDEX macro_batch_person ON macro_batch (person_id);

-- What became of each case of a batch: what is done is done once. why is a sentence of ours, without anybody's name.
CREATE TABLE macro_batch_case (
  batch_id    text NOT NULL,
  person_id   text NOT NULL,
  case_number text NOT NULL,
  done        boolean NOT NULL,
  why         text NOT NULL,
  at          timestamptz NOT NULL,
  PRIMARY KEY (batch_id, person_id, case_number)
);
CREATE INDEX macro_batch_case_person ON macro_batch_case (person_id);
CREATE INDEX macro_batch_case_at ON macro_batch_case (at);
