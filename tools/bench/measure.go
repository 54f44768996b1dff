package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// request is one thing to ask.
type request struct{ method, path, token, body string }

// kind is a kind of request. Each one made is another: of another viewer, of another case or place, for another word.
type kind struct {
	name string
	make func(i int) request
	bar  float64 // requests a second that are wanted; 0 for none
}

// measured is what one kind took.
type measured struct {
	name          string
	atOnce        int
	n, failed     int
	took          []time.Duration
	lasted        time.Duration
	cpu           time.Duration
	bytes         int64
	firstFailures []string
}

var counter atomic.Int64 // so that no two measurements ask the same

// measure asks for a second without counting, then counts for as long as lasts.
func measure(ctx context.Context, s *server, k kind, atOnce int, lasts time.Duration) (measured, error) {
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: atOnce, DisableCompression: true}, Timeout: time.Minute,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	defer client.CloseIdleConnections()
	ask(ctx, client, s, k, atOnce, time.Second)
	before, err := s.cpu()
	if err != nil {
		return measured{}, err
	}
	m := ask(ctx, client, s, k, atOnce, lasts)
	after, err := s.cpu()
	m.cpu = after - before
	slices.Sort(m.took)
	if err == nil && m.n == m.failed {
		err = fmt.Errorf("no request was answered: %s", strings.Join(m.firstFailures, "; "))
	}
	return m, err
}

func ask(ctx context.Context, client *http.Client, s *server, k kind, atOnce int, lasts time.Duration) measured {
	m := measured{name: k.name, atOnce: atOnce}
	var mu sync.Mutex
	var all sync.WaitGroup
	from := time.Now()
	for range atOnce {
		all.Go(func() {
			for time.Since(from) < lasts && ctx.Err() == nil {
				r := k.make(int(counter.Add(1)))
				began := time.Now()
				n, err := once(ctx, client, s.url, r)
				took := time.Since(began)
				mu.Lock()
				m.n++
				m.bytes += n
				m.took = append(m.took, took)
				if err != nil {
					m.failed++
					if len(m.firstFailures) < 3 {
						m.firstFailures = append(m.firstFailures, err.Error())
					}
				}
				mu.Unlock()
			}
		})
	}
	all.Wait()
	m.lasted = time.Since(from)
	return m
}

// once asks once and reads the answer to its end.
func once(ctx context.Context, client *http.Client, url string, in request) (int64, error) {
	r, err := http.NewRequestWithContext(ctx, in.method, url+in.path, strings.NewReader(in.body))
	if err != nil {
		return 0, err
	}
	r.Header.Set("Accept-Encoding", "identity")
	r.Header.Set("Authorization", "Bearer "+in.token)
	if in.body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	answer, err := client.Do(r)
	if err != nil {
		return 0, err
	}
	defer answer.Body.Close() //nolint:errcheck // only read
	n, err := io.Copy(io.Discard, answer.Body)
	if err == nil && answer.StatusCode/100 != 2 {
		err = fmt.Errorf("%s %s: %s", in.method, in.path, answer.Status)
	}
	return n, err
}

func head(out io.Writer) {
	fmt.Fprintln(out, "| request | at once | requests/s | p50 ms | p95 ms | p99 ms | CPU ms | KiB | failed | bar |")
	fmt.Fprintln(out, "|---|---:|---:|---:|---:|---:|---:|---:|---:|---|")
}

func (m measured) perSecond() float64 { return float64(m.n-m.failed) / m.lasted.Seconds() }

func (m measured) print(out io.Writer, bar float64) {
	at := func(share int) float64 {
		return float64(m.took[min(len(m.took)-1, len(m.took)*share/100)].Microseconds()) / 1000
	}
	fmt.Fprintf(out, "| %s | %d | %.0f | %.2f | %.2f | %.2f | %.2f | %.0f | %d | %s |\n", m.name, m.atOnce, m.perSecond(), at(50), at(95), at(99),
		float64(m.cpu.Microseconds())/1000/float64(m.n), float64(m.bytes)/1024/float64(m.n), m.failed, verdict(m.perSecond(), bar))
	for _, f := range m.firstFailures {
		fmt.Fprintln(out, "failed:", f)
	}
}

// verdict says whether a bar was reached.
func verdict(got, bar float64) string {
	switch {
	case bar == 0:
		return "–"
	case got >= bar:
		return fmt.Sprintf("%.0f reached", bar)
	}
	return fmt.Sprintf("%.0f NOT reached", bar)
}
