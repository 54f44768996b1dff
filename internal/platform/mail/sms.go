package mail

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"
	"time"
)

// SMSText is a text message on its way. ID is the same on each try, so that a gateway can drop the second copy.
type SMSText struct {
	ID   string `json:"id"`
	To   string `json:"to"`
	Text string `json:"text"`
}

// Gateway sends text messages. It returns nil when the message was taken, a *Refusal when it was not, and any other error
// when that is not known.
type Gateway interface {
	Send(ctx context.Context, m SMSText) error
}

// HTTPGateway posts {"id","to","text"} as JSON to URL with Token as bearer. The id also goes as Idempotency-Key. An answer 2xx means taken; 408,
// 425, 429 and 503 mean not now; other 4xx mean never; everything else leaves it open. Redirects are not followed: they could carry the
// token elsewhere.
type HTTPGateway struct {
	URL    string
	Token  string
	Client *http.Client // nil means one with a timeout of 30 seconds
}

// Send implements Gateway.
func (g HTTPGateway) Send(ctx context.Context, m SMSText) error {
	body, err := json.Marshal(m)
	if err != nil {
		return &Refusal{Permanent: true, Reason: err.Error()}
	}
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, g.URL, bytes.NewReader(body))
	if err != nil {
		return &Refusal{Reason: err.Error()}
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Idempotency-Key", m.ID)
	if g.Token != "" {
		request.Header.Set("Authorization", "Bearer "+g.Token)
	}
	response, err := g.client().Do(request)
	if err != nil {
		if e, ok := errors.AsType[*net.OpError](err); ok && e.Op == "dial" {
			return &Refusal{Reason: e.Error()}
		}
		return fmt.Errorf("text message gateway: %w", err)
	}
	defer response.Body.Close()                                       //nolint:errcheck // only read
	_, _ = io.Copy(io.Discard, io.LimitReader(response.Body, 64<<10)) // the status says it all
	return verdict(response)
}

func (g HTTPGateway) client() *http.Client {
	if g.Client != nil {
		return g.Client
	}
	return &http.Client{
		Timeout:       30 * time.Second,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

func verdict(r *http.Response) error {
	switch code := r.StatusCode; {
	case code >= 200 && code < 300:
		return nil
	case code == 408 || code == 425 || code == 429 || code == 503:
		return &Refusal{Reason: r.Status}
	case code >= 300 && code < 500:
		return &Refusal{Permanent: true, Reason: r.Status}
	default:
		return fmt.Errorf("text message gateway: %s", r.Status)
	}
}

// Recorder is a Gateway that keeps the messages instead of sending them, for the demo and tests. The zero value is ready for use. It is safe for
// concurrent use.
type Recorder struct {
	mu   sync.Mutex
	all  []SMSText
	fail error
}

// Send implements Gateway: it keeps m, or returns the error given to Fail.
func (r *Recorder) Send(_ context.Context, m SMSText) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.fail != nil {
		return r.fail
	}
	r.all = append(r.all, m)
	return nil
}

// Fail makes each Send from now on return err; nil makes it work again.
func (r *Recorder) Fail(err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.fail = err
}

// Texts returns the messages kept so far, oldest first.
func (r *Recorder) Texts() []SMSText {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]SMSText(nil), r.all...)
}

// smsPeer hands messages to a gateway.
type smsPeer struct{ gateway Gateway }

func (p smsPeer) send(ctx context.Context, it item, leaving func() error) error {
	if err := leaving(); err != nil {
		return err
	}
	return p.gateway.Send(ctx, SMSText{ID: it.MessageID, To: it.Recipient, Text: it.TextBody})
}

func (p smsPeer) ready(context.Context) error { return nil }

func (p smsPeer) close() {}
