package live

import (
	"cmp"
	"slices"
	"time"

	"hearth/internal/platform/store"
)

// staysFor is how long somebody counts as here without saying so again.
const staysFor = 15 * time.Second

// Presence is somebody who is at a topic now. What is a word of the caller's, such as "writes". Name is "" when the person is at
// another node: only identifiers travel.
type Presence struct {
	PersonID, Name, What string
	Until                store.Time
}

// Here says that a person is at topic and does what; it holds for 15 seconds. An empty what says that the person has left. When
// somebody comes, goes or does something else, the topic is published.
func (h *Hub) Here(topic, personID, name, what string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.arrive(topic, personID, name, what)
	h.tell(message{Topic: topic, Person: personID, What: what})
}

// arrive notes a presence at this node; the caller holds the lock.
func (h *Hub) arrive(topic, personID, name, what string) {
	before := h.here[topic][personID]
	if what == "" {
		if before.What != "" {
			h.leave(topic, personID)
			h.publish(topic)
		}
		return
	}
	if h.here[topic] == nil {
		h.here[topic] = map[string]Presence{}
	}
	now := h.db.Now()
	h.here[topic][personID] = Presence{personID, cmp.Or(name, before.Name), what, now.Add(staysFor)}
	if before.What != what || !before.Until.After(now) {
		h.publish(topic)
	}
}

func (h *Hub) leave(topic, personID string) {
	delete(h.here[topic], personID)
	if len(h.here[topic]) == 0 {
		delete(h.here, topic)
	}
}

// Who returns who is at topic, in the order of their identifiers. The caller decides who may know.
func (h *Hub) Who(topic string) []Presence {
	h.mu.Lock()
	defer h.mu.Unlock()
	now := h.db.Now()
	var all []Presence
	for _, p := range h.here[topic] {
		if p.Until.After(now) {
			all = append(all, p)
		}
	}
	slices.SortFunc(all, func(a, b Presence) int { return cmp.Compare(a.PersonID, b.PersonID) })
	return all
}

// expiring forgets those who have left without saying so, until Close.
func (h *Hub) expiring() {
	every := time.NewTicker(staysFor / 3)
	defer every.Stop()
	for {
		select {
		case <-h.life.Done():
			return
		case <-every.C:
			h.expire()
		}
	}
}

func (h *Hub) expire() {
	h.mu.Lock()
	defer h.mu.Unlock()
	now := h.db.Now()
	for topic, persons := range h.here {
		gone := 0
		for id, p := range persons {
			if !p.Until.After(now) {
				h.leave(topic, id)
				gone++
			}
		}
		if gone > 0 {
			h.publish(topic)
		}
	}
}
