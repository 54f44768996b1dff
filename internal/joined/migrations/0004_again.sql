-- +goose Up
-- A message can become a case again after that was put back: one row for each of them.
CREATE TABLE joined_cuts (
  entry_id text NOT NULL,
  from_id  text NOT NULL,
  case_id  text NOT NULL,
  copy_id  text NOT NULL,
  cut_at   timestamptz NOT NULL,
  PRIMARY KEY (entry_id, case_id)
);
INSERT INTO joined_cuts (entry_id, from_id, case_id, copy_id, cut_at) SELECT entry_id, from_id, case_id, copy_id, cut_at FROM joined_cut;
DROP TABLE joined_cut;
ALTER TABLE joined_cuts RENAME TO joined_cut;
CREATE INDEX joined_cut_from ON joined_cut (from_id);
CREATE INDEX joined_cut_case ON joined_cut (case_id);
-- The lines of both conversations that said why and until when they waited when they were joined; "" for none. Taken apart, they wait again.
ALTER TABLE joined_part ADD COLUMN part_paused text NOT NULL DEFAULT '';
ALTER TABLE joined_part ADD COLUMN whole_paused text NOT NULL DEFAULT '';
