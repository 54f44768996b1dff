-- +goose Up
-- A text that is written often. One's own has an owner and no team; that of a team has no owner: everybody in the team may change it.
CREATE TABLE macro_macro (
  id           text PRIMARY KEY,
  owner_person text,
  team_id      text NOT NULL,
  name         text NOT NULL,
  folded       text NOT NULL,
  tag          text NOT NULL,
  wait_days    bigint NOT NULL,
  outcome      text NOT NULL,
  cause_id     text NOT NULL,
  kept_at      timestamptz NOT NULL
);
CREATE UNIQUE INDEX macro_macro_own ON macro_macro (owner_person, folded) WHERE team_id = '';
CREATE UNIQUE INDEX macro_macro_team ON macro_macro (team_id, folded) WHERE team_id <> '';

-- What it says, in each language in which it was written.
CREATE TABLE macro_text (
  macro_id text NOT NULL REFERENCES macro_macro (id),
  language text NOT NULL,
  body     text NOT NULL,
  PRIMARY KEY (macro_id, language)
);
