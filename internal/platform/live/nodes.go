package live

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// channel is where the nodes talk to each other.
const channel = "hearth_live"

// longest is how many bytes PostgreSQL takes in one notification, less one.
const longest = 7999

// waitingMost bounds the outbox while the database is away; what does not fit is lost, as any event may be.
const waitingMost = 1000

// message is what one node tells the others: a change of a topic, or that a person is there.
type message struct {
	Node   string `json:"n"`
	Topic  string `json:"t"`
	Person string `json:"p,omitempty"`
	What   string `json:"w,omitempty"`
}

// tell puts a message into the outbox unless an equal one waits there; the caller holds the lock.
func (h *Hub) tell(m message) {
	if h.db.Pool() == nil || len(h.outbox) >= waitingMost {
		return
	}
	m.Node = h.node
	for _, waiting := range h.outbox {
		if waiting == m {
			return
		}
	}
	h.outbox = append(h.outbox, m)
	select {
	case h.more <- struct{}{}:
	default:
	}
}

// telling sends the outbox until Close.
func (h *Hub) telling() {
	ctx := h.life
	for {
		select {
		case <-ctx.Done():
			return
		case <-h.more:
		}
		h.mu.Lock()
		all := h.outbox
		h.outbox = nil
		h.mu.Unlock()
		if err := h.send(ctx, all); err != nil && ctx.Err() == nil {
			h.log.WarnContext(ctx, "other nodes do not hear of changes", "error", err)
		}
	}
}

func (h *Hub) send(ctx context.Context, all []message) error {
	var batch pgx.Batch
	for _, m := range all {
		payload, err := json.Marshal(m)
		if err != nil {
			return err
		}
		if len(payload) > longest {
			return fmt.Errorf("a topic of %d bytes", len(m.Topic))
		}
		batch.Queue(`SELECT pg_notify($1, $2)`, channel, string(payload))
	}
	return h.db.Pool().SendBatch(ctx, &batch).Close()
}

// listening hears the other nodes until Close. After a lost connection every subscriber is told of a change, because some may have
// been missed.
func (h *Hub) listening() {
	ctx := h.life
	for {
		err := h.listen(ctx)
		if ctx.Err() != nil {
			return
		}
		h.log.WarnContext(ctx, "changes at other nodes are not heard", "error", err)
		select {
		case <-ctx.Done():
			return
		case <-time.After(time.Second):
		}
		h.publishAll()
	}
}

func (h *Hub) listen(ctx context.Context) (err error) {
	pooled, err := h.db.Pool().Acquire(ctx)
	if err != nil {
		return err
	}
	conn := pooled.Hijack() // it listens for good, so it must not count against the pool
	defer func() { err = errors.Join(err, conn.Close(context.WithoutCancel(ctx))) }()
	if _, err := conn.Exec(ctx, "LISTEN "+channel); err != nil {
		return err
	}
	for {
		n, err := conn.WaitForNotification(ctx)
		if err != nil {
			return err
		}
		if m, ok := h.read(n.Payload); ok {
			h.hear(m)
		}
	}
}

// read reads what a node told; false where that is our own, or of a release that speaks otherwise.
func (h *Hub) read(payload string) (m message, ok bool) {
	err := json.Unmarshal([]byte(payload), &m)
	return m, err == nil && m.Node != h.node
}

func (h *Hub) hear(m message) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if m.Person != "" {
		h.arrive(m.Topic, m.Person, "", m.What)
		return
	}
	h.publish(m.Topic)
}

func (h *Hub) publishAll() {
	h.mu.Lock()
	defer h.mu.Unlock()
	for topic := range h.readers {
		h.publish(topic)
	}
}
