-- +goose Up
-- Something that is asked unusually often: a service, a cause or words. Nothing says who noticed it or put it away; the record of what people do does.
CREATE TABLE spike_spike (
  id         text PRIMARY KEY,
  kind       text NOT NULL CHECK (kind IN ('service', 'cause', 'word')),
  name       text NOT NULL,
  service_id text NOT NULL,
  words      text NOT NULL,
  hours      bigint NOT NULL,
  people     bigint NOT NULL,
  usual      bigint NOT NULL, -- in tenths
  first_at   timestamptz NOT NULL,
  last_at    timestamptz NOT NULL,
  ended_why  text NOT NULL,
  ended_at   timestamptz
);
CREATE INDEX spike_spike_last ON spike_spike (last_at);

-- The cases in which it is asked, and by whom. They go when it is over.
CREATE TABLE spike_case (
  spike_id  text NOT NULL REFERENCES spike_spike (id),
  case_id   text NOT NULL,
  person_id text,
  PRIMARY KEY (spike_id, case_id)
);
CREATE INDEX spike_case_person ON spike_case (person_id);

-- What HR tells everybody who might ask about a service.
CREATE TABLE spike_announcement (
  id         text PRIMARY KEY,
  service_id text NOT NULL,
  spike_id   text NOT NULL,
  from_at    timestamptz NOT NULL,
  until_at   timestamptz NOT NULL,
  made_at    timestamptz NOT NULL,
  ended_at   timestamptz
);
CREATE INDEX spike_announcement_until ON spike_announcement (until_at);

CREATE TABLE spike_text (
  announcement_id text NOT NULL REFERENCES spike_announcement (id),
  language        text NOT NULL,
  title           text NOT NULL,
  body            text NOT NULL,
  PRIMARY KEY (announcement_id, language)
);
