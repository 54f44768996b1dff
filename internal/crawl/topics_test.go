package crawl_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/desk/beside"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/live"
)

// topicKinds are the kinds of topics that the crawl listens to, by what they begin with.
const topicKinds = "desk case: work:"

// topic is one topic of live updates, and who may listen to it.
type topic struct {
	name    string
	readers map[string]bool
}

// topics are all topics that there are, of every case, and those of each person alone; and of a case that is not there.
func (w *world) topics() (all []topic) {
	lists := map[string]bool{}
	for _, v := range w.viewers {
		lists[v.name] = v.lists()
	}
	all = append(all, topic{desk.QueueTopic, lists}, topic{desk.CaseTopic(unknown), nil}, topic{beside.Topic(unknown), nil}, topic{"nothing", nil})
	for _, c := range w.cases {
		side := c.side()
		all = append(all, topic{desk.CaseTopic(c.id), w.whoOfCase("number", side)}, topic{beside.Topic(c.id), w.whoOfCase("note", side)})
	}
	for _, m := range members() { // what one is told alone nobody asks for but they, who are told it at the topic of all
		self := map[string]bool{}
		for _, v := range w.viewers {
			self[v.name] = v.key == m.Key && v.lists()
		}
		all = append(all, topic{live.To(desk.QueueTopic, apptest.ID(m.Key)), self})
	}
	return all
}

// lists reports whether somebody works on cases, so that their lists are told of changes.
func (v *viewer) lists() bool {
	return v.desk && !v.gone && slices.ContainsFunc([]string{"agent", "hr_head", "concern"}, func(role string) bool { return slices.Contains(v.roles, role) })
}

// stream is a topic to which a viewer listens.
type stream struct {
	*flow
	viewer *viewer
	topic  topic
}

// streams opens a stream of every topic for everybody, lets every case change and somebody of HR write at it, and reads who was let in and what they were told.
func (w *world) streams() {
	ctx, cancel := context.WithCancel(w.t.Context())
	defer cancel()
	var heard sync.WaitGroup
	w.routes["GET /live"] = true
	var all []stream
	for _, v := range w.viewers {
		for _, topic := range w.topics() {
			s := stream{&flow{ResponseRecorder: httptest.NewRecorder()}, v, topic}
			all = append(all, s)
			r := httptest.NewRequestWithContext(ctx, http.MethodGet, "/live?topics="+topic.name, nil)
			heard.Go(func() { v.client.Serve(s, r); s.ended.Store(true) })
		}
	}
	w.visits += len(all)
	until := func(what func() bool) {
		for end := time.Now().Add(20 * time.Second); !what() && time.Now().Before(end); {
			time.Sleep(20 * time.Millisecond)
		}
	}
	until(func() bool {
		return !slices.ContainsFunc(all, func(s stream) bool { return !s.open() && !s.ended.Load() })
	})
	for _, c := range slices.Backward(w.cases) { // what is part of another one before that, which it follows
		word := w.plant("note", "the case "+c.name+late, w.whoOfCase("note", c.side()))
		_, err := w.App.App.Desk.Write(ctx, w.Actor(authz.Desk, c.worker), desk.Write{Number: c.number, Body: "Late " + word, Internal: true})
		if err != nil {
			w.t.Fatalf("%s: %v", c.name, err)
		}
		w.must(beside.Now(ctx, w.DB, w.Live, c.id, apptest.ID(c.worker), beside.Notes)) // as a moment ago they wrote an answer
	}
	until(func() bool { return len(w.viewers) == 1 || told(all, "case:") > 0 && told(all, "work:") > 0 })
	time.Sleep(300 * time.Millisecond) // streams have no end to wait for
	cancel()
	heard.Wait()
	w.told, w.toldAtWork, w.listened = told(all, "case:"), told(all, "work:"), len(all)
	for _, s := range all {
		w.listen(s)
	}
}

// listen notes what a stream said, and who listens to what is not theirs.
func (w *world) listen(s stream) {
	name, text := s.topic.name, s.text()
	if name == desk.QueueTopic || name == "nothing" || s.topic.readers == nil {
		name = "the topic " + name
	}
	switch {
	case s.open() && !s.topic.readers[s.viewer.name]:
		w.leaks = append(w.leaks, s.viewer.name+" listens to "+name)
	case !s.open() && s.topic.readers[s.viewer.name]:
		w.fault("%s does not listen to %s, but may: %d", s.viewer.name, name, s.Code)
	}
	w.look(s.viewer, "an event stream", text, "")
}

// told counts the streams that told of a change at a topic of a kind.
func told(all []stream, kind string) (n int) {
	for _, s := range all {
		if strings.Contains(s.text(), "data: "+kind) {
			n++
		}
	}
	return n
}

// late is what is written while the streams run: pages are not read again for it.
const late = ": a note while streams run"

// flow is an answer that is written while it is read.
type flow struct {
	*httptest.ResponseRecorder
	mu    sync.Mutex
	ended atomic.Bool
}

// Write implements http.ResponseWriter.
func (f *flow) Write(b []byte) (int, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.ResponseRecorder.Write(b)
}

// Flush implements http.Flusher.
func (f *flow) Flush() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.ResponseRecorder.Flush()
}

func (f *flow) text() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.Body.String()
}

// open reports whether somebody was let in.
func (f *flow) open() bool { return strings.Contains(f.text(), ": open\n\n") }

// namesTopic finds where the program says how topics of a kind are called.
var namesTopic = regexp.MustCompile(`\w*Topic\b(?:\([^)]*\) string \{ return|\s*=)\s*"(\w+:?)"`)

// buildsTopic finds topics that are written where they are used, so that namesTopic does not see them.
var buildsTopic = regexp.MustCompile(`\b(?:[Ll]ive|[Hh]ub)\.(?:Publish|Subscribe|Here|Who|To)\("`)

// unknownTopics are the kinds of topics in a source that the crawl does not know.
func unknownTopics(text string) (all []string) {
	for _, m := range namesTopic.FindAllStringSubmatch(text, -1) {
		if !holds(topicKinds, m[1]) {
			all = append(all, m[1])
		}
	}
	return append(all, buildsTopic.FindAllString(text, -1)...)
}

// The crawl listens to every kind of topic that the program has.
func TestEveryKindOfTopicIsKnown(t *testing.T) {
	t.Parallel()
	found := ""
	everySource(t, func(path, text string) {
		for _, kind := range unknownTopics(text) {
			t.Errorf("%s has the topic %q: have the crawl listen to it in topics_test.go", path, kind)
		}
		for _, m := range namesTopic.FindAllStringSubmatch(text, -1) {
			found += " " + m[1]
		}
	})
	for kind := range strings.FieldsSeq(topicKinds) {
		if !holds(found, kind) {
			t.Errorf("nothing is called %q any more: found are%s", kind, found)
		}
	}
	for text, want := range map[string]string{
		`func CallTopic(id string) string { return "call:" + id }`: "call:", `const RoundTopic = "round"`: "round", `s.live.Publish("wall")`: `live.Publish("`, `const QueueTopic = "desk"`: "",
		`func Topic(caseID string) string { return "work:" + caseID }`: "",
	} {
		if got := strings.Join(unknownTopics(text), " "); got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}
