-- +goose Up
-- What services ask for besides words. The id is the service's, a point and the key. choices are one a line; least and most are in hundredths.
CREATE TABLE field_field (
  id         text PRIMARY KEY,
  service_id text NOT NULL,
  key        text NOT NULL,
  kind       text NOT NULL,
  label      text NOT NULL,
  help       text NOT NULL,
  unit       text NOT NULL,
  choices    text NOT NULL,
  least      bigint,
  most       bigint,
  side       text NOT NULL,
  required   boolean NOT NULL,
  retired    boolean NOT NULL,
  place      integer NOT NULL,
  UNIQUE (service_id, key)
);

-- What cases hold in them, each in the column of its kind: word for what is compared as folded, prose for long texts, number in hundredths, day as YYYY-MM-DD.
CREATE TABLE field_value (
  case_id   text NOT NULL,
  field_id  text NOT NULL REFERENCES field_field (id),
  person_id text,
  asked_by  text,
  word      text,
  folded    text,
  prose     text,
  number    bigint,
  day       text,
  set_at    timestamptz NOT NULL,
  PRIMARY KEY (case_id, field_id)
);
CREATE INDEX field_value_word ON field_value (field_id, folded, case_id) WHERE folded IS NOT NULL;
CREATE INDEX field_value_number ON field_value (field_id, number, case_id) WHERE number IS NOT NULL;
CREATE INDEX field_value_day ON field_value (field_id, day, case_id) WHERE day IS NOT NULL;
CREATE INDEX field_value_person ON field_value (person_id);
CREATE INDEX field_value_asked ON field_value (asked_by);
