package faults

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

const binary = "../bin/hearth"

func TestMain(m *testing.M) {
	if _, err := os.Stat(binary); err != nil {
		fmt.Fprintln(os.Stderr, "bin/hearth is missing: run `make build` first.")
		os.Exit(1)
	}
	dbtest.Main(m)
}

// site is an installation that the binary is started on, again and again.
type site struct {
	t        *testing.T
	data     string
	database string // "" is SQLite in data
	token    string
}

// both are the databases; a fault that only one of them knows names it instead.
var both = []store.Dialect{store.SQLite, store.Postgres}

// on runs f on an installation with each of the databases, which knows one person.
func on(t *testing.T, dialects []store.Dialect, f func(t *testing.T, s *site)) {
	for _, dialect := range dialects {
		t.Run(string(dialect), func(t *testing.T) {
			s := &site{t: t, data: filepath.Join(t.TempDir(), "data")}
			if dialect == store.Postgres {
				s.database = dbtest.Address(t, dialect, nil)
			}
			file := filepath.Join(t.TempDir(), "people.csv")
			people := "Personnel number,Given name,Family name,E-mail\n1,Amina,Yusuf,amina@ferrow-lund.example\n9,Theo,Brandt,theo@ferrow-lund.example\n"
			if err := os.WriteFile(file, []byte(people), 0o600); err != nil {
				t.Fatal(err)
			}
			s.command("import", "people", file)
			s.token = strings.TrimSpace(s.command("token", "--person", "amina@ferrow-lund.example"))
			f(t, s)
		})
	}
}

func (s *site) where() []string {
	where := []string{"--data", s.data}
	if s.database != "" {
		where = append(where, "--database", s.database)
	}
	return where
}

// command runs the binary to its end and returns what it printed.
func (s *site) command(args ...string) string {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(s.t.Context(), time.Minute)
	defer cancel()
	var out, complaints bytes.Buffer
	c := exec.CommandContext(ctx, binary, append(args, s.where()...)...)
	c.Stdout, c.Stderr = &out, &complaints
	if err := c.Run(); err != nil {
		s.t.Fatalf("hearth %v: %v\n%s%s", args, err, out.String(), complaints.String())
	}
	return out.String()
}

// server is the running binary.
type server struct {
	*exec.Cmd
	base  string
	log   *lockedBuffer
	gone  chan error
	ready time.Duration // from its start until it answered
}

func (s *site) start() *server {
	s.t.Helper()
	return s.startBy()
}

// startBy starts the server by way of another program, such as strace; none starts it itself.
func (s *site) startBy(program ...string) *server {
	s.t.Helper()
	v, err := s.tryBy(program...)
	if err != nil {
		s.t.Fatal(err)
	}
	return v
}

// tryBy starts the server as startBy does, and says why it does not serve.
func (s *site) tryBy(program ...string) (*server, error) {
	s.t.Helper()
	at := free(s.t)
	args := append(append(program, binary, "serve", "--listen", at), s.where()...)
	v := &server{Cmd: exec.Command(args[0], args[1:]...), base: "http://" + at, log: &lockedBuffer{}, gone: make(chan error, 1)}
	v.Stdout, v.Stderr = v.log, v.log
	began := time.Now()
	if err := v.Cmd.Start(); err != nil {
		return nil, err
	}
	go func() { v.gone <- v.Wait() }()
	s.t.Cleanup(func() { _ = v.Process.Kill() }) // it may have ended
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if r, err := http.Get(v.base + "/healthz"); err == nil {
			_ = r.Body.Close() // only read
			if r.StatusCode == http.StatusOK {
				v.ready = time.Since(began)
				return v, nil
			}
		}
		select {
		case err := <-v.gone:
			return nil, fmt.Errorf("the server ended at its start: %w\n%s", err, v.log)
		default:
		}
	}
	return nil, fmt.Errorf("the server does not answer:\n%s", v.log)
}

// kill ends the server as a power cut would.
func (v *server) kill(t *testing.T) {
	t.Helper()
	if err := v.Process.Signal(syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	<-v.gone
}

func free(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close() //nolint:errcheck // only its number was wanted
	return l.Addr().String()
}

// opened is what the API says of a case.
type opened struct {
	ID, Number string
}

// open asks for a case once; status is 0 when no answer came.
func (s *site) open(base, key string) (status int, c opened) {
	body := fmt.Sprintf(`{"subject":"Payslip %s","body":"The hours of last week are missing."}`, key)
	r, err := http.NewRequest(http.MethodPost, base+"/api/v1/cases", strings.NewReader(body))
	if err != nil {
		s.t.Error(err)
		return 0, c
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+s.token)
	r.Header.Set("Idempotency-Key", key)
	answer, err := client.Do(r)
	if err != nil {
		return 0, c
	}
	defer answer.Body.Close() //nolint:errcheck // only read
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		return 0, c
	}
	if answer.StatusCode == http.StatusCreated && json.Unmarshal(text, &c) != nil {
		s.t.Errorf("not a case: %s", text)
	}
	return answer.StatusCode, c
}

var client = &http.Client{Timeout: 20 * time.Second}

// subjects returns how often each subject occurs among all cases of the person, read page by page.
func (s *site) subjects(base string) map[string]int {
	s.t.Helper()
	found := map[string]int{}
	for after := ""; ; {
		r, err := http.NewRequest(http.MethodGet, base+"/api/v1/cases?limit=50&after="+after, nil)
		if err != nil {
			s.t.Fatal(err)
		}
		r.Header.Set("Authorization", "Bearer "+s.token)
		answer, err := client.Do(r)
		if err != nil {
			s.t.Fatal(err)
		}
		var page struct {
			Items []struct{ Number, Subject string }
			Next  string
		}
		err = json.NewDecoder(answer.Body).Decode(&page)
		_ = answer.Body.Close() // only read
		if err != nil || answer.StatusCode != http.StatusOK {
			s.t.Fatalf("list of cases: %d %v", answer.StatusCode, err)
		}
		for _, c := range page.Items {
			found[c.Subject]++
		}
		if page.Next == "" {
			return found
		}
		after = page.Next
	}
}

type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}
