package live_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"hearth/internal/platform/clock"
	"hearth/internal/platform/live"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

func hub(t *testing.T, db *store.DB) *live.Hub {
	t.Helper()
	h := live.New(db, slog.New(slog.DiscardHandler))
	t.Cleanup(h.Close)
	return h
}

// next returns the topics of the next event, or "" when none comes in time.
func next(t *testing.T, events <-chan live.Event, within time.Duration) string {
	t.Helper()
	select {
	case e := <-events:
		return strings.Join(e.Topics, " ")
	case <-time.After(within):
		return ""
	}
}

const soon, never = 10 * time.Second, 50 * time.Millisecond

func TestSubscribersHearOfTheirTopicsOnceEach(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, nil, func(t *testing.T, db *store.DB) {
		h := hub(t, db)
		events, cancel := h.Subscribe("case.a", "queue")
		other, end := h.Subscribe("case.b")
		defer end()
		for range 50 { // nobody reads meanwhile: a slow reader gets each topic once, not fifty times
			h.Publish("case.a")
			h.Publish("queue")
		}
		var got []string
		for range 100 {
			topics := next(t, events, never)
			if topics == "" {
				break
			}
			got = append(got, topics)
		}
		if len(got) > 2 || !slices.Contains(got, "case.a queue") && !slices.Contains(got, "queue case.a") {
			t.Errorf("got %q, want case.a and queue in one event, and at most one for what came last", got)
		}
		if topic := next(t, other, never); topic != "" {
			t.Errorf("a reader of case.b heard of %s", topic)
		}
		cancel()
		if _, open := <-events; open {
			t.Error("the channel is open after cancel")
		}
		h.Close()
		if _, open := <-other; open {
			t.Error("the channel is open after Close")
		}
	})
}

func TestOtherNodesHear(t *testing.T) {
	t.Parallel()
	address := dbtest.Address(t, store.Postgres, nil)
	var hubs []*live.Hub
	for range 2 {
		db, err := store.Open(t.Context(), address, clock.Fake(dbtest.Noon))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = db.Close() }) // a test's database
		hubs = append(hubs, hub(t, db))
	}
	events, cancel := hubs[1].Subscribe("case.a")
	defer cancel()
	heard := ""
	for range 100 { // the second node may not listen yet
		hubs[0].Publish("case.a")
		if heard = next(t, events, 100*time.Millisecond); heard != "" {
			break
		}
	}
	if heard != "case.a" {
		t.Fatalf("heard %q", heard)
	}
	hubs[0].Here("case.a", "p1", "Theo Lind", "writes")
	for range 100 {
		if len(hubs[1].Who("case.a")) > 0 {
			break
		}
		next(t, events, 100*time.Millisecond)
	}
	who := hubs[1].Who("case.a")
	if len(who) != 1 || who[0].PersonID != "p1" || who[0].What != "writes" || who[0].Name != "" {
		t.Errorf("at the other node: %+v; want p1 without a name", who)
	}
}

func TestPresenceEndsAfterFifteenSeconds(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, nil, func(t *testing.T, db *store.DB) {
		h := hub(t, db)
		events, cancel := h.Subscribe("case.a")
		defer cancel()
		said := func(what string, want bool) {
			t.Helper()
			if got := next(t, events, never) != ""; got != want {
				t.Errorf("%s: told %v, want %v", what, got, want)
			}
		}
		h.Here("case.a", "p2", "Theo Lind", "writes")
		said("comes", true)
		h.Here("case.a", "p1", "Ann Berg", "reads")
		said("another comes", true)
		db.Clock().Advance(10 * time.Second)
		h.Here("case.a", "p2", "Theo Lind", "writes")
		said("stays", false)
		if who := h.Who("case.a"); len(who) != 2 || who[0].PersonID != "p1" || who[1].Name != "Theo Lind" {
			t.Errorf("after 10 s: %+v", who)
		}
		db.Clock().Advance(5 * time.Second)
		if who := h.Who("case.a"); len(who) != 1 || who[0].PersonID != "p2" {
			t.Errorf("after 15 s: %+v; want the one who said so again", who)
		}
		h.Expire()
		said("has gone", true)
		h.Here("case.a", "p2", "Theo Lind", "")
		said("leaves", true)
		if who := h.Who("case.a"); len(who) != 0 {
			t.Errorf("after leaving: %+v", who)
		}
	})
}

// serving starts a server that streams topics, and returns its address.
func serving(t *testing.T, h *live.Hub, allowed func(string) bool, topics ...string) string {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h.Serve(w, r, topics, func(_ context.Context, topic string) bool { return allowed(topic) })
	}))
	t.Cleanup(s.Close)
	t.Cleanup(h.Close) // before the server, which waits for its streams
	return s.URL
}

func open(t *testing.T, address string) (*http.Response, *bufio.Scanner) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = response.Body.Close() }) // it was read
	return response, bufio.NewScanner(response.Body)
}

func line(t *testing.T, s *bufio.Scanner, prefix string) string {
	t.Helper()
	for s.Scan() {
		if strings.HasPrefix(s.Text(), prefix) {
			return s.Text()
		}
	}
	return ""
}

func TestAStreamCarriesChangesUntilTheRightIsWithdrawn(t *testing.T) {
	t.Parallel()
	db := dbtest.Open(t, store.SQLite, nil, nil)
	h := hub(t, db)
	h.Hurry(20*time.Millisecond, 20*time.Millisecond)
	var may atomic.Bool
	may.Store(true)
	address := serving(t, h, func(topic string) bool { return topic == "case.a" && may.Load() }, "case.a", "case.secret")
	response, lines := open(t, address)
	if got := response.Header.Get("Content-Type"); got != "text/event-stream" {
		t.Fatalf("content type %q", got)
	}
	line(t, lines, ": open")
	h.Publish("case.secret")
	h.Publish("case.a")
	if got := line(t, lines, "data:"); got != "data: case.a" {
		t.Errorf("got %q, want case.a and nothing of the topic that is not allowed", got)
	}
	if line(t, lines, ": beat") == "" {
		t.Error("no sign of life")
	}
	may.Store(false)
	time.Sleep(10 * time.Millisecond) // what was found before counts for a quarter of the 20 ms
	h.Publish("case.a")
	if got := line(t, lines, "data:"); got != "" {
		t.Errorf("after the right was withdrawn: %q", got)
	}
	if response, _ := open(t, address); response.StatusCode != http.StatusNoContent {
		t.Errorf("without any right: %d, want 204", response.StatusCode)
	}
}

// However much changes elsewhere, a stream counts what it says itself.
func TestTheIDsOfAStreamTellNothingOfOtherTopics(t *testing.T) {
	t.Parallel()
	h := hub(t, dbtest.Open(t, store.SQLite, nil, nil))
	_, lines := open(t, serving(t, h, func(string) bool { return true }, "case.a"))
	line(t, lines, ": open")
	for i := range 2 {
		for range 7 {
			h.Publish("case.secret")
			h.Here("case.other", "p1", "Theo Lind", "writes")
		}
		h.Publish("case.a")
		if got, want := line(t, lines, "id:"), fmt.Sprintf("id: %d", i+1); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
		line(t, lines, "data:")
	}
}

func TestAWithdrawnRightEndsAQuietStream(t *testing.T) {
	t.Parallel()
	h := hub(t, dbtest.Open(t, store.SQLite, nil, nil))
	h.Hurry(time.Hour, 20*time.Millisecond)
	var may atomic.Bool
	may.Store(true)
	response, _ := open(t, serving(t, h, func(string) bool { return may.Load() }, "case.a"))
	may.Store(false)
	if _, err := io.Copy(io.Discard, response.Body); err != nil && !errors.Is(err, io.EOF) {
		t.Fatal(err)
	} // it ends by itself, or the test does not
}

func TestCloseEndsStreams(t *testing.T) {
	t.Parallel()
	h := hub(t, dbtest.Open(t, store.SQLite, nil, nil))
	response, _ := open(t, serving(t, h, func(string) bool { return true }, "case.a"))
	h.Close()
	if _, err := io.Copy(io.Discard, response.Body); err != nil {
		t.Fatal(err)
	}
}
