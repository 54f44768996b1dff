-- +goose Up
-- When a message was given up that no attempt got through, until somebody sends it again or leaves it. What happened later in its case goes out past it.
ALTER TABLE webhook_delivery ADD COLUMN given_up_at timestamptz;
UPDATE webhook_delivery SET given_up_at = last_at WHERE state = 'failed' AND fact <> 'webhook.trial';
CREATE INDEX webhook_delivery_given_up ON webhook_delivery (endpoint_id, n) WHERE given_up_at IS NOT NULL;
