package apptest

import (
	"crypto/hmac"
	"crypto/sha1" //nolint:gosec // what authenticator apps use
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

var (
	linkInMail    = regexp.MustCompile(`(/sign-in/link/\S+)`)
	secretOnPage  = regexp.MustCompile(`<code class="break-all" data-person>([A-Z2-7]+)</code>`)
	withoutEquals = base32.StdEncoding.WithPadding(base32.NoPadding)
)

// SignIn returns a browser with a session of its own, signed in as people do: by the link of a mail and, for somebody with a role, a second
// factor that is set up on the way. A person with a role signs in once, a second browser of theirs would need the first one's factor.
func (a *App) SignIn(key string, face authz.Face) *Client {
	a.T.Helper()
	c := a.Visitor()
	c.Send("/sign-in", url.Values{"email": {Email(key)}}).Is(http.StatusSeeOther)
	text, err := store.One[string](a.T.Context(), a.DB, `SELECT text_body FROM mail_outbox WHERE person_id = $1 AND kind = 'auth.link' ORDER BY id DESC LIMIT 1`, ID(key))
	if err != nil {
		a.T.Fatalf("the link of %s: %v", key, err)
	}
	at, link := authz.Portal, linkInMail.FindString(text)
	if c.Send(link, url.Values{}).Is(http.StatusSeeOther).Header.Get("Location") == "/sign-in/factor" {
		secret := secretOnPage.FindStringSubmatch(c.Get("/sign-in/factor").Is(http.StatusOK).Text)
		if secret == nil {
			a.T.Fatalf("the page of the second factor of %s shows no secret", key)
		}
		c.Send("/sign-in/factor", url.Values{"code": {a.code(secret[1])}}).Is(http.StatusSeeOther)
		at = authz.Desk
	}
	if face != at {
		c.Send("/me/face", url.Values{}).Is(http.StatusSeeOther)
	}
	return c
}

// code is what an authenticator app shows for a secret at the clock's time: RFC 6238.
func (a *App) code(secret string) string {
	a.T.Helper()
	key, err := withoutEquals.DecodeString(secret)
	if err != nil {
		a.T.Fatal(err)
	}
	m := hmac.New(sha1.New, key)
	if err := binary.Write(m, binary.BigEndian, a.Clock.Now().Unix()/30); err != nil {
		a.T.Fatal(err)
	}
	sum := m.Sum(nil)
	at := sum[len(sum)-1] & 0x0f
	return fmt.Sprintf("%06d", binary.BigEndian.Uint32(sum[at:at+4])&0x7fffffff%1_000_000)
}

// Stream is an open event stream.
type Stream struct {
	done  chan struct{}
	ended time.Time // once done
}

// Listen opens an event stream and reads it to its end. It fails the test where there is none.
func (c *Client) Listen(path string) *Stream {
	t := c.a.T
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, c.url(path), nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, values := range c.headers {
		r.Header[name] = values
	}
	answer, err := c.http.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	if kind := answer.Header.Get("Content-Type"); answer.StatusCode != http.StatusOK || !strings.HasPrefix(kind, "text/event-stream") {
		t.Fatalf("GET %s: got %d %s, want a stream", path, answer.StatusCode, kind)
	}
	s := &Stream{done: make(chan struct{})}
	go func() {
		defer close(s.done)
		_, _ = io.Copy(io.Discard, answer.Body) // however it ends
		_ = answer.Body.Close()                 // only read
		s.ended = time.Now()
	}()
	return s
}

// EndsBy waits for the end of the stream, until an instant of the machine's clock at most, and reports whether it ended before it.
func (s *Stream) EndsBy(instant time.Time) bool {
	select {
	case <-s.done:
	case <-time.After(time.Until(instant)):
		select {
		case <-s.done:
		default:
			return false
		}
	}
	return s.ended.Before(instant)
}
