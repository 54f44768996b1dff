package postbox

import (
	"fmt"
	"net"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"
)

// gate is the listener that go-smtp sees: it lets in as many as the limits allow, and knows who is in.
type gate struct {
	net.Listener
	o       *Options
	transit *transit

	crowded atomic.Bool // more than half of the connections are in use: nobody is waited for long
	hurried bool        // those who waited when it became crowded know of it; for Accept alone

	mu       sync.Mutex
	inside   map[*wire]bool
	perHost  map[string]int
	turned   int       // away since the last line in the log
	logged   time.Time // when that was
	stopping time.Time // when those inside have to be gone; zero while the server runs
}

func newGate(l net.Listener, o *Options) *gate {
	share := o.Limits.Transit / 2
	if o.Protocol == LMTP {
		share = o.Limits.Transit
	}
	return &gate{Listener: l, o: o, transit: newTransit(o.Limits.Transit, share), inside: map[*wire]bool{}, perHost: map[string]int{}}
}

// Accept implements net.Listener.
func (g *gate) Accept() (net.Conn, error) {
	for {
		conn, err := g.Listener.Accept()
		if err != nil {
			return nil, err
		}
		w := newWire(conn, g)
		why := g.enter(w)
		g.hurry()
		if why != "" {
			g.complain(w, why)
			_ = conn.SetWriteDeadline(time.Now().Add(time.Second)) // the answer is a courtesy
			_, _ = fmt.Fprintf(conn, "421 4.7.0 %s %s\r\n", g.o.Domain, why)
			_ = conn.Close()
			continue
		}
		return w, nil
	}
}

// enter returns why w has to stay outside, or "".
func (g *gate) enter(w *wire) string {
	g.mu.Lock()
	defer g.mu.Unlock()
	switch host := w.host; {
	case !g.stopping.IsZero():
		return "is being restarted; please come back in a minute."
	case len(g.inside) >= g.o.Limits.Connections:
		return "has too many connections just now; please come back in a minute."
	case host != "" && g.perHost[host] >= g.o.Limits.PerHost:
		return "has too many connections from your address; please close some of them first."
	default:
		g.inside[w] = true
		g.crowded.Store(2*len(g.inside) > g.o.Limits.Connections)
		g.perHost[host]++
		return ""
	}
}

// hurry tells those who wait that it has become crowded.
func (g *gate) hurry() {
	crowded := g.crowded.Load()
	if crowded && !g.hurried {
		for _, w := range g.all() {
			w.hurry()
		}
	}
	g.hurried = crowded
}

// complain logs that peers are turned away, once a minute.
func (g *gate) complain(w *wire, why string) {
	g.mu.Lock()
	g.turned++
	n, now := g.turned, time.Now()
	due := now.Sub(g.logged) >= time.Minute
	if due {
		g.turned, g.logged = 0, now
	}
	g.mu.Unlock()
	if due {
		g.o.Log.Warn("Mail servers were turned away.", "count", n, "last", w.remote, "reason", why)
	}
}

func (g *gate) leave(w *wire) {
	g.mu.Lock()
	defer g.mu.Unlock()
	delete(g.inside, w)
	g.crowded.Store(2*len(g.inside) > g.o.Limits.Connections)
	if g.perHost[w.host]--; g.perHost[w.host] <= 0 {
		delete(g.perHost, w.host)
	}
}

// stop lets nobody in any more, sends those away who are between two mails, and gives the others until then.
func (g *gate) stop(until time.Time) {
	g.mu.Lock()
	g.stopping = until
	g.mu.Unlock()
	for _, w := range g.all() {
		w.stop(until)
	}
}

func (g *gate) closeAll() {
	for _, w := range g.all() {
		_ = w.Conn.Close() // its handler finds out and leaves
	}
}

func (g *gate) all() []*wire {
	g.mu.Lock()
	defer g.mu.Unlock()
	all := make([]*wire, 0, len(g.inside))
	for w := range g.inside {
		all = append(all, w)
	}
	return all
}

// addressOf returns the peer's address, and what connections of one peer are counted by; both are "" for a peer without one.
func addressOf(conn net.Conn) (remote, host string) {
	at, err := netip.ParseAddrPort(conn.RemoteAddr().String())
	if err != nil {
		return "", ""
	}
	ip := at.Addr().Unmap().WithZone("")
	if ip.Is4() {
		return ip.String(), ip.String()
	}
	return ip.String(), netip.PrefixFrom(ip, 64).Masked().String()
}
