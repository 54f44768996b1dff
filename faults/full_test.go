package faults

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"hearth/internal/platform/store"
)

// volume is a small disk of its own, for the data directory.
type volume struct {
	t   *testing.T
	dir string
}

func mount(t *testing.T, megabytes int) *volume {
	t.Helper()
	v := &volume{t, filepath.Join(t.TempDir(), "volume")}
	if err := os.Mkdir(v.dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", v.dir, "tmpfs", 0, fmt.Sprintf("size=%dm", megabytes)); err != nil {
		if os.Getuid() != 0 || errors.Is(err, syscall.EPERM) {
			t.Skipf("a disk of its own cannot be mounted here (%v), so a full one is left out", err)
		}
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(v.dir, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return v
}

// fill takes all room.
func (v *volume) fill() {
	v.t.Helper()
	f, err := os.Create(filepath.Join(v.dir, "filler"))
	if err != nil {
		v.t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // it is removed
	for size := 1 << 20; size > 0; {
		if _, err := f.Write(make([]byte, size)); err != nil {
			size /= 2
		}
	}
}

func (v *volume) free() {
	v.t.Helper()
	if err := os.Remove(filepath.Join(v.dir, "filler")); err != nil {
		v.t.Fatal(err)
	}
}

// within fails unless f comes true in time, and says how long it took.
func within(t *testing.T, limit time.Duration, what string, f func() bool) {
	t.Helper()
	began := time.Now()
	for !f() {
		if time.Since(began) > limit {
			t.Fatalf("%s: not within %v", what, limit)
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Logf("%s after %v", what, time.Since(began).Round(time.Millisecond))
}

// visit sends a request as the bearer of a token; a form is posted when there is one.
func visit(t *testing.T, token, address string, form url.Values) (status int, text string) {
	t.Helper()
	r, err := http.NewRequest(http.MethodGet, address, nil)
	if form != nil {
		r, err = http.NewRequest(http.MethodPost, address, strings.NewReader(form.Encode()))
	}
	if err != nil {
		t.Fatal(err)
	}
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	r.Header.Set("Authorization", "Bearer "+token)
	answer, err := (&http.Client{Timeout: 20 * time.Second, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}).Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close() //nolint:errcheck // only read
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, html.UnescapeString(string(body))
}

// create opens a case by the API, restricted where sensitivity says so, and returns its number.
func (s *site) create(base, sensitivity string) (status int, number, text string) {
	body, _ := json.Marshal(map[string]any{"subject": "Payslip " + sensitivity, "body": "The hours of last week are missing.", "sensitivity": sensitivity, // texts alone
		"named": map[bool][]string{true: {"theo@ferrow-lund.example"}}[sensitivity == "named"]})
	r, err := http.NewRequest(http.MethodPost, base+"/api/v1/cases", bytes.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+s.token)
	answer, err := client.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer answer.Body.Close() //nolint:errcheck // only read
	var out struct{ Number string }
	all, err := io.ReadAll(answer.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	_ = json.Unmarshal(all, &out) // an error has no number
	return answer.StatusCode, out.Number, string(all)
}

// filled is a site whose disk is about to be full.
type filled struct {
	*site
	v                    *server
	agent                string
	ordinary, restricted string
	other                string
}

func (f *filled) openings(t *testing.T, action string) (n int) {
	t.Helper()
	db := f.db(t)
	defer db.Close() //nolint:errcheck // of a test
	n, err := store.One[int](t.Context(), db, `SELECT count(*) FROM audit_entry WHERE action = $1 AND (opening OR action = 'audit.gap')`, action)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// full is what holds while there is no room; what does not is told to wrong.
func (f *filled) full(t *testing.T, wrong func(format string, args ...any)) {
	base, typed := f.v.base, "I typed this for half an hour."
	for _, read := range []struct{ token, path string }{
		{f.token, "/api/v1/cases"}, {f.token, "/requests/" + f.ordinary}, {f.agent, "/desk"}, {f.agent, "/desk/cases/" + f.ordinary}, {f.token, "/search?q=payslip"},
	} {
		if status, text := visit(t, read.token, base+read.path, nil); status != 200 {
			wrong("GET %s: %d %.300s", read.path, status, text)
		}
	}
	if status, text := visit(t, f.agent, base+"/desk/cases/"+f.restricted, nil); status != 503 || !strings.Contains(text, "recorded before it is shown") || strings.Contains(text, "Something broke") || strings.Contains(text, "hours of last week") {
		wrong("opening a restricted case: %d %.300s", status, text)
	}
	for path, form := range map[string]url.Values{
		"/ask/ask":                              {"subject": {"Payslip"}, "body": {typed}},
		"/requests/" + f.ordinary + "/messages": {"body": {typed}},
	} {
		status, text := visit(t, f.token, base+path, form)
		if status != 503 || !strings.Contains(text, "disk of the server is full") || !strings.Contains(text, typed) {
			wrong("POST %s: %d, the sentence: %v, what was typed: %v", path, status, strings.Contains(text, "disk of the server is full"), strings.Contains(text, typed))
		}
	}
	if status, _, text := f.create(base, "open"); status != 503 || !strings.Contains(text, "Nothing was changed") {
		wrong("open by API: %d %s", status, text)
	}
}

// Without room on the disk what is kept can be read, but for what must be recorded first; nothing is taken, and nothing that was typed is lost. With room
// again everything goes on, and the record tells of what it could not.
func TestAFullDiskHurtsNobodysData(t *testing.T) {
	disk := mount(t, 24)
	on(t, []store.Dialect{store.SQLite}, func(t *testing.T, s *site) {
		if err := os.CopyFS(filepath.Join(disk.dir, "data"), os.DirFS(s.data)); err != nil {
			t.Fatal(err)
		}
		s.data = filepath.Join(disk.dir, "data")
		f := &filled{site: s, agent: s.staff()}
		f.v = s.start()
		_, f.ordinary, _ = s.create(f.v.base, "open")
		_, f.other, _ = s.create(f.v.base, "open")
		_, f.restricted, _ = s.create(f.v.base, "named")
		if f.ordinary == "" || f.restricted == "" {
			t.Fatal("no cases")
		}
		disk.fill()
		within(t, 5*time.Second, "/healthz says degraded", func() bool {
			_, text := visit(t, f.agent, f.v.base+"/healthz", nil)
			return strings.HasPrefix(text, "degraded")
		})
		f.full(t, t.Errorf)
		if n := f.openings(t, "case.read"); n != 0 {
			t.Errorf("%d openings are recorded on a full disk", n)
		}
		disk.free()
		within(t, 10*time.Second, "a case is taken again", func() bool { status, _, _ := s.create(f.v.base, "open"); return status == 201 })
		within(t, 10*time.Second, "the opening is recorded", func() bool { return f.openings(t, "case.read") == 1 })
		within(t, 5*time.Second, "/healthz says ok", func() bool { status, _ := visit(t, f.agent, f.v.base+"/healthz", nil); return status == 200 })

		disk.fill()
		if status, text := visit(t, f.agent, f.v.base+"/desk/cases/"+f.other, nil); status != 200 {
			t.Errorf("opening an ordinary case: %d %.300s", status, text)
		}
		f.v.kill(t)
		disk.free()
		f.v = s.start()
		within(t, 10*time.Second, "the gap is recorded", func() bool { return f.openings(t, "audit.gap") == 1 })
		s.compare(t, &ledger{}, "a full disk")
		f.underLoad(t, disk)
		var found []string // the control: a server that takes what it should refuse, as this one does with room on the disk
		f.full(t, func(format string, args ...any) { found = append(found, fmt.Sprintf(format, args...)) })
		if len(found) != 4 {
			t.Errorf("with room on the disk a restricted case is opened and three things are taken, and of that is found: %q", found)
		}
	})
}

// underLoad fills the disk again and again while it is written to.
func (f *filled) underLoad(t *testing.T, disk *volume) {
	book := &ledger{}
	l := &load{ledger: book, s: f.site, agent: f.agent, base: f.v.base, run: "f"}
	wait := l.write(4)
	for i := range rounds(50) {
		_, acked := book.copies()
		book.await(t, len(acked)+3)
		disk.fill()
		time.Sleep(50 * time.Millisecond)
		disk.free()
		if t.Failed() {
			t.Logf("in round %d:\n%s", i, f.v.log)
			break
		}
	}
	l.stop.Store(true)
	wait()
	f.compare(t, book, "many times a full disk")
	f.v.kill(t)
	f.v = f.start()
	f.compare(t, book, "many times a full disk and a kill")
	if left, err := f.orphans(t); err != nil || left > 0 {
		t.Errorf("%d attachments are there whose message was not taken and that were not finished, %v", left, err)
	}
	sent, acked := book.copies()
	db := f.db(t)    // the control: a server that ignores that a write failed would have acknowledged what this one refused
	defer db.Close() //nolint:errcheck // of a test
	gone := missing(kept(t, db), book.refused)
	t.Logf("%d acts sent, %d acknowledged, %d refused for want of room", len(sent), len(acked), len(book.refused))
	if len(gone) == 0 {
		t.Error("nothing was refused that is not there: the comparison could not find a server that acknowledges in spite of a full disk")
	}
	if len(gone) < len(book.refused) {
		t.Errorf("of %d acts that were refused with \"Nothing was changed\" %d are there", len(book.refused), len(book.refused)-len(gone))
	}
}

// orphans counts the files of attachments that are not whole: a finished one whose transaction was refused is swept later.
func (f *filled) orphans(t *testing.T) (n int, err error) {
	db := f.db(t)
	defer db.Close() //nolint:errcheck // of a test
	return n, filepath.WalkDir(filepath.Join(f.data, "files"), func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		body, err := os.ReadFile(path)
		if !strings.HasSuffix(string(body), "payslip of May\n") {
			n++
		}
		return err
	})
}
