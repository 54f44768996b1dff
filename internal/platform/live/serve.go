package live

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
)

// writeWithin is how long a client may take to read one event before its stream ends.
const writeWithin = 10 * time.Second

// between is the least time between two events of a stream: on a busy desk something changes many times a second, and each event has its reader's rights asked.
const between = 150 * time.Millisecond

// Serve answers with a stream of server-sent events for the changes of topics: the data are the topics that changed, parted by spaces, and the id counts the events of this
// stream. A client that comes back begins anew: nothing is kept that it could have missed, so it asks for what it shows, and what it says of its last event counts for nothing.
// Serve returns when the client goes, when the Hub closes, or within five seconds after allowed says no for one of the topics.
// Topics that allowed refuses at the start are left out; if none is left the answer is 204, after which a browser does not ask again.
//
// Events of one stream are 150 ms apart at least; what changes meanwhile is one event. allowed is asked every four seconds, and before an event if it was last asked a second ago or more, with the request's context. Topics must
// not contain white space.
func (h *Hub) Serve(w http.ResponseWriter, r *http.Request, topics []string, allowed func(ctx context.Context, topic string) bool) {
	ctx := r.Context()
	var open []string
	for _, t := range topics {
		if t != "" && !strings.ContainsAny(t, " \t\r\n") && allowed(ctx, t) {
			open = append(open, t)
		}
	}
	if len(open) == 0 {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Accel-Buffering", "no") // nginx holds streams back otherwise
	events, cancel := h.Subscribe(open...)
	defer cancel()
	s := stream{w: w, control: http.NewResponseController(w)}
	if s.send(": open\n\n") != nil {
		return
	}
	h.streaming(ctx, &s, events, &standing{h.ask / 4, time.Now(), func() bool {
		return !slices.ContainsFunc(open, func(t string) bool { return !allowed(ctx, t) })
	}})
}

// standing is whether a reader may read on: what was found counts for a while, because on a busy desk each of many streams has several events a second.
type standing struct {
	counts  time.Duration
	asked   time.Time
	allowed func() bool
}

func (s *standing) holds() bool {
	return time.Since(s.asked) < s.counts || s.still()
}

func (s *standing) still() bool {
	s.asked = time.Now()
	return s.allowed()
}

func (h *Hub) streaming(ctx context.Context, s *stream, events <-chan Event, reader *standing) {
	beat, ask := time.NewTicker(h.beat), time.NewTicker(h.ask)
	defer beat.Stop()
	defer ask.Stop()
	rested := time.NewTimer(0)
	defer rested.Stop()
	var next <-chan Event // nil while the stream rests
	for {
		var text string
		select {
		case <-ctx.Done():
			return
		case <-rested.C:
			next = events
			continue
		case e, ok := <-next:
			if !ok || !reader.holds() {
				return
			}
			next = nil
			rested.Reset(between)
			s.events++
			text = fmt.Sprintf("id: %d\ndata: %s\n\n", s.events, strings.Join(e.Topics, " "))
		case <-ask.C:
			if !reader.still() {
				return
			}
			continue
		case <-beat.C:
			text = ": beat\n\n"
		}
		if s.send(text) != nil {
			return // the client has gone
		}
	}
}

type stream struct {
	w       http.ResponseWriter
	control *http.ResponseController
	events  int
}

// send writes and flushes; the server's own write timeout, meant for pages, is moved on.
func (s *stream) send(text string) error {
	_ = s.control.SetWriteDeadline(time.Now().Add(writeWithin)) // a writer without deadlines is a test's
	if _, err := s.w.Write([]byte(text)); err != nil {
		return err
	}
	return s.control.Flush()
}
