-- +goose Up
-- What the directory said of whom a case is for when it was first decided: by these facts like cases are found. Without a person it was erased.
CREATE TABLE decision_fact (
  case_id       text PRIMARY KEY REFERENCES desk_case (id),
  for_person    text,
  service_id    text NOT NULL,
  site          text NOT NULL,
  weekly_hours  double precision NOT NULL,
  tenure_months bigint NOT NULL
);
CREATE INDEX decision_fact_for_person ON decision_fact (for_person);
CREATE INDEX decision_decision_clause_ref ON decision_decision (clause_ref);
