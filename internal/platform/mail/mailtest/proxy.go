package mailtest

import (
	"context"
	"io"
	"net"
	"sync"
	"testing"
	"time"
)

// Fault is what a Proxy does to one connection. The zero value lets it through.
type Fault struct {
	ResetAfter int64 // bytes from the server, after which the connection breaks; zero: never
	PerSecond  int   // bytes from the server in a second; zero: as quick as they come
	Refuse     bool  // the connection breaks at once
	Mute       bool  // the connection is taken, and nothing passes
}

// Proxy stands before a server and makes its connections bad. Its methods may be called from several goroutines.
type Proxy struct {
	Address string // host:port

	listener net.Listener
	target   string
	mu       sync.Mutex
	plan     func(connection int) Fault
	pairs    map[*pair]bool
	count    int
	ended    bool
	running  sync.WaitGroup
}

type pair struct {
	client, server *net.TCPConn
	fault          Fault
	stalled        bool // nothing passes
	once           sync.Once
}

// StartProxy starts a proxy before target, host:port, that lets everything through. It ends with the test.
func StartProxy(t testing.TB, target string) *Proxy {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &Proxy{Address: l.Addr().String(), listener: l, target: target, plan: func(int) Fault { return Fault{} }, pairs: map[*pair]bool{}}
	p.running.Go(p.accept)
	t.Cleanup(func() {
		_ = l.Close() // ends accept
		p.mu.Lock()
		p.ended = true
		p.mu.Unlock()
		p.Reset()
		p.running.Wait()
	})
	return p
}

// Plan says what becomes of connections made from now on; they are numbered from 1 since the proxy began.
func (p *Proxy) Plan(plan func(connection int) Fault) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.plan = plan
}

// Connections returns how many connections were made, and how many are open.
func (p *Proxy) Connections() (made, open int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.count, len(p.pairs)
}

// Reset breaks all connections that are open.
func (p *Proxy) Reset() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for c := range p.pairs {
		c.reset()
	}
}

// Stall lets nothing pass through the connections that are open, which stay open: neither side sees anything wrong.
func (p *Proxy) Stall() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for c := range p.pairs {
		c.stalled = true
	}
}

func (p *Proxy) accept() {
	for {
		client, err := p.listener.Accept()
		if err != nil {
			return
		}
		p.mu.Lock()
		p.count++
		c := &pair{client: client.(*net.TCPConn), fault: p.plan(p.count)}
		c.stalled = c.fault.Mute
		p.mu.Unlock()
		p.running.Go(func() { p.serve(c) })
	}
}

func (p *Proxy) serve(c *pair) {
	server, err := new(net.Dialer).DialContext(context.Background(), "tcp", p.target)
	if err == nil && c.fault.Refuse {
		_ = server.Close() // nobody has used it
		server = nil
	}
	p.mu.Lock()
	c.server, _ = server.(*net.TCPConn)
	if c.server == nil || p.ended {
		c.reset()
		p.mu.Unlock()
		return
	}
	p.pairs[c] = true
	p.mu.Unlock()
	var both sync.WaitGroup
	both.Go(func() { p.copy(c, c.server, c.client, Fault{}) })
	p.copy(c, c.client, c.server, c.fault)
	both.Wait()
	c.reset() // both have said all they had to say
	p.mu.Lock()
	delete(p.pairs, c)
	p.mu.Unlock()
}

// copy passes bytes on until one side closes or the fault comes.
func (p *Proxy) copy(c *pair, to, from *net.TCPConn, f Fault) {
	buffer := make([]byte, 16<<10)
	if f.PerSecond > 0 {
		buffer = buffer[:max(1, min(len(buffer), f.PerSecond/20))]
	}
	for passed := int64(0); ; {
		n, err := from.Read(buffer)
		if f.ResetAfter > 0 && passed+int64(n) >= f.ResetAfter {
			_, _ = to.Write(buffer[:f.ResetAfter-passed]) // as far as it comes
			c.reset()
			return
		}
		if n > 0 && p.stalled(c) {
			_, _ = io.Copy(io.Discard, from) // until the connection is closed
			err = io.EOF
		} else if _, werr := to.Write(buffer[:n]); werr != nil {
			c.reset()
			return
		}
		passed += int64(n)
		if f.PerSecond > 0 {
			time.Sleep(time.Second * time.Duration(n) / time.Duration(f.PerSecond))
		}
		switch {
		case err == nil:
		case !p.stalled(c):
			_ = to.CloseWrite() // the other side may have closed, too
			return
		case from == c.client:
			c.reset()
			return
		default: // a server that goes away behind the stall: the client sees nothing of it
			return
		}
	}
}

func (p *Proxy) stalled(c *pair) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return c.stalled
}

// reset closes both sides so that their peers see a broken connection, not an orderly end.
func (c *pair) reset() {
	c.once.Do(func() {
		for _, side := range []*net.TCPConn{c.client, c.server} {
			if side != nil {
				_ = side.SetLinger(0) // the connection may be gone
				_ = side.Close()
			}
		}
	})
}
