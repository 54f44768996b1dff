// Package obs is how Hearth logs: lines for operators that hold no text of a person. What could, by its name or its type, is replaced
// before it is written; log ids instead.
package obs

import (
	"context"
	"io"
	"log/slog"
	"strings"
)

const hidden = "[not logged]"

// Redacted marks values that are never logged, whatever they are called.
type Redacted interface{ Redacted() }

// private are the words by which an attribute is known to hold what a person wrote, or what opens a door. They count as a whole name or as one of
// its parts: token, reset_token, tokenHash.
var private = map[string]bool{
	"body": true, "subject": true, "text": true, "note": true, "answer": true, "reason": true, "comment": true, "message": true,
	"password": true, "pin": true, "secret": true, "token": true, "cookie": true, "authorization": true, "key": true, "link": true, "url": true,
	"email": true, "mail": true, "recipient": true, "phone": true, "name": true, "address": true,
}

// Logger returns a logger that writes lines of text to w, from level on.
func Logger(w io.Writer, level slog.Level) *slog.Logger {
	return slog.New(&handler{slog.NewTextHandler(w, &slog.HandlerOptions{Level: level, ReplaceAttr: redact})})
}

// redact replaces an attribute that must not be logged.
func redact(_ []string, a slog.Attr) slog.Attr {
	switch a.Key {
	case slog.TimeKey, slog.LevelKey, slog.MessageKey:
		return a // the message is a constant of the source
	}
	if isPrivate(a.Key) {
		return slog.String(a.Key, hidden)
	}
	if _, ok := a.Value.Any().(Redacted); ok {
		return slog.String(a.Key, hidden)
	}
	return a
}

func isPrivate(key string) bool {
	for _, part := range parts(key) {
		if private[part] {
			return true
		}
	}
	return false
}

// parts splits person_email, personEmail and person-email into their words in small letters.
func parts(key string) []string {
	var b strings.Builder
	for i, r := range key {
		if i > 0 && r >= 'A' && r <= 'Z' {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
	}
	return strings.FieldsFunc(strings.ToLower(b.String()), func(r rune) bool { return r == ' ' || r == '_' || r == '-' || r == '.' })
}

type requestKey struct{}

// WithRequest puts the id of a request into ctx; every line that is logged with ctx carries it.
func WithRequest(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, requestKey{}, id)
}

// Request returns the id of the request that ctx belongs to, or "".
func Request(ctx context.Context) string {
	id, _ := ctx.Value(requestKey{}).(string)
	return id
}

// handler adds the request's id to each line.
type handler struct{ slog.Handler }

// Handle implements slog.Handler.
func (h *handler) Handle(ctx context.Context, r slog.Record) error {
	if id := Request(ctx); id != "" {
		r.AddAttrs(slog.String("request", id))
	}
	return h.Handler.Handle(ctx, r)
}

// WithAttrs implements slog.Handler.
func (h *handler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return &handler{h.Handler.WithAttrs(attrs)}
}

// WithGroup implements slog.Handler.
func (h *handler) WithGroup(name string) slog.Handler { return &handler{h.Handler.WithGroup(name)} }
