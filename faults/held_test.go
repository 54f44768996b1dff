package faults

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"mime/multipart"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"hearth/internal/platform/store"
)

// call sends a request with a token, and returns the status and the answer, or 0 when none came.
func call(token, method, address, kind string, body io.Reader) (int, []byte) {
	r, err := http.NewRequest(method, address, body)
	if err != nil {
		return 0, nil
	}
	r.Header.Set("Content-Type", kind)
	r.Header.Set("Authorization", "Bearer "+token)
	answer, err := client.Do(r)
	if err != nil {
		return 0, nil
	}
	defer answer.Body.Close() //nolint:errcheck // only read
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		return 0, nil
	}
	return answer.StatusCode, text
}

// replies are what an agent holds, by its text: false where it was undone, and the server said so.
type replies struct {
	mu  sync.Mutex
	all map[string]bool
}

// hold begins cases and holds a reply with a file to each; every third one it takes back.
func (r *replies) hold(s *site, base, agent, run string, n int) (wait func()) {
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() {
			key := fmt.Sprintf("%s-%d", run, i)
			_, c := s.open(base, key)
			if c.Number == "" {
				return
			}
			var b bytes.Buffer
			form := multipart.NewWriter(&b)
			_ = form.WriteField("body", "Held "+key)                               // into memory
			_ = form.WriteField("seconds", "1")                                    // as above
			part, _ := form.CreateFormFile("files", key+".txt")                    // as above
			_, _ = part.Write([]byte(key + strings.Repeat(" payslip of May", 50))) // as above
			_ = form.Close()                                                       // as above
			at := base + "/api/v1/cases/" + c.Number + "/held"
			status, text := call(agent, http.MethodPost, at, form.FormDataContentType(), &b)
			var held struct{ ID string }
			if status != http.StatusCreated || json.Unmarshal(text, &held) != nil {
				return
			}
			r.set("Held "+key, true)
			if i%3 == 0 {
				if status, _ := call(agent, http.MethodPost, at+"/undo", "application/json", strings.NewReader(`{"id":"`+held.ID+`"}`)); status == http.StatusOK {
					r.set("Held "+key, false)
				} else if status == 0 {
					r.forget("Held " + key) // either may have come first
				}
			}
		})
	}
	return all.Wait
}

func (r *replies) set(text string, goes bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.all[text] = goes
}

func (r *replies) forget(text string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.all, text)
}

// The server is killed while replies with files wait for their moment, and while they are sent: each that it took goes out once, with its file and one mail, and what was taken back is in the field.
func TestHeldRepliesSurviveKills(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	on(t, both, func(t *testing.T, s *site) {
		random, agent := rand.New(rand.NewPCG(seed, 1)), s.staff()
		held := &replies{all: map[string]bool{}}
		kills, n := max(rounds(40), 4), 9
		for i := range kills {
			v := s.start()
			wait := held.hold(s, v.base, agent, fmt.Sprint(i), n)
			time.Sleep(time.Duration(300+random.IntN(1500)) * time.Millisecond)
			v.kill(t)
			wait()
		}
		s.start()
		db := s.db(t)
		defer db.Close() //nolint:errcheck // of a test
		within(t, 2*time.Minute, "that all are sent", func() bool { return count(t, db, `SELECT count(*) FROM hold_message WHERE state = 'held'`) == 0 })
		if len(held.all) < kills {
			t.Errorf("only %d replies were taken in %d rounds: too little is proved", len(held.all), kills)
		}
		held.compare(t, db)
		for _, f := range flaws(t, db, s.data) {
			t.Error(f)
		}
	})
}

// compare looks whether each reply went out as often as it should.
func (r *replies) compare(t *testing.T, db *store.DB) {
	t.Helper()
	went := 0
	for _, text := range slices.Sorted(maps.Keys(r.all)) {
		goes := r.all[text]
		counts, err := store.One[string](t.Context(), db, `SELECT CAST((SELECT count(*) FROM desk_entry e WHERE e.body = $1) AS text) || ' ' || CAST((SELECT count(*) FROM desk_file f JOIN desk_entry e ON e.id = f.entry_id WHERE e.body = $1) AS text)
			|| ' ' || CAST((SELECT count(*) FROM mail_outbox m JOIN desk_entry e ON e.case_id = m.about WHERE e.body = $1 AND m.kind = 'case.message') AS text)
			|| ' ' || CAST((SELECT count(*) FROM desk_draft d WHERE d.body = $1) AS text)`, text)
		if err != nil {
			t.Fatal(err)
		}
		want := "1 1 1 0"
		if !goes {
			want = "0 0 0 1"
		}
		if counts != want {
			t.Errorf("of %q there are %s messages, files, mails and drafts; want %s", text, counts, want)
		}
		if goes {
			went++
		}
	}
	boxed := count(t, db, `SELECT count(*) FROM hold_file WHERE place LIKE 'box/%'`)
	t.Logf("%d replies went out, %d were taken back, %d files are in fields", went, len(r.all)-went, boxed)
	if boxed < len(r.all)-went {
		t.Errorf("%d were taken back, and only %d files are in fields", len(r.all)-went, boxed)
	}
}
