-- +goose Up
-- Whether it was solved the first time, "" where that was not said; and when the rating was given first, from which on it can be changed for some days.
ALTER TABLE rating_rating ADD COLUMN solved text NOT NULL DEFAULT '' CHECK (solved IN ('', 'yes', 'no'));
ALTER TABLE rating_rating ADD COLUMN given_at timestamptz;
UPDATE rating_rating SET given_at = at;
CREATE INDEX rating_rating_at ON rating_rating (at);

-- That somebody was asked how it went, so that nobody is asked often.
CREATE TABLE rating_ask (
  case_id   text PRIMARY KEY,
  person_id text,
  at        timestamptz NOT NULL
);
CREATE INDEX rating_ask_person ON rating_ask (person_id, at);
CREATE INDEX rating_ask_at ON rating_ask (at);

-- Who wants never to be asked.
CREATE TABLE rating_never (
  person_id text PRIMARY KEY,
  at        timestamptz NOT NULL
);

-- The quarters whose figures are told, such as "2026-Q3": counted once, and never again.
CREATE TABLE rating_quarter (
  quarter text PRIMARY KEY,
  at      timestamptz NOT NULL
);

-- The figures of a quarter by groups of one kind: everything, services, teams, sites, groups of customers. Of a group that is withheld, its name alone is kept.
CREATE TABLE rating_figure (
  quarter    text NOT NULL REFERENCES rating_quarter (quarter),
  kind       text NOT NULL CHECK (kind IN ('all', 'service', 'team', 'site', 'customers')),
  key        text NOT NULL,
  told       boolean NOT NULL,
  cases      bigint NOT NULL,
  asked      bigint NOT NULL,
  answers    bigint NOT NULL,
  satisfied  bigint NOT NULL,
  easy       bigint NOT NULL,
  again      bigint NOT NULL,
  solved     bigint NOT NULL,
  solved_of  bigint NOT NULL,
  repeated   bigint NOT NULL,
  reopened   bigint NOT NULL,
  PRIMARY KEY (quarter, kind, key)
);
CREATE INDEX rating_figure_kind ON rating_figure (kind, quarter);
