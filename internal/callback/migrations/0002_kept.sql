-- +goose Up
-- An answer took the place of the call; of a window, that it ended by that.
ALTER TABLE callback_call ADD COLUMN answered boolean NOT NULL DEFAULT false;
ALTER TABLE callback_window ADD COLUMN answered boolean NOT NULL DEFAULT false;

-- When HR is told next that somebody waits for a call in a window that is open: as it begins, and before it ends.
ALTER TABLE callback_window ADD COLUMN warn_at timestamptz;
UPDATE callback_window SET warn_at = from_at WHERE state = 'open';
CREATE INDEX callback_window_warn ON callback_window (state, warn_at);

-- Who had the case when the call was taken: own is who took it, other is a colleague, '' is nobody. So a call is free again when its case went on to somebody else.
ALTER TABLE callback_slot ADD COLUMN had text NOT NULL DEFAULT '';
