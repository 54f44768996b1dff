package hook

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"time"

	"hearth/internal/platform/locale"
)

const (
	patience    = 10 * time.Second
	headerBytes = 16 << 10
	longestRest = 24 * time.Hour
)

// Poster posts messages. The zero value posts to public addresses. It is safe for concurrent use; its fields do not change.
type Poster struct {
	Hosts  []string                                                       // names of hosts that may be within this network, and that may do without TLS
	Keeps  bool                                                           // nothing leaves, as in the demo
	Lookup func(ctx context.Context, host string) ([]netip.Addr, error)   // nil: the system's
	TLS    *tls.Config                                                    // for private authorities; usually nil
	Dial   func(ctx context.Context, at netip.AddrPort) (net.Conn, error) // nil: the system's; it gets checked addresses only
}

// Message is what is posted. Each of Secrets signs it.
type Message struct {
	URL, ID string
	Body    []byte // JSON
	Secrets []string
}

// Outcome is what became of a message. Reason is empty where it was taken.
type Outcome struct {
	Status int           // of the answer; 0: there was none
	Reason locale.Msg    // one sentence, without anything that the other side wrote
	Rest   time.Duration // for how long the other side asked to be left alone; at most a day
	Gone   bool          // it wants no more, for good
}

// OK reports whether the message was taken.
func (o Outcome) OK() bool { return o.Reason.Key == "" }

func failed(key string, args ...any) Outcome { return Outcome{Reason: locale.M(key, args...)} }

// refusal is an error with a sentence for administrators.
type refusal struct{ locale.Msg }

// Error implements error.
func (r refusal) Error() string { return fmt.Sprintf(r.Key, r.Args...) }

// Post posts a message, signed for the moment now, and waits up to ten seconds. It returns an error only where the message cannot be signed; whatever the other side does is an Outcome.
func (p *Poster) Post(ctx context.Context, m Message, now time.Time) (Outcome, error) {
	signature, err := Sign(m.ID, now, m.Body, m.Secrets...)
	if err != nil {
		return Outcome{}, err
	}
	if p.Keeps {
		return failed("In the demo nothing leaves this machine."), nil
	}
	if sentence := p.CheckURL(m.URL); sentence != "" {
		return failed(sentence), nil
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, m.URL, bytes.NewReader(m.Body))
	if err != nil {
		return failed("Write the whole address, such as https://payroll.example.com/hearth."), nil
	}
	r.Header = http.Header{"Content-Type": {"application/json"}, "User-Agent": {"Hearth-Webhooks"},
		"Webhook-Id": {m.ID}, "Webhook-Timestamp": {strconv.FormatInt(now.Unix(), 10)}, "Webhook-Signature": {signature}}
	transport := &http.Transport{DialContext: p.dial, TLSClientConfig: p.TLS.Clone(), DisableKeepAlives: true, DisableCompression: true,
		TLSHandshakeTimeout: patience, ResponseHeaderTimeout: patience, MaxResponseHeaderBytes: headerBytes}
	defer transport.CloseIdleConnections()
	response, err := transport.RoundTrip(r) // which follows no redirect and keeps no cookie
	if err != nil {
		return unreached(err), nil
	}
	_ = response.Body.Close() // it is not read
	return judged(response, now), nil
}

func judged(r *http.Response, now time.Time) Outcome {
	o := Outcome{Status: r.StatusCode}
	switch s := r.StatusCode; {
	case s >= 200 && s <= 299:
		return o
	case s >= 300 && s <= 399:
		o.Reason = locale.M("It answered with a redirect (%d), which is not followed. Write down the address that it leads to.", s)
	case s == http.StatusGone:
		o.Gone, o.Reason = true, locale.M("It answered that it wants no more (410).")
	case s == http.StatusTooManyRequests || s == http.StatusServiceUnavailable:
		o.Rest, o.Reason = rest(r.Header.Get("Retry-After"), now), locale.M("It answered that it is busy (%d).", s)
	default:
		o.Reason = locale.M("It answered with the status %d instead of 200.", s)
	}
	return o
}

// rest reads Retry-After: seconds, or a date.
func rest(text string, now time.Time) time.Duration {
	d := time.Duration(0)
	if n, err := strconv.ParseInt(text, 10, 64); err == nil || errors.Is(err, strconv.ErrRange) { // out of range it is the largest there is
		d = time.Duration(min(max(n, 0), int64(longestRest/time.Second))) * time.Second
	} else if at, err := http.ParseTime(text); err == nil {
		d = at.Sub(now)
	}
	return min(max(d, 0), longestRest)
}

func unreached(err error) Outcome {
	if r, ok := errors.AsType[refusal](err); ok {
		return Outcome{Reason: r.Msg}
	}
	if _, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		return failed("Its certificate is not accepted.")
	}
	if e, ok := errors.AsType[net.Error](err); ok && e.Timeout() || errors.Is(err, context.DeadlineExceeded) {
		return failed("It did not answer within %d seconds.", int(patience/time.Second))
	}
	return failed("It cannot be reached.")
}

// dial connects to the first address of a host that may be reached. It looks the name up once, and connects to what it checked.
func (p *Poster) dial(ctx context.Context, _, address string) (net.Conn, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	n, err := strconv.ParseUint(port, 10, 16)
	if err != nil {
		return nil, err
	}
	all, err := p.lookup(ctx, host)
	if err != nil || len(all) == 0 {
		return nil, refusal{locale.M("Its name cannot be found.")}
	}
	may := Public
	if p.allowed(host) {
		may = house
	}
	var last error = refusal{locale.M("Its name leads into the network in which Hearth runs. Whoever runs Hearth can allow its host by name, with --webhook-hosts.")}
	for _, a := range all {
		if !may(a) {
			continue
		}
		var conn net.Conn
		if conn, last = p.connect(ctx, netip.AddrPortFrom(a.Unmap(), uint16(n))); last == nil {
			return conn, nil
		}
	}
	return nil, last
}

func (p *Poster) lookup(ctx context.Context, host string) ([]netip.Addr, error) {
	if a, err := netip.ParseAddr(host); err == nil {
		return []netip.Addr{a}, nil
	}
	if p.Lookup != nil {
		return p.Lookup(ctx, host)
	}
	return net.DefaultResolver.LookupNetIP(ctx, "ip", host)
}

func (p *Poster) connect(ctx context.Context, at netip.AddrPort) (net.Conn, error) {
	if p.Dial != nil {
		return p.Dial(ctx, at)
	}
	return new(net.Dialer).DialContext(ctx, "tcp", at.String())
}

// HostOf is the host of an address, for lists; "" where it has none.
func HostOf(text string) string {
	u, err := url.Parse(text)
	if err != nil {
		return ""
	}
	return u.Host
}
