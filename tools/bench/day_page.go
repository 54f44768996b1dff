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

	mu      sync.Mutex
	shown   openCase // zero for the queue
	looks   map[string]time.Time
	known   map[string][]byte // by address, the mark of what was shown last
	lags    []time.Duration
	missed  int // marks of a case that was left before they were seen
	asked   measured
	streams int // that ended without being left
}

func newLivePage(d *day, i int) *livePage {
	return &livePage{d: d, i: i, token: d.w.agents[i%len(d.w.agents)], looks: map[string]time.Time{}, known: map[string][]byte{}}
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
	for turn := 0; ctx.Err() == nil; turn++ {
		from, stays := map[string]string{"desk": "/desk/rows?view=open&limit=50"}, time.Hour
		var c openCase
		if p.i < onCases {
			c = p.d.open[(p.i+turn*onCases)%len(p.d.open)]
			from, stays = map[string]string{"desk": "/desk/beside?view=open&at=" + c.Number, "case:" + c.ID: "/desk/cases/" + c.Number}, staysFor
		}
		p.mu.Lock()
		p.missed += len(p.looks)
		p.shown, p.looks = c, map[string]time.Time{}
		p.mu.Unlock()
		there, leave := context.WithTimeout(ctx, stays)
		p.stay(there, from)
		leave()
	}
}

// stay shows a page and keeps it new: from says from which address a topic is shown. Each is asked at its own pace.
func (p *livePage) stay(ctx context.Context, from map[string]string) {
	changed := map[string]chan struct{}{} // by topic
	var together sync.WaitGroup
	for topic, path := range from {
		is := make(chan struct{}, 1)
		changed[topic] = is
		together.Go(func() { p.keepNew(ctx, path, is) })
	}
	p.hear(ctx, changed)
	together.Wait()
}

// keepNew asks for what is at path, and anew after it changed, until ctx ends.
func (p *livePage) keepNew(ctx context.Context, path string, changed <-chan struct{}) {
	asks := &client{address: p.d.s.address, keep: true}
	defer asks.close()
	p.ask(asks, path)
	for last := time.Now(); ; {
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
		select { // what changed while the page waited is in what it asks for now
		case <-changed:
		default:
		}
		last = time.Now()
		p.ask(asks, path)
	}
}

// ask asks for the page and looks for what it should show.
func (p *livePage) ask(asks *client, path string) {
	var m measured
	from := path
	_, _, narrow := strings.Cut(path, "?") // the list alone, which says what has not changed
	p.mu.Lock()
	known := p.known[path]
	p.mu.Unlock()
	if narrow && known != nil {
		from += "&known=" + string(known)
	}
	a := m.asks(asks, request{method: "GET", path: from, token: p.token}, time.Now())
	now := time.Now()
	p.mu.Lock()
	defer p.mu.Unlock()
	if _, rest, found := bytes.Cut(a.text, []byte(`data-known="`)); found {
		mark, _, _ := bytes.Cut(rest, []byte(`"`))
		p.known[path] = bytes.Clone(mark)
	}
	p.asked.join(m)
	for word, at := range p.looks {
		if bytes.Contains(a.text, []byte(word)) {
			p.lags = append(p.lags, max(0, now.Sub(at)))
			delete(p.looks, word)
		}
	}
}

// hear reads the stream of events and says which topics changed, until ctx ends. Like a browser it opens the stream again when it ends.
func (p *livePage) hear(ctx context.Context, changed map[string]chan struct{}) {
	topics := strings.Join(slices.Sorted(maps.Keys(changed)), ",")
	for ctx.Err() == nil {
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+p.d.s.address+"/live?topics="+topics, nil)
		if err != nil {
			return
		}
		r.Header.Set("Authorization", "Bearer "+p.token)
		answer, err := http.DefaultClient.Do(r)
		if err == nil {
			for in := bufio.NewScanner(answer.Body); in.Scan(); {
				named, _ := strings.CutPrefix(in.Text(), "data: ")
				for topic := range strings.FieldsSeq(named) {
					select {
					case changed[topic] <- struct{}{}: // nil, and never ready, for what is none of its topics
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
