-- +goose Up
-- A row is one version of a decision, with the clause as it stood that day. A version that another one replaces stays as it is: 0002 keeps it so. Lists are
-- texts with one item on each line.
CREATE TABLE decision_decision (
  id             text PRIMARY KEY,
  case_id        text NOT NULL REFERENCES desk_case (id),
  version        bigint NOT NULL,
  kind           text NOT NULL CHECK (kind IN ('decision', 'correction')),
  replaces_id    text UNIQUE REFERENCES decision_decision (id),
  appeal_id      text,
  outcome        text NOT NULL CHECK (outcome IN ('granted', 'in_part', 'refused', 'out_of_scope')),
  reason         text NOT NULL,
  clause_version text NOT NULL,
  clause_ref     text NOT NULL,
  clause_title   text NOT NULL,
  clause_text    text NOT NULL,
  clause_edition text NOT NULL,
  facts          text NOT NULL,
  alternatives   text NOT NULL,
  next_text      text NOT NULL,
  next_on        text NOT NULL,
  recur          text NOT NULL,
  appeal_until   text NOT NULL,
  appeal_to      text NOT NULL,
  appeal_person  text,
  heard          text NOT NULL CHECK (heard IN ('', 'confirmed', 'unconfirmed')),
  total          text NOT NULL,
  why            text NOT NULL,
  by_person      text,
  for_person     text,
  decided_by     text,
  decided_at     timestamptz NOT NULL,
  erased_at      timestamptz,
  UNIQUE (case_id, version),
  CHECK ((version = 1) = (replaces_id IS NULL)),
  -- What every decision says.
  CHECK (length(next_on) = 10),
  CHECK (erased_at IS NOT NULL OR length(trim(reason)) > 0 AND length(trim(facts)) > 0 AND length(trim(next_text)) > 0),
  -- What nobody is refused anything without.
  CHECK (outcome = 'granted' OR length(appeal_until) = 10 AND length(trim(appeal_to)) > 0),
  CHECK (erased_at IS NOT NULL OR outcome = 'granted' OR length(trim(alternatives)) > 0),
  CHECK (outcome = 'granted' OR length(clause_version) > 0 AND length(trim(clause_ref)) > 0 AND length(trim(clause_text)) > 0),
  CHECK (erased_at IS NOT NULL OR kind = 'decision' OR length(trim(why)) > 0),
  CHECK ((appeal_until = '') = (appeal_to = ''))
);
CREATE INDEX decision_decision_by_person ON decision_decision (by_person);
CREATE INDEX decision_decision_for_person ON decision_decision (for_person);
CREATE INDEX decision_decision_decided_by ON decision_decision (decided_by);
CREATE INDEX decision_decision_appeal_person ON decision_decision (appeal_person);
CREATE INDEX decision_decision_clause_version ON decision_decision (clause_version);

-- An appeal asks for another look at one version of a decision. It is answered once a decision names it.
CREATE TABLE decision_appeal (
  id           text PRIMARY KEY,
  case_id      text NOT NULL REFERENCES desk_case (id),
  decision_id  text NOT NULL UNIQUE REFERENCES decision_decision (id),
  person_id    text,
  body         text NOT NULL,
  given_person text,
  at           timestamptz NOT NULL
);
CREATE INDEX decision_appeal_case_id ON decision_appeal (case_id);
CREATE INDEX decision_appeal_person_id ON decision_appeal (person_id);
CREATE INDEX decision_appeal_given_person ON decision_appeal (given_person);
