-- +goose Up
-- What is done with the text at its moment, in the words of the module above that does it; '' is nothing. back is where its writer goes on when they undo it.
ALTER TABLE hold_message ADD COLUMN besides text NOT NULL DEFAULT '';
ALTER TABLE hold_message ADD COLUMN back text NOT NULL DEFAULT '';
