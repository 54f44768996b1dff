-- +goose Up
-- What the days of a calendar are, by name: public holidays that were taken over for a country and region, days of the house, and days on which it closes. That nothing counts on them stands in the calendar.
ALTER TABLE promise_calendar ADD COLUMN country text NOT NULL DEFAULT '';
ALTER TABLE promise_calendar ADD COLUMN region text NOT NULL DEFAULT '';
CREATE TABLE promise_calendar_day (
  calendar_id text NOT NULL REFERENCES promise_calendar (id),
  day         text NOT NULL,
  name        text NOT NULL,
  kind        text NOT NULL CHECK (kind IN ('public', 'own', 'closing')),
  PRIMARY KEY (calendar_id, day)
);
