package imap

import (
	"context"
	"time"
)

// Report is what a trial found.
type Report struct {
	Folder string
	Mails  int  // that lie in the folder
	Idle   bool // the server says by itself that a mail has come
	Moves  bool // taken mails can be moved to the folder Done; else they are marked as seen
	Makes  bool // the folder Done is not there and will be made
}

// trial is how long a trial waits for an answer: somebody sits before it.
const trial = 20 * time.Second

// Try signs in and opens the folder, without changing anything. Its errors are sentences for an administrator and never hold the password.
func Try(ctx context.Context, a Account) (Report, error) {
	s, err := open(ctx, a, trial, true)
	if err != nil {
		return Report{}, sentence(err, a)
	}
	defer s.leave()
	r := Report{Folder: a.folder(), Mails: s.exists, Idle: s.idle, Moves: a.Done != "" && s.moves}
	if a.Done != "" {
		there, _, err := s.has(a.Done)
		if err != nil {
			return Report{}, sentence(err, a)
		}
		r.Makes = !there && s.moves
	}
	return r, nil
}

// Count returns how many mails lie in the folder. Its errors are those of Try.
func Count(ctx context.Context, a Account) (int, error) {
	s, err := open(ctx, a, trial, true)
	if err != nil {
		return 0, sentence(err, a)
	}
	defer s.leave()
	return s.exists, nil
}
