-- +goose Up
-- Outsiders are people who wrote to HR and are not in the directory: candidates, agencies, people who left.
ALTER TABLE people_person ADD COLUMN outside boolean NOT NULL DEFAULT false;
