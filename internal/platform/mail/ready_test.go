package mail

import "context"

// Ready opens a connection as a sender does, and ends it.
func Ready(ctx context.Context, c SMTP) error {
	p := &smtpPeer{config: c}
	defer p.close()
	return p.ready(ctx)
}
