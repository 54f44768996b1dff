-- +goose Up
-- The words of a team. used_at is when one was last put on a case, for suggestions.
CREATE TABLE tag_word (
  id      text PRIMARY KEY,
  team_id text NOT NULL,
  word    text NOT NULL,
  folded  text NOT NULL,
  used_at timestamptz NOT NULL,
  UNIQUE (team_id, folded)
);
CREATE INDEX tag_word_used ON tag_word (team_id, used_at);

-- Which case bears which word. Nothing says who put it there.
CREATE TABLE tag_case (
  tag_id    text NOT NULL REFERENCES tag_word (id),
  case_id   text NOT NULL,
  person_id text,
  asked_by  text,
  put_at    timestamptz NOT NULL,
  PRIMARY KEY (tag_id, case_id)
);
CREATE INDEX tag_case_case ON tag_case (case_id);
CREATE INDEX tag_case_person ON tag_case (person_id);
CREATE INDEX tag_case_asked ON tag_case (asked_by);
