// Package live tells open pages that something changed. A page subscribes to topics, such as "case.<id>", and asks the server
// again when one changes; the events themselves carry topics and never content. Nothing in a stream depends on what happens at topics that it is not of: not even how much.
//
// Nothing here is kept: an event may be lost, and a page that was away asks again. With PostgreSQL the nodes of an installation tell each
// other by LISTEN and NOTIFY; with SQLite there is one process.
package live

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"time"

	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

// Event says that something about each of Topics changed, none of them named twice.
type Event struct {
	Topics []string
}

// Hub passes events on. It is safe for concurrent use; its methods do not wait for anybody.
type Hub struct {
	db   *store.DB
	log  *slog.Logger
	node string
	beat time.Duration // between two signs of life
	ask  time.Duration // between two questions whether the reader may still read

	mu      sync.Mutex
	readers map[string]map[*reader]struct{} // by topic
	here    map[string]map[string]Presence  // by topic and person
	outbox  []message                       // for the other nodes
	more    chan struct{}                   // the outbox has something
	life    context.Context                 // until Close
	end     context.CancelFunc
	running sync.WaitGroup
}

// askEvery is how often a stream asks whether its reader may still read: often enough to end it within five seconds of the loss of the right.
const askEvery = 4 * time.Second

// New returns a Hub that runs until Close. Close it before db.
func New(db *store.DB, log *slog.Logger) *Hub {
	h := &Hub{
		db: db, log: log, node: ident.New(), beat: 20 * time.Second, ask: askEvery,
		readers: map[string]map[*reader]struct{}{}, here: map[string]map[string]Presence{},
		more: make(chan struct{}, 1),
	}
	h.life, h.end = context.WithCancel(context.Background())
	h.running.Go(h.expiring)
	if db.Pool() != nil {
		h.running.Go(h.listening)
		h.running.Go(h.telling)
	}
	return h
}

// Close ends all streams and subscriptions, then returns. A second call does nothing.
func (h *Hub) Close() {
	h.end()
	h.running.Wait()
}

// To is the topic of what one person alone is told at a topic. Their stream says the topic without them.
func To(topic, personID string) string { return topic + "@" + personID }

// said is how streams name a topic.
func said(topic string) string {
	name, _, _ := strings.Cut(topic, "@")
	return name
}

// Publish tells all subscribers of topic, here and on the other nodes. Call it from tx.AfterCommit, so that whoever asks again
// sees the change.
func (h *Hub) Publish(topic string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.publish(topic)
	h.tell(message{Topic: topic})
}

// publish tells the subscribers at this node; the caller holds the lock.
func (h *Hub) publish(topic string) {
	for r := range h.readers[topic] {
		r.add(said(topic))
	}
}

// Subscribe returns a channel of the changes of topics, and a function that ends it, which must be called. A slow reader gets
// one event for all changes since its last one. The channel is closed at the end, and by Close.
func (h *Hub) Subscribe(topics ...string) (<-chan Event, func()) {
	r := &reader{topics: topics, more: make(chan struct{}, 1), done: make(chan struct{}), out: make(chan Event)}
	h.mu.Lock()
	for _, t := range topics {
		if h.readers[t] == nil {
			h.readers[t] = map[*reader]struct{}{}
		}
		h.readers[t][r] = struct{}{}
	}
	h.mu.Unlock()
	go r.pump(h.life.Done())
	var once sync.Once
	return r.out, func() {
		once.Do(func() {
			h.drop(r)
			close(r.done)
		})
	}
}

func (h *Hub) drop(r *reader) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, t := range r.topics {
		delete(h.readers[t], r)
		if len(h.readers[t]) == 0 {
			delete(h.readers, t)
		}
	}
}

// reader is one subscription: what changed since it last took something.
type reader struct {
	topics  []string
	mu      sync.Mutex
	waiting Event
	more    chan struct{}
	done    chan struct{}
	out     chan Event
}

func (r *reader) add(topic string) {
	r.mu.Lock()
	r.waiting = r.waiting.with(Event{[]string{topic}})
	r.mu.Unlock()
	select {
	case r.more <- struct{}{}:
	default:
	}
}

// with returns one event of both.
func (e Event) with(other Event) Event {
	for _, topic := range other.Topics {
		if !slices.Contains(e.Topics, topic) {
			e.Topics = append(e.Topics, topic)
		}
	}
	return e
}

func (r *reader) take() Event {
	r.mu.Lock()
	defer r.mu.Unlock()
	e := r.waiting
	r.waiting = Event{}
	return e
}

// pump hands over one event after the other. What changes while nobody takes an event becomes part of it.
func (r *reader) pump(closed <-chan struct{}) {
	defer close(r.out)
	var e Event
	for {
		var out chan<- Event // nil while there is nothing to say
		if len(e.Topics) > 0 {
			out = r.out
		}
		select {
		case <-r.more:
			e = e.with(r.take())
		case out <- e:
			e = Event{}
		case <-r.done:
			return
		case <-closed:
			return
		}
	}
}
