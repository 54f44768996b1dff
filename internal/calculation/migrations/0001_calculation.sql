-- +goose Up
-- The total is not kept: it is what the lines come to. places are the decimals of the lines' amounts.
CREATE TABLE calculation_calculation (
  id          text PRIMARY KEY,
  case_id     text NOT NULL REFERENCES desk_case (id),
  case_number text NOT NULL,
  person_id   text,
  title       text NOT NULL,
  unit        text NOT NULL CHECK (length(unit) > 0),
  rounding    text NOT NULL CHECK (rounding IN ('half_up', 'half_even', 'down', 'up', 'total_half_up', 'total_half_even', 'total_down', 'total_up')),
  lines       bigint NOT NULL CHECK (lines BETWEEN 1 AND 100),
  places      bigint NOT NULL CHECK (places BETWEEN 0 AND 6),
  instead_of  text UNIQUE REFERENCES calculation_calculation (id),
  written_by  text,
  written_at  timestamptz NOT NULL,
  erased_at   timestamptz
);
CREATE INDEX calculation_calculation_case ON calculation_calculation (case_id);
CREATE INDEX calculation_calculation_person ON calculation_calculation (person_id);
CREATE INDEX calculation_calculation_written_by ON calculation_calculation (written_by);

-- A row is one version of a line: a later revision of the same position strikes it through. amount counts units of 10^-places.
CREATE TABLE calculation_line (
  id             text PRIMARY KEY,
  calculation_id text NOT NULL REFERENCES calculation_calculation (id),
  position       bigint NOT NULL CHECK (position >= 0),
  revision       bigint NOT NULL CHECK (revision >= 1),
  body           text NOT NULL,
  quantity       text NOT NULL,
  rate           text NOT NULL,
  amount         bigint NOT NULL,
  source         text NOT NULL,
  clause         text NOT NULL,
  clause_version text NOT NULL,
  clause_title   text NOT NULL,
  reason         text NOT NULL,
  written_by     text,
  written_at     timestamptz NOT NULL,
  erased_at      timestamptz,
  UNIQUE (calculation_id, position, revision),
  CHECK (erased_at IS NOT NULL OR length(trim(body)) > 0 AND length(trim(source)) > 0),
  CHECK (erased_at IS NOT NULL OR (revision = 1) = (reason = ''))
);
CREATE INDEX calculation_line_clause_version ON calculation_line (clause_version);
CREATE INDEX calculation_line_written_by ON calculation_line (written_by);
