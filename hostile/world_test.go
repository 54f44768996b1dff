package hostile

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"hearth/internal/app"
	"hearth/internal/apptest"
	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/files"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
	"hearth/internal/statement"
	"hearth/internal/statement/reckon"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

// long reports whether the whole counts are asked for.
func long() bool { return os.Getenv("HEARTH_LONG") != "" }

// seed is what a run samples by: of HEARTH_SEED; else the short run always has the same sample, so that what it says is said of the product alone, and the long one goes by the clock.
// It is printed, so that a run can be had again.
func seed(t *testing.T) uint64 {
	t.Helper()
	n, err := strconv.ParseUint(os.Getenv("HEARTH_SEED"), 10, 64)
	if err != nil && !long() {
		return 1
	}
	if err != nil {
		n = uint64(time.Now().UnixNano()) % 1_000_000
	}
	t.Logf("HEARTH_SEED=%d", n)
	return n
}

// world is the product under attack, with everything that it logs.
type world struct {
	*apptest.App
	t       *testing.T
	log     *notes
	clients map[string]*apptest.Client
	n, uses int
	used    string // the case that once returned last
	kept    map[string]string
}

// notes is a log that is read while it is written.
type notes struct {
	mu sync.Mutex
	b  bytes.Buffer
}

// Write implements io.Writer.
func (n *notes) Write(p []byte) (int, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.b.Write(p)
}

func (n *notes) String() string {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.b.String()
}

func newWorld(t *testing.T, dialect store.Dialect) *world { return newWorldWith(t, dialect, false) }

// newWorldWith is newWorld, behind a proxy that ends TLS or not.
func newWorldWith(t *testing.T, dialect store.Dialect, proxy bool) *world {
	t.Helper()
	log := &notes{}
	w := &world{App: apptest.Logged(t, dialect, log, func(o *app.Options) { o.Config.BehindProxy = proxy }), t: t, log: log, clients: map[string]*apptest.Client{}, kept: map[string]string{}}
	apptest.Decode[any](t, w.as("ingrid api").Do(http.MethodPut, "/api/v1/calendars/malmby", "application/json", strings.NewReader(
		`{"name":"Malmby","calendar":{"zone":"Europe/Stockholm","week":{"mon":[["08:00","17:00"]]},"holidays":[]}}`)), http.StatusOK)
	return w
}

func each(t *testing.T, f func(t *testing.T, w *world)) {
	t.Helper()
	for _, dialect := range []store.Dialect{store.SQLite, store.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			t.Parallel()
			f(t, newWorld(t, dialect))
		})
	}
}

// as returns the client of "marta desk", "amina portal", "ingrid api" or "nobody".
func (w *world) as(who string) *apptest.Client {
	if c := w.clients[who]; c != nil {
		return c
	}
	name, how, _ := strings.Cut(who, " ")
	var c *apptest.Client
	switch how {
	case "desk":
		c = w.Desk(name)
	case "portal":
		c = w.Portal(name)
	case "api":
		c = w.API(name)
	default:
		c = w.Nobody()
	}
	w.clients[who] = c
	return c
}

// next is a number that was not used before.
func (w *world) next() string {
	w.n++
	return strconv.Itoa(70000 + w.n)
}

// open opens a case of Amina's that Marta works on, and returns its number.
func (w *world) open() string {
	w.t.Helper()
	c, err := w.App.App.Desk.Open(w.t.Context(), w.Actor(authz.Portal, "amina"), desk.Open{Subject: "Night allowance", Body: "It is not on my payslip.", Service: "hours"})
	if err != nil {
		w.t.Fatal(err)
	}
	return c.Number
}

// lawful is open, of a service whose law gives a time that can be prolonged.
func (w *world) lawful() string {
	w.t.Helper()
	id := w.share("service by law", func() string {
		all := apptest.Services()
		s := all[slices.IndexFunc(all, func(s catalogue.SaveService) bool { return s.ID == "hours" })]
		s.ID, s.Name, s.Law, s.LawCount, s.LawUnit, s.LawMore = "by-law", "A copy of my hours", "one month, Art. 12(3) GDPR", 1, "months", 2
		if _, err := w.Catalogue.SaveService(w.t.Context(), w.Actor(authz.Desk, "ingrid"), s); err != nil {
			w.t.Fatal(err)
		}
		return s.ID
	})
	c, err := w.App.App.Desk.Open(w.t.Context(), w.Actor(authz.Portal, "amina"), desk.Open{Subject: "My hours", Body: "A copy, please.", Service: id})
	if err != nil {
		w.t.Fatal(err)
	}
	return c.Number
}

// once returns the number of a case that a few requests share: a page with very many messages would only cost time.
func (w *world) once() string {
	w.uses++
	w.used = w.share(fmt.Sprint("case ", w.uses/12), w.open)
	return w.used
}

func (w *world) share(name string, make func() string) string {
	if w.kept[name] == "" {
		w.kept[name] = make()
	}
	return w.kept[name]
}

// answered is open, and Marta has answered.
func (w *world) answered() string {
	w.t.Helper()
	n := w.open()
	if _, err := w.App.App.Desk.Close(w.t.Context(), w.Actor(authz.Desk, "marta"), desk.Close{Number: n, Answer: "It will be.", Outcome: "answered", Cause: "other",
		CauseText: "no payslip"}); err != nil {
		w.t.Fatal(err)
	}
	return n
}

// step is a case with a step, as the end of an address.
func (w *world) step() string {
	w.uses++
	return w.share(fmt.Sprint("step ", w.uses/12), func() string {
		n := w.open()
		if _, err := w.App.App.Desk.AddStep(w.t.Context(), w.Actor(authz.Desk, "marta"), desk.AddStep{Number: n, Title: "Look it up"}); err != nil {
			w.t.Fatal(err)
		}
		return n + "/steps/" + w.value(`SELECT id FROM desk_step ORDER BY id DESC LIMIT 1`)
	})
}

// estimated is a case whose requester is asked about an estimate.
func (w *world) estimated() string {
	w.t.Helper()
	n := w.open()
	_, err := w.Statement.Estimate(w.t.Context(), w.Actor(authz.Desk, "marta"), statement.MakeEstimate{Number: n, Steps: []reckon.Step{{Name: "Look it up", Low: 1, High: 2, CostCents: 100}}})
	if err != nil {
		w.t.Fatal(err)
	}
	return n
}

// worked is a case with an entry of effort, as the end of an address.
func (w *world) worked() string {
	w.t.Helper()
	n := w.open()
	e, err := w.Statement.Log(w.t.Context(), w.Actor(authz.Desk, "marta"), statement.Log{Number: n, Minutes: 1, Step: "Look " + w.next()})
	if err != nil {
		w.t.Fatal(err)
	}
	return n + "/effort/" + e.ID
}

// questioned is a case with a question about its statement, as the end of an address.
func (w *world) questioned() string {
	w.t.Helper()
	n := w.open()
	q, err := w.Statement.Question(w.t.Context(), w.Actor(authz.Portal, "amina"), statement.Ask{Number: n, Line: "waiting:hr", Question: "Why " + w.next()})
	if err != nil {
		w.t.Fatal(err)
	}
	return n + "/statement/questions/" + q.ID
}

// kept is a file of people that was chosen for an import.
func (w *world) file() string {
	return w.share("file", func() string {
		kept, err := w.People.KeepFile(w.t.Context(), w.Actor(authz.Desk, "noor"), people.KeepFile{Files: []files.Upload{upload("people.csv", "Number,Name\n1,Amina\n")}})
		if err != nil {
			w.t.Fatal(err)
		}
		return kept.ID
	})
}

func upload1(name, text string) []files.Upload { return []files.Upload{upload(name, text)} }

func upload(name, text string) files.Upload {
	return files.Upload{Name: name, Size: int64(len(text)), Open: func() (files.Reader, error) { return io.NopCloser(strings.NewReader(text)), nil }}
}

func (w *world) value(query string) string {
	w.t.Helper()
	v, err := store.One[string](w.t.Context(), w.DB, query)
	if err != nil {
		w.t.Fatalf("%s: %v", query, err)
	}
	return v
}

// counts returns how many rows each table has.
func (w *world) counts() map[string]int {
	w.t.Helper()
	query := `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '%fts%' AND name NOT LIKE 'search_%'`
	if w.DB.Dialect() == store.Postgres {
		query = `SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'`
	}
	names, err := store.All[string](w.t.Context(), w.DB, query)
	if err != nil || len(names) < 30 {
		w.t.Fatalf("%d tables, %v", len(names), err)
	}
	all := map[string]int{}
	for _, name := range names {
		if all[name], err = store.One[int](w.t.Context(), w.DB, fmt.Sprintf(`SELECT count(*) FROM "%s"`, name)); err != nil {
			w.t.Fatalf("count %s: %v", name, err)
		}
	}
	return all
}

// reachable returns the routes of the product in their order.
func (w *world) routes() []httpx.Route { return w.Mux.Routes() }
