-- +goose Up
-- The text that those of HR who work on a case write together, one for each kind of message, until it is sent. There is one version of it: none before is kept, nor who wrote what.
-- version rises with each save, also from one text to the next. sending_by is who sent it, for as long as they can undo that.
CREATE TABLE together_draft (
  case_id     text NOT NULL,
  kind        text NOT NULL CHECK (kind IN ('reply', 'note')),
  case_number text NOT NULL,
  for_person  text NOT NULL,
  asked_by    text NOT NULL,
  body        text NOT NULL,
  version     bigint NOT NULL,
  changed_by  text NOT NULL,
  changed_at  timestamptz NOT NULL,
  sending_by  text NOT NULL,
  PRIMARY KEY (case_id, kind)
);
CREATE INDEX together_draft_for ON together_draft (for_person);
CREATE INDEX together_draft_asked ON together_draft (asked_by);
CREATE INDEX together_draft_changed ON together_draft (changed_by);
