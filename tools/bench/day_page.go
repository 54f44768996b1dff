package main

import (
	"bufio"
	"bytes"
	"context"
	"maps"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
)

const (
	livePages  = 50
	onCases    = 20 // of them show a case, the others the queue
	staysFor   = 20 * time.Second
	pageGather = 100 * time.Millisecond // as in internal/platform/ui/js/live.ts
	pageGap    = 500 * time.Millisecond
	pageSpread = 200 * time.Millisecond
)

// livePage is an agent's page in a browser: it hears of changes and asks for itself again, as the product's script does. One that shows a case goes on to another after a while.
type livePage struct {
	d     *day
	i     int
	token string
	asks  *client

	mu      sync.Mutex
	shown   openCase // zero for the queue
	looks   map[string]time.Time
	dirty   map[string]bool   // the topics that changed since the page asked
	known   map[string][]byte // by address, the mark of what was shown last
	lags    []time.Duration
	missed  int // marks of a case that was left before they were seen
	asked   measured
	streams int // that ended without being left
}

func newLivePage(d *day, i int) *livePage {
	return &livePage{d: d, i: i, token: d.w.agents[i%len(d.w.agents)], asks: &client{address: d.s.address, keep: true}, looks: map[string]time.Time{}, dirty: map[string]bool{}, known: map[string][]byte{}}
}

// shows returns the number of the case that the page shows, or otherwise for the queue.
func (p *livePage) shows(otherwise string) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.shown.Number == "" {
		return otherwise
	}
	return p.shown.Number
}

// expects says that a message with a word was written on a case at a moment.
func (p *livePage) expects(number, word string, at time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.shown.Number == number {
		p.looks[word] = at
	}
}

// forget drops what was measured.
func (p *livePage) forget() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.lags, p.missed, p.asked, p.streams = nil, 0, measured{}, 0
}

// live shows one place after the other until ctx ends.
func (p *livePage) live(ctx context.Context) {
	defer p.asks.close()
	for turn := 0; ctx.Err() == nil; turn++ {
		from, stays := map[string]string{"desk": "/desk/rows?view=open&limit=50"}, time.Hour
		var c openCase
		if p.i < onCases {
			c = p.d.open[(p.i+turn*onCases)%len(p.d.open)]
			from, stays = map[string]string{"desk": "/desk/beside?view=open&at=" + c.Number, "case:" + c.ID: "/desk/cases/" + c.Number}, staysFor
		}
		p.mu.Lock()
		p.missed += len(p.looks)
		p.shown, p.looks, p.dirty = c, map[string]time.Time{}, map[string]bool{}
		p.mu.Unlock()
		there, leave := context.WithTimeout(ctx, stays)
		p.stay(there, from)
		leave()
	}
}

// stay shows a page and keeps it new: from says from which address a topic is shown.
func (p *livePage) stay(ctx context.Context, from map[string]string) {
	changed := make(chan struct{}, 1)
	var hearing sync.WaitGroup
	hearing.Go(func() { p.hear(ctx, strings.Join(slices.Sorted(maps.Keys(from)), ","), changed) })
	defer hearing.Wait()
	for _, path := range from {
		p.ask(path)
	}
	last := time.Now()
	for {
		select {
		case <-ctx.Done():
			return
		case <-changed:
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(max(pageGather, time.Until(last.Add(pageGap))) + rand.N(pageSpread)):
		}
		last = time.Now()
		for _, topic := range p.changed() {
			p.ask(from[topic])
		}
	}
}

// changed returns the topics that changed since it was called last.
func (p *livePage) changed() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	all := slices.Collect(maps.Keys(p.dirty))
	clear(p.dirty)
	return all
}

// ask asks for the page and looks for what it should show.
func (p *livePage) ask(path string) {
	var m measured
	from := path
	_, _, narrow := strings.Cut(path, "?") // the list alone, which says what has not changed
	if known := p.known[path]; narrow && known != nil {
		from += "&known=" + string(known)
	}
	a := m.asks(p.asks, request{method: "GET", path: from, token: p.token}, time.Now())
	if _, rest, found := bytes.Cut(a.text, []byte(`data-known="`)); found {
		p.known[path], _, _ = bytes.Cut(rest, []byte(`"`))
		p.known[path] = bytes.Clone(p.known[path])
	}
	now := time.Now()
	p.mu.Lock()
	defer p.mu.Unlock()
	p.asked.join(m)
	for word, at := range p.looks {
		if bytes.Contains(a.text, []byte(word)) {
			p.lags = append(p.lags, max(0, now.Sub(at)))
			delete(p.looks, word)
		}
	}
}

// hear reads the stream of events and says that there was one, until ctx ends. Like a browser it opens the stream again when it ends.
func (p *livePage) hear(ctx context.Context, topics string, changed chan<- struct{}) {
	for ctx.Err() == nil {
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+p.d.s.address+"/live?topics="+topics, nil)
		if err != nil {
			return
		}
		r.Header.Set("Authorization", "Bearer "+p.token)
		answer, err := http.DefaultClient.Do(r)
		if err == nil {
			for in := bufio.NewScanner(answer.Body); in.Scan(); {
				if topics, ok := strings.CutPrefix(in.Text(), "data: "); ok {
					p.mu.Lock()
					for topic := range strings.FieldsSeq(topics) {
						p.dirty[topic] = true
					}
					p.mu.Unlock()
					select {
					case changed <- struct{}{}:
					default:
					}
				}
			}
			_ = answer.Body.Close() // it is read
		}
		if ctx.Err() == nil {
			p.mu.Lock()
			p.streams++
			p.mu.Unlock()
			select {
			case <-ctx.Done():
			case <-time.After(time.Second):
			}
		}
	}
}
