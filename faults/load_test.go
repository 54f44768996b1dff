package faults

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"mime/multipart"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"hearth/internal/platform/store"
)

// The acts that the writers of a load perform, each as its answer shows it.
const (
	begun    = "begun"    // by the subject
	wrote    = "wrote"    // by the text
	answered = "answered" // by the number
	rated    = "rated"    // by the comment
)

// act is something that was asked for. Its key is unique among acts of its kind.
type act struct{ kind, key string }

// ledger keeps what was sent, what was acknowledged, and what was refused because the server could not keep it. The zero value is ready for use.
type ledger struct {
	mu                   sync.Mutex
	sent, acked, refused []act
}

func (l *ledger) send(a act) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.sent = append(l.sent, a)
}

func (l *ledger) acknowledge(a act) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.acked = append(l.acked, a)
}

func (l *ledger) refuse(a act) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.refused = append(l.refused, a)
}

// await waits until n acts are acknowledged, for ten seconds at most.
func (l *ledger) await(t *testing.T, n int) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if _, acked := l.copies(); len(acked) >= n {
			return
		}
	}
	t.Errorf("%d acts were not acknowledged within ten seconds", n)
}

func (l *ledger) copies() (sent, acked []act) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return append(sent, l.sent...), append(acked, l.acked...)
}

// actOf reads from the body of an answer what it acknowledges; ok is false for any other body.
func actOf(body []byte) (a act, number string, ok bool) {
	var in struct{ Number, Subject, State, Body, Text, Again string }
	if json.Unmarshal(body, &in) != nil {
		return a, "", false
	}
	switch {
	case in.State == "answered":
		return act{answered, in.Number}, in.Number, true
	case in.Subject != "" && in.State == "open":
		return act{begun, in.Subject}, in.Number, true
	case in.Again != "":
		return act{rated, in.Text}, "", true
	case in.Body != "":
		return act{wrote, in.Body}, "", true
	}
	return a, "", false
}

// load is a number of writers that open cases, write messages with attachments, answer and rate, as fast as they are answered.
type load struct {
	*ledger
	s     *site
	agent string // the token of somebody in HR
	base  string
	run   string // unique for each run of the load on one site
	http  *http.Client
	stop  atomic.Bool
	once  func() bool // nil, or says whether another case may be begun
}

// staff makes the second person of the site one of HR, and returns a token of theirs.
func (s *site) staff() string {
	s.t.Helper()
	address := s.database
	if address == "" {
		address = s.data + "/hearth.db"
	}
	db, err := store.Open(s.t.Context(), address, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // of a test
	err = db.Tx(s.t.Context(), func(tx *store.Tx) error {
		for _, sql := range []string{
			`INSERT INTO people_role (person_id, role) SELECT id, 'agent' FROM people_person WHERE email LIKE 'theo@%'`,
			`INSERT INTO people_team_member (team_id, person_id) SELECT 'hr', id FROM people_person WHERE email LIKE 'theo@%'`,
		} {
			if _, err := tx.Exec(s.t.Context(), sql); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return strings.TrimSpace(s.command("token", "--person", "theo@ferrow-lund.example"))
}

// write lets n writers write until stop is set or the server no longer answers.
func (l *load) write(n int) (wait func()) {
	l.http = &http.Client{Timeout: client.Timeout, Transport: &http.Transport{MaxIdleConnsPerHost: n, DisableCompression: true}}
	var writers sync.WaitGroup
	for w := range n {
		writers.Go(func() {
			for i := 0; !l.stop.Load() && (l.once == nil || l.once()); i++ {
				if !l.story(fmt.Sprintf("%s-%d-%d", l.run, w, i)) {
					return
				}
			}
		})
	}
	return func() {
		writers.Wait()
		l.http.CloseIdleConnections()
	}
}

// story opens a case and brings it to its end. It reports false when no answer came.
func (l *load) story(key string) bool {
	number, alive := l.ask(l.s.token, "", act{begun, "Payslip " + key}, map[string]string{"subject": "Payslip " + key, "body": "The hours of last week are missing."}, key)
	if !alive || number == "" {
		return alive
	}
	if _, alive = l.ask(l.s.token, number+"/messages", act{wrote, "Here is the sheet " + key}, map[string]string{"body": "Here is the sheet " + key}, key); !alive {
		return false
	}
	if _, alive = l.ask(l.agent, number+"/close", act{answered, number}, map[string]string{"answer": "Paid " + key, "outcome": "answered", "cause": "tool"}, ""); !alive {
		return false
	}
	_, alive = l.ask(l.s.token, number+"/rating", act{rated, "Quick " + key}, map[string]string{"text": "Quick " + key, "again": "yes"}, "")
	return alive
}

// ask sends a request, with an attachment when file is set, and keeps in the ledger what came of it.
func (l *load) ask(token, path string, a act, fields map[string]string, file string) (number string, alive bool) {
	l.send(a)
	body, kind := encoded(a, fields, file)
	r, err := http.NewRequestWithContext(context.Background(), http.MethodPost, l.base+"/api/v1/cases"+strings.TrimSuffix("/"+path, "/"), body)
	if err != nil {
		l.s.t.Error(err)
		return "", false
	}
	r.Header.Set("Content-Type", kind)
	r.Header.Set("Authorization", "Bearer "+token)
	answer, err := l.http.Do(r)
	if err != nil {
		return "", false
	}
	text, err := io.ReadAll(answer.Body)
	_ = answer.Body.Close() // only read
	if err != nil {
		return "", false
	}
	if answer.StatusCode == http.StatusServiceUnavailable {
		l.refuse(a)
	}
	if answer.StatusCode/100 != 2 {
		return "", true
	}
	got, number, ok := actOf(text)
	if !ok || got != a {
		l.s.t.Errorf("%v was answered with %s", a, text)
	}
	l.acknowledge(a)
	return number, true
}

func encoded(a act, fields map[string]string, file string) (io.Reader, string) {
	var b bytes.Buffer
	if file == "" {
		all := map[string]any{}
		for k, v := range fields {
			all[k] = v
		}
		if a.kind == rated {
			all["satisfaction"], all["effort"] = 5, 4
		}
		_ = json.NewEncoder(&b).Encode(all) // a map of texts and numbers
		return &b, "application/json"
	}
	form := multipart.NewWriter(&b)
	for k, v := range fields {
		_ = form.WriteField(k, v) // into memory
	}
	part, _ := form.CreateFormFile("files", file+".txt")                                                          // into memory
	_, _ = part.Write([]byte(a.kind + " " + file + " " + strings.Repeat("payslip of May\n", 20+rand.IntN(2000)))) // as above
	_ = form.Close()                                                                                              // as above
	return &b, form.FormDataContentType()
}

// kept are the acts whose effect is in the database.
func kept(t *testing.T, db *store.DB) map[act]bool {
	t.Helper()
	found := map[act]bool{}
	for kind, query := range map[string]string{
		begun:    `SELECT c.subject FROM desk_case c WHERE EXISTS (SELECT 1 FROM desk_file f JOIN desk_entry e ON e.id = f.entry_id WHERE f.case_id = c.id AND e.body LIKE 'The hours%')`,
		wrote:    `SELECT e.body FROM desk_entry e WHERE e.body LIKE 'Here is%' AND EXISTS (SELECT 1 FROM desk_file f WHERE f.entry_id = e.id)`,
		answered: `SELECT CAST(c.number AS text) FROM desk_case c WHERE c.state = 'answered' AND EXISTS (SELECT 1 FROM desk_entry e WHERE e.case_id = c.id AND e.body LIKE 'Paid%')`,
		rated:    `SELECT comment FROM rating_rating`,
	} {
		all, err := store.All[string](t.Context(), db, query)
		if err != nil {
			t.Fatal(err)
		}
		for _, key := range all {
			if kind == answered {
				key = "HR-" + key
			}
			found[act{kind, key}] = true
		}
	}
	return found
}

// missing are the acts of a list without an effect.
func missing(there map[act]bool, acts []act) (gone []act) {
	for _, a := range acts {
		if !there[a] {
			gone = append(gone, a)
		}
	}
	return gone
}
