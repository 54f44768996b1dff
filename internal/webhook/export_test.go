package webhook

import "context"

// Send is what the job does.
func (s *Service) Send(ctx context.Context, endpoint, line string) error {
	return s.send(ctx, place{endpoint, line})
}
