-- +goose Up
-- What is on its way, by its moment.
CREATE INDEX hold_message_due ON hold_message (send_at) WHERE state = 'held';
