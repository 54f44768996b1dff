package obs

import (
	"log/slog"
	"strings"
	"testing"
)

type sealed struct{ Value string }

func (sealed) Redacted() {}

func TestWhatPeopleWroteIsNotLogged(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	log := Logger(&out, slog.LevelInfo).With("email", "amina@ferrow-lund.example")
	log.WithGroup("case").InfoContext(WithRequest(t.Context(), "r-1"), "opened", "case", "c-1", "subject", "My back", "personPhone", "0401", "reset_token", "abc", "any", sealed{"x1y2"},
		slog.Group("mail", "body", "Dear", "attempt", 3))
	log.Debug("not written")
	line := out.String()
	for _, secret := range []string{"amina", "My back", "0401", "abc", "x1y2", "Dear", "not written"} {
		if strings.Contains(line, secret) {
			t.Errorf("%q is logged: %s", secret, line)
		}
	}
	for _, want := range []string{"opened", "case.case=c-1", "request=r-1", "attempt=3"} {
		if !strings.Contains(line, want) {
			t.Errorf("%q is missing: %s", want, line)
		}
	}
}

func TestPartsOfNames(t *testing.T) {
	t.Parallel()
	for key, want := range map[string]bool{"token": true, "tokenHash": true, "reset_token": true, "kind": false, "monkey": false, "route": false, "person": false} {
		if got := isPrivate(key); got != want {
			t.Errorf("%s: got %v, want %v", key, got, want)
		}
	}
}
