package bearer

import (
	"context"
	"net/http"
	"sync"
	"time"

	"hearth/internal/platform/fault"
)

// Options say what a Source works with.
type Options struct {
	// Load returns the grant as it is kept now. It is asked before each request, so that what another server or an administrator has changed counts.
	Load func(ctx context.Context) (Grant, error)
	// Keep keeps the refresh token that came in the place of was, which may be of no use from now on. Nil keeps it in memory alone.
	Keep func(ctx context.Context, was, refresh string) error
	// Alone runs f while no other server of this installation does, so that two do not use one refresh token at once: a provider that gives a new one each time takes the second use of the
	// old one for theft, and ends the permission. Nil runs it as it is.
	Alone func(ctx context.Context, f func(ctx context.Context) error) error
	// Client makes the requests; nil is one with a deadline that follows no redirects.
	Client *http.Client
	// Now is the time; nil is the clock of the machine.
	Now func() time.Time
}

// How long a Source rests after a request in vain.
const (
	firstRest = 10 * time.Second // after a failure that may pass by itself; twice as long each time
	longRest  = 5 * time.Minute  // the longest of these
	refusal   = 15 * time.Minute // after a refusal, which only a person ends
	spare     = 5 * time.Minute  // before its end a token is renewed; at most a fifth of its life
	unsaid    = 10 * time.Minute // the life of a token of which no life is told
)

// Source gives tokens. It is safe for concurrent use: whoever comes while a token is being got waits for that one.
type Source struct {
	Options
	turn chan struct{} // holds something while a token is being got

	mu      sync.Mutex
	token   string
	renew   time.Time // from when a new one is got
	ends    time.Time // from when it is of no use
	trouble error     // of the last request, until
	rests   time.Time
	fails   int
	refused time.Time // when a mail server refused a token last
	refresh string    // came in the place of the grant's, when nobody keeps it
	instead string    // of which
}

// New returns a source of tokens.
func New(o Options) *Source {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Client == nil {
		o.Client = &http.Client{Timeout: 20 * time.Second, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	}
	return &Source{Options: o, turn: make(chan struct{}, 1)}
}

// Token returns a token that is good for some minutes. Its errors are faults whose sentences tell an administrator what to do; while the source rests, it is the last one.
func (s *Source) Token(ctx context.Context) (string, error) {
	if token, err, known := s.known(false); known {
		return token, err
	}
	select {
	case s.turn <- struct{}{}:
		defer func() { <-s.turn }()
	case <-ctx.Done():
		return "", ctx.Err()
	}
	if token, err, known := s.known(false); known {
		return token, err
	}
	err := s.get(ctx)
	if ctx.Err() != nil && err != nil {
		return "", ctx.Err()
	}
	s.note(err)
	token, err, _ := s.known(true)
	return token, err
}

// known returns what needs no request: a token that is good, or the error while the source rests. A token that is to be renewed and is still good counts when it
// could not be renewed.
func (s *Source) known(asked bool) (token string, err error, known bool) { //nolint:revive // the error is the answer, not of known
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.Now()
	rests := now.Before(s.rests)
	switch {
	case s.token != "" && now.Before(s.renew), s.token != "" && rests && now.Before(s.ends):
		return s.token, nil, true
	case rests || asked && s.trouble != nil:
		return "", s.trouble, true
	}
	return s.token, nil, false
}

// get asks for a token. With a refresh token it does so alone, reads it anew before, and does not leave the request when whoever wanted the token has gone: the answer may hold the next one.
func (s *Source) get(ctx context.Context) error {
	g, err := s.Load(ctx)
	if err != nil {
		return err
	}
	if g.Way != ByRefresh || s.Alone == nil {
		return s.request(ctx, g)
	}
	return s.Alone(ctx, func(ctx context.Context) error {
		g, err := s.Load(ctx)
		if err != nil {
			return err
		}
		return s.request(ctx, g)
	})
}

func (s *Source) request(ctx context.Context, g Grant) error {
	s.mu.Lock()
	if s.instead != "" && s.instead == g.Refresh {
		g.Refresh = s.refresh
	}
	s.mu.Unlock()
	got, err := ask(ctx, s.Client, g, s.Now())
	if err != nil {
		return err
	}
	life := time.Duration(got.life()) * time.Second
	if life <= 0 {
		life = unsaid
	}
	now := s.Now()
	s.mu.Lock()
	s.token, s.ends, s.renew = got.Token, now.Add(life), now.Add(life-min(spare, life/5))
	s.mu.Unlock()
	if got.Refresh == "" || got.Refresh == g.Refresh || g.Way != ByRefresh {
		return nil
	}
	return s.keep(ctx, g.Refresh, got.Refresh)
}

// keep keeps a refresh token that came in the place of another. The token that came with it is good in any case.
func (s *Source) keep(ctx context.Context, was, refresh string) error {
	s.mu.Lock()
	if s.instead == "" || s.refresh != was {
		s.instead = was
	}
	s.refresh = refresh
	s.mu.Unlock()
	if s.Keep == nil {
		return nil
	}
	// What was rotated must be kept even when whoever asked has gone.
	ctx, done := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer done()
	return s.Keep(ctx, was, refresh)
}

// note decides how long the source rests.
func (s *Source) note(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err == nil {
		s.trouble, s.rests, s.fails = nil, time.Time{}, 0
		return
	}
	s.trouble = err
	rest := min(firstRest<<min(s.fails, 10), longRest)
	if fault.KindOf(err) == fault.Invalid {
		rest = refusal
	}
	s.fails++
	s.rests = s.Now().Add(rest)
}

// Refused tells that a mail server refused a token, and why as a sentence. The token is forgotten, and the next one is got at once; but of a second refusal within the time
// of a rest the source rests with that sentence, so that a server that refuses every token is not asked again and again.
func (s *Source) Refused(token string, why error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if token == "" || token != s.token {
		return
	}
	now := s.Now()
	s.token = ""
	if !s.refused.IsZero() && now.Sub(s.refused) < refusal {
		s.trouble, s.rests = why, now.Add(refusal)
	}
	s.refused = now
}
