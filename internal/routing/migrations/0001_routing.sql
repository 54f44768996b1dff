-- +goose Up
-- What a team agreed on, counted from a day on: how much somebody of it has at most. The latest day that has come is what counts.
CREATE TABLE routing_team (
  team_id    text NOT NULL,
  from_day   text NOT NULL,
  load_cap   bigint NOT NULL,
  heavy_open bigint NOT NULL,
  heavy_week bigint NOT NULL,
  PRIMARY KEY (team_id, from_day)
);

-- How much work a case of a service is, and how hard it is to bear, from the same day on.
CREATE TABLE routing_weight (
  team_id    text NOT NULL,
  from_day   text NOT NULL,
  service_id text NOT NULL,
  effort     bigint NOT NULL,
  emotion    bigint NOT NULL,
  PRIMARY KEY (team_id, from_day, service_id)
);

-- What somebody of HR takes: services, languages, sites. None of a kind is all, and of languages the own one.
CREATE TABLE routing_skill (
  person_id text NOT NULL,
  kind      text NOT NULL CHECK (kind IN ('service', 'language', 'site')),
  value     text NOT NULL,
  PRIMARY KEY (person_id, kind, value)
);

-- When somebody of HR is away, without why. What is over is deleted.
CREATE TABLE routing_away (
  id        text PRIMARY KEY,
  person_id text NOT NULL,
  first_day text NOT NULL,
  back_day  text NOT NULL CHECK (back_day > first_day),
  UNIQUE (person_id, first_day)
);
CREATE INDEX routing_away_days ON routing_away (first_day, back_day);

-- To whom the rule gave a case last, and why.
CREATE TABLE routing_given (
  case_id   text PRIMARY KEY,
  person_id text NOT NULL,
  given_at  timestamptz NOT NULL,
  heavy     boolean NOT NULL,
  why       text NOT NULL
);
CREATE INDEX routing_given_person ON routing_given (person_id, given_at);

-- Who passed a case on, so that it does not come back to them. It is deleted with the answer.
CREATE TABLE routing_passed (
  case_id   text NOT NULL,
  person_id text NOT NULL,
  PRIMARY KEY (case_id, person_id)
);
CREATE INDEX routing_passed_person ON routing_passed (person_id);

-- Cases for which nobody had room, and when the rule looks again.
CREATE TABLE routing_waiting (
  case_id text PRIMARY KEY,
  tries   bigint NOT NULL,
  next_at timestamptz NOT NULL
);
CREATE INDEX routing_waiting_next ON routing_waiting (next_at);
