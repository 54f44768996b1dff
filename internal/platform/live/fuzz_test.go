package live

import (
	"encoding/json"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

// FuzzNode holds that whatever comes over the channel of the nodes, readers hear of their own topics alone, that what is our own is left out, and that what one node tells another one understands.
func FuzzNode(f *testing.F) {
	for _, s := range []string{"", "{}", "null", "[]", `{"n":"other","t":"queue"}`, `{"n":"other","t":"queue@p1"}`, `{"n":"other","t":"queue@p2"}`, `{"n":"other","t":"case.1","p":"p1","w":"writes"}`, `{"n":"other","t":"case.1","p":"p1"}`, `{"n":"own","t":"queue"}`,
		`{"n":1,"t":"queue"}`, `{"n":"other","t":"queue\n\ndata: x"}`, `{"n":"other","t":"queue","z":{}}`, `{"n":"other","t":"queue"} x`} {
		f.Add(s, "case.1", "p1", "writes")
	}
	f.Fuzz(func(t *testing.T, payload, topic, person, what string) {
		h := &Hub{db: dbtest.Open(t, store.SQLite, nil, nil), log: slog.New(slog.DiscardHandler), node: "own", readers: map[string]map[*reader]struct{}{}, here: map[string]map[string]Presence{}, more: make(chan struct{}, 1)}
		own := &reader{topics: []string{"queue", To("queue", "p1"), "case.1"}, more: make(chan struct{}, 1)}
		for _, x := range own.topics {
			h.readers[x] = map[*reader]struct{}{own: {}}
		}
		m, ours := h.read(payload)
		if ours && (m.Node == "own" || !json.Valid([]byte(payload))) {
			t.Errorf("%q is heard as %+v", payload, m)
		}
		if ours {
			h.hear(m)
		}
		heard := own.take().Topics
		for _, x := range heard {
			if !ours || m.Topic == To("queue", "p2") || x != said(m.Topic) || !slices.Contains([]string{"queue", "case.1"}, x) {
				t.Errorf("%q: %q is heard", payload, x)
			}
		}
		for _, x := range h.here {
			for id, p := range x {
				if id != p.PersonID || p.What == "" || p.Until.After(h.db.Now().Add(time.Minute)) {
					t.Errorf("%q: %+v is here", payload, p)
				}
			}
		}
		if !utf8.ValidString(topic + person + what) {
			return // what a node tells is ids and words of ours
		}
		told := message{Node: "other", Topic: topic, Person: person, What: what}
		text, err := json.Marshal(told)
		if err != nil {
			t.Fatal(err)
		}
		if again, ok := h.read(string(text)); !ok || again != told {
			t.Errorf("%+v is told as %s, and heard as %+v, %v", told, text, again, ok)
		}
	})
}

// FuzzTopics holds that a stream names its topics in one line, without whose they are, and asks of each whether it may be read.
func FuzzTopics(f *testing.F) {
	for _, s := range []string{"", "queue", "queue,case.1", "queue@p1", "a b", "a\nb", "a\r\ndata: x", ",", strings.Repeat("x,", 50)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var e Event
		for _, x := range strings.Split(text, ",") {
			e = e.with(Event{[]string{said(x)}})
			e = e.with(Event{[]string{said(x)}})
		}
		if seen := slices.Sorted(slices.Values(e.Topics)); len(slices.Compact(seen)) != len(e.Topics) || strings.Contains(strings.Join(e.Topics, " "), "@") {
			t.Errorf("%q is told as %q", text, e.Topics)
		}
	})
}
