package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// request is one thing to ask.
type request struct {
	method, path, token, body string
	gzip                      bool
}

// answer is what came: its status, the length of its headers and body on the wire, and the body where it was asked for.
type answer struct {
	status     int
	head, body int64
	encoding   string
	text       []byte
}

// plain returns the text of an answer that was kept.
func (a answer) plain() (string, error) {
	if a.encoding != "gzip" {
		return string(a.text), nil
	}
	z, err := gzip.NewReader(bytes.NewReader(a.text))
	if err != nil {
		return "", err
	}
	text, err := io.ReadAll(z)
	return string(text), err
}

// client asks over one connection that it keeps. It is as plain as can be, because it shares the processors with the server: it reads the status and the
// length, and throws the body away.
type client struct {
	address string
	conn    net.Conn
	in      *bufio.Reader
	out     bytes.Buffer
	keep    bool // the body
}

const patience = time.Minute

func (c *client) close() {
	if c.conn != nil {
		_ = c.conn.Close() // nothing is under way
		c.conn = nil
	}
}

// do asks once and reads the answer to its end. An error is that of the connection, which is made anew next time.
func (c *client) do(r request) (a answer, err error) {
	defer func() {
		if err != nil {
			c.close()
		}
	}()
	if c.conn == nil {
		if c.conn, err = net.DialTimeout("tcp", c.address, patience); err != nil {
			return a, err
		}
		c.in = bufio.NewReaderSize(c.conn, 64<<10)
	}
	encoding := "identity"
	if r.gzip {
		encoding = "gzip"
	}
	c.out.Reset()
	fmt.Fprintf(&c.out, "%s %s HTTP/1.1\r\nHost: %s\r\nAccept-Encoding: %s\r\n", r.method, r.path, c.address, encoding)
	if r.token != "" {
		fmt.Fprintf(&c.out, "Authorization: Bearer %s\r\n", r.token)
	}
	if r.body != "" {
		fmt.Fprintf(&c.out, "Content-Type: application/json\r\nContent-Length: %d\r\n", len(r.body))
	}
	c.out.WriteString("\r\n" + r.body)
	if err = c.conn.SetDeadline(time.Now().Add(patience)); err != nil {
		return a, err
	}
	if _, err = c.conn.Write(c.out.Bytes()); err != nil {
		return a, err
	}
	return a, c.read(&a)
}

// read reads an answer with its headers.
func (c *client) read(a *answer) error {
	length, chunked, closes := int64(0), false, false
	for first := true; ; first = false {
		line, err := c.in.ReadSlice('\n')
		if err != nil {
			return err
		}
		a.head += int64(len(line))
		line = bytes.TrimRight(line, "\r\n")
		switch name, value, _ := bytes.Cut(line, []byte(": ")); {
		case first:
			if len(line) < 12 {
				return fmt.Errorf("not a status: %q", line)
			}
			if a.status, err = strconv.Atoi(string(line[9:12])); err != nil {
				return err
			}
		case len(line) == 0:
			err := c.body(a, length, chunked)
			if closes {
				c.close()
			}
			return err
		case bytes.EqualFold(name, []byte("content-length")):
			if length, err = strconv.ParseInt(string(value), 10, 64); err != nil {
				return err
			}
		case bytes.EqualFold(name, []byte("transfer-encoding")):
			chunked = true
		case bytes.EqualFold(name, []byte("content-encoding")):
			a.encoding = string(value)
		case bytes.EqualFold(name, []byte("connection")):
			closes = bytes.EqualFold(value, []byte("close"))
		}
	}
}

func (c *client) body(a *answer, length int64, chunked bool) error {
	if !chunked {
		return c.take(a, length)
	}
	for {
		line, err := c.in.ReadSlice('\n')
		if err != nil {
			return err
		}
		n, err := strconv.ParseInt(string(bytes.TrimRight(line, "\r\n")), 16, 64)
		if err != nil {
			return err
		}
		if err := c.take(a, n); err != nil {
			return err
		}
		if _, err := c.in.Discard(len("\r\n")); err != nil || n == 0 {
			return err
		}
	}
}

func (c *client) take(a *answer, n int64) error {
	a.body += n
	if c.keep {
		part := make([]byte, n)
		_, err := io.ReadFull(c.in, part)
		a.text = append(a.text, part...)
		return err
	}
	_, err := c.in.Discard(int(n))
	return err
}

// kind is a kind of request. Each one made is another: of another viewer, of another case or place, for another word.
type kind struct {
	name string
	make func(i int) request
	bars bars
}

// measured is what one kind took.
type measured struct {
	name          string
	atOnce        int
	n, failed     int
	early         int             // failed before counting began
	took          []time.Duration // in order of length
	lasted        time.Duration
	cpu, database time.Duration
	bytes         int64
	firstFailures []string
}

var (
	counter  atomic.Int64 // so that no two measurements ask the same
	answered atomic.Int64 // requests, of all measurements
)

// measure asks without counting for a third of the time and at most a second, then counts for as long as lasts.
func measure(ctx context.Context, s *server, k kind, atOnce int, lasts time.Duration) (measured, error) {
	all := make([]*client, atOnce)
	for i := range all {
		all[i] = &client{address: s.address}
		defer all[i].close()
	}
	warm := ask(ctx, all, k, min(time.Second, lasts/3))
	cpu, database, err := s.spent()
	if err != nil {
		return measured{}, err
	}
	m := ask(ctx, all, k, lasts)
	m.early, m.firstFailures = warm.failed, append(warm.firstFailures, m.firstFailures...)
	m.cpu, m.database, err = s.spent()
	m.cpu, m.database = m.cpu-cpu, m.database-database
	slices.Sort(m.took)
	if err == nil && m.n == m.failed {
		err = errors.Join(fmt.Errorf("no request was answered: %s", strings.Join(m.firstFailures, "; ")), ctx.Err())
	}
	return m, err
}

// ask lets each client ask one request after the other until lasts is over.
func ask(ctx context.Context, clients []*client, k kind, lasts time.Duration) measured {
	parts := make([]measured, len(clients))
	var all sync.WaitGroup
	from := time.Now()
	for i, c := range clients {
		all.Go(func() {
			for time.Since(from) < lasts && ctx.Err() == nil {
				parts[i].one(c, k.make(int(counter.Add(1))))
			}
		})
	}
	all.Wait()
	m := measured{name: k.name, atOnce: len(clients), lasted: time.Since(from)}
	for _, p := range parts {
		m.join(p)
	}
	return m
}

func (m *measured) one(c *client, r request) { m.asks(c, r, time.Now()) }

// asks asks once and counts it; it took as long as from a moment, which may lie before it could be asked.
func (m *measured) asks(c *client, r request, from time.Time) answer {
	a, err := c.do(r)
	m.took = append(m.took, time.Since(from))
	m.n++
	m.bytes += a.body
	answered.Add(1)
	if err == nil && a.status/100 == 2 {
		return a
	}
	m.failed++
	if err == nil {
		err = fmt.Errorf("status %d", a.status)
	}
	if len(m.firstFailures) < 3 {
		m.firstFailures = append(m.firstFailures, fmt.Sprintf("%s %s: %v", r.method, r.path, err))
	}
	return a
}

// join adds what others counted.
func (m *measured) join(p measured) {
	m.n, m.failed, m.bytes = m.n+p.n, m.failed+p.failed, m.bytes+p.bytes
	m.took = append(m.took, p.took...)
	m.firstFailures = append(m.firstFailures, p.firstFailures...)
	m.firstFailures = m.firstFailures[:min(3, len(m.firstFailures))]
}

func (m measured) perSecond() float64 { return float64(m.n-m.failed) / m.lasted.Seconds() }

// at is the time that a share of the requests took at most, in milliseconds.
func (m measured) at(percent int) float64 {
	return float64(m.took[min(len(m.took)-1, len(m.took)*percent/100)].Microseconds()) / 1000
}

// each is a time for one request, in milliseconds.
func (m measured) each(d time.Duration) float64 {
	return float64(d.Microseconds()) / 1000 / float64(m.n)
}
