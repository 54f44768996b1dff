// Package live tells open pages that something changed. A page subscribes to topics, such as "case.<id>", and asks the server
// again when one changes; the events themselves carry a topic and a counter, never content.
//
// Nothing here is kept: an event may be lost, and a page that was away asks again. With PostgreSQL the nodes of an installation tell each
// other by LISTEN and NOTIFY; with SQLite there is one process.
package live

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

// Event says that something about Topic changed. Count rises by one with each change that this node hears of, so it says nothing about
// what or who.
type Event struct {
	Topic string
	Count uint64
}

// Hub passes events on. It is safe for concurrent use; its methods do not wait for anybody.
type Hub struct {
	db   *store.DB
	log  *slog.Logger
	node string
	beat time.Duration // between two signs of life
	ask  time.Duration // between two questions whether the reader may still read

	mu      sync.Mutex
	count   uint64
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
	h.count++
	for r := range h.readers[topic] {
		r.add(Event{topic, h.count})
	}
}

// Subscribe returns a channel of the changes of topics, and a function that ends it, which must be called. A slow reader gets
// one event for all changes of a topic since its last one. The channel is closed at the end, and by Close.
func (h *Hub) Subscribe(topics ...string) (<-chan Event, func()) {
	r := &reader{topics: topics, waiting: map[string]uint64{}, more: make(chan struct{}, 1), done: make(chan struct{}), out: make(chan Event)}
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

// reader is one subscription: what changed since it last took something, a topic at most once.
type reader struct {
	topics  []string
	mu      sync.Mutex
	order   []string
	waiting map[string]uint64
	more    chan struct{}
	done    chan struct{}
	out     chan Event
}

func (r *reader) add(e Event) {
	r.mu.Lock()
	if _, twice := r.waiting[e.Topic]; !twice {
		r.order = append(r.order, e.Topic)
	}
	r.waiting[e.Topic] = e.Count
	r.mu.Unlock()
	select {
	case r.more <- struct{}{}:
	default:
	}
}

func (r *reader) next() (e Event, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.order) == 0 {
		return e, false
	}
	e = Event{r.order[0], r.waiting[r.order[0]]}
	r.order = r.order[1:]
	delete(r.waiting, e.Topic)
	return e, true
}

// pump hands over one event after the other.
func (r *reader) pump(closed <-chan struct{}) {
	defer close(r.out)
	for {
		e, ok := r.next()
		if !ok {
			select {
			case <-r.more:
			case <-r.done:
				return
			case <-closed:
				return
			}
			continue
		}
		select {
		case r.out <- e:
		case <-r.done:
			return
		case <-closed:
			return
		}
	}
}
