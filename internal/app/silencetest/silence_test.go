package silencetest

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/catalogue"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

// long is more than the five working days for which nobody is left without a word, as the working days of this world and a closing day or two may lie.
const long = 14 * 24 * time.Hour

// broken are the ways in which a case falls silent, each as a query for the numbers of such cases at a moment $1, with the day $2, the moment $3, long ago, and $4, as long ahead.
var broken = map[string]string{
	"nobody has it": `SELECT c.number FROM desk_case c WHERE c.state IN ('open', 'waiting') AND NOT (
		c.assignee_person IS NOT NULL AND ` + works("c.assignee_person") + ` OR
		c.assignee_person IS NULL AND c.sensitivity = 'open' AND EXISTS (SELECT 1 FROM people_team t WHERE t.id = c.team_id) OR
		c.assignee_person IS NULL AND c.sensitivity = 'team' AND EXISTS (SELECT 1 FROM people_team_member m WHERE m.team_id = c.team_id AND ` + works("m.person_id") + `) OR
		c.sensitivity = 'named' AND EXISTS (SELECT 1 FROM desk_party v WHERE v.case_id = c.id AND v.relation = 'named' AND ` + works("v.person_id") + `)) AND $1 = $1 AND $3 = $3 AND $4 = $4`,
	"no word is promised soon": `SELECT c.number FROM desk_case c WHERE (c.state = 'open' OR c.state = 'waiting' AND c.waiting_reason <> 'customer') AND $2 = $2 AND $3 = $3 AND NOT EXISTS (SELECT 1 FROM promise_promise p
		WHERE p.owner_kind = 'case' AND p.owner_id = c.id AND p.state IN ('running', 'paused') AND p.due_at > $1 AND p.due_at < $4)`,
	"it has no date": `SELECT c.number FROM desk_case c WHERE (c.state = 'open' AND NOT EXISTS (SELECT 1 FROM promise_promise p WHERE p.owner_kind = 'case' AND p.owner_id = c.id
		AND (p.state = 'running' OR p.state = 'paused' AND p.paused_until <= $1) AND p.due_at > $1) OR c.state = 'waiting' AND (c.waiting_until IS NULL OR c.waiting_until <= $1)) AND $2 = $2 AND $3 = $3 AND $4 = $4`,
	"no word was said, and nobody was told": `SELECT c.number FROM desk_case c WHERE (c.state = 'open' OR c.state = 'waiting' AND c.waiting_reason <> 'customer') AND c.opened_at < $3 AND $1 = $1 AND $2 = $2 AND $4 = $4
		AND NOT EXISTS (SELECT 1 FROM desk_entry e WHERE e.case_id = c.id AND e.kind = 'message' AND e.side = 'hr' AND e.at >= $3)
		AND NOT EXISTS (SELECT 1 FROM desk_waiting w WHERE w.case_id = c.id AND w.waited_for = 'customer' AND (w.to_at IS NULL OR w.to_at >= $3))
		AND NOT EXISTS (SELECT 1 FROM escalation_told t WHERE t.case_id = c.id AND t.what IN ('80', '100') AND t.told_at >= $3)
		AND NOT EXISTS (SELECT 1 FROM desk_entry e WHERE e.case_id = c.id AND e.kind = 'event' AND NOT e.internal AND e.at >= $3)
		AND NOT EXISTS (SELECT 1 FROM decision_appeal a WHERE a.case_id = c.id AND a.at >= $3)`, // it was opened again then, with a date
}

// works is the condition that a person works in HR on the day $2.
func works(person string) string {
	return `EXISTS (SELECT 1 FROM people_role r JOIN people_employment w ON w.person_id = r.person_id AND w.latest WHERE r.person_id = ` + person + `
		AND r.role IN ('agent', 'hr_head', 'concern') AND (w.ended = '' OR w.ended >= $2))`
}

// silent names what has fallen silent.
func (h *history) silent() (all []string) {
	h.T.Helper()
	now := h.DB.Now()
	for why, query := range broken {
		numbers, err := store.All[int64](h.T.Context(), h.DB, query, now, now.Format(time.DateOnly), now.Add(-long), now.Add(long))
		if err != nil {
			h.T.Fatalf("%s: %v", why, err)
		}
		for _, n := range numbers {
			all = append(all, fmt.Sprintf("HR-%d: %s: %s", n, why, h.account(n)))
		}
	}
	return all
}

// account tells how a case stands, for the message of a failure.
func (h *history) account(number int64) string {
	h.T.Helper()
	all, err := store.All[string](h.T.Context(), h.DB, `SELECT c.service_id || ' ' || c.state || ' ' || c.sensitivity || ' of ' || c.team_id || ' with ' || COALESCE(c.assignee_person, 'nobody') || ' since ' || CAST(c.opened_at AS text)
		FROM desk_case c WHERE c.number = $1 UNION ALL SELECT 'promise ' || p.kind || ' ' || p.state || ' due ' || CAST(p.due_at AS text) || ' next ' || COALESCE(CAST(p.next_at AS text), 'never') FROM promise_promise p JOIN desk_case c ON c.id = p.owner_id WHERE c.number = $1
		UNION ALL SELECT 'told ' || t.what || ' ' || CAST(t.told_at AS text) FROM escalation_told t JOIN desk_case c ON c.id = t.case_id WHERE c.number = $1`, number)
	if err != nil {
		h.T.Fatal(err)
	}
	return strings.Join(all, "; ")
}

// history lets people and time do something at random, and remembers what, for the message of a failure.
type history struct {
	*apptest.App
	*rand.Rand
	done []string
	ok   map[string]int // what was done, and how often it was not refused
	as   map[string]*apptest.Client
}

func newHistory(t *testing.T, dialect store.Dialect, seed uint64) *history {
	t.Helper()
	h := &history{App: apptest.New(t, dialect), Rand: rand.New(rand.NewPCG(seed, 20261128)), ok: map[string]int{}}
	h.Add(apptest.Member{Key: "nils", Given: "Nils", Family: "Holm", Number: "2005", Roles: []string{"concern"}})
	s := catalogue.SaveService{ID: "move", Name: "Moving house", TeamID: "payroll", FirstAnswerMinutes: 600, DecisionMinutes: 30 * 540, Active: true}
	if _, err := h.Catalogue.SaveService(t.Context(), authz.System(catalogue.Demo), s); err != nil {
		t.Fatal(err)
	}
	s.ID, s.Name, s.FirstAnswerMinutes = "visa", "Permits", 20*540
	if _, err := h.Catalogue.SaveService(t.Context(), authz.System(catalogue.Demo), s); err != nil {
		t.Fatal(err)
	}
	h.as = map[string]*apptest.Client{}
	for _, key := range []string{"amina", "pavel", "rosa", "hanna", "marta", "priya", "theo", "ingrid", "noor", "nils"} {
		h.as[key] = h.API(key)
	}
	return h
}

// step does one thing, lets time pass, and then what is due.
func (h *history) step() {
	h.T.Helper()
	name := names[h.IntN(len(names))]
	went := steps[name](h)
	h.Drain()
	if went {
		h.ok[name]++
	}
	pass := time.Duration(h.IntN(300)) * time.Minute
	if h.IntN(12) == 0 {
		pass += time.Duration(h.IntN(9)) * 24 * time.Hour
	}
	h.Clock.Advance(pass)
	for range 3 { // the engine, what it tells, and what follows from that
		h.Drain()
		h.Clock.Advance(61 * time.Second)
	}
	h.Drain()
	h.done = append(h.done, fmt.Sprintf("%s (%v) until %s", name, went, h.DB.Now().Format("Jan 02 15:04")))
}

func TestNoOpenCaseEverFallsSilent(t *testing.T) {
	t.Parallel()
	seeds := 1
	if os.Getenv("HEARTH_LONG") != "" {
		seeds = 10
	}
	for _, dialect := range []store.Dialect{store.SQLite, store.Postgres} {
		for seed := range uint64(seeds) {
			t.Run(fmt.Sprintf("%s/%d", dialect, seed+1), func(t *testing.T) {
				t.Parallel()
				newHistory(t, dialect, seed+1).run(220)
			})
		}
	}
}

// run takes steps, and fails when something has fallen silent after one.
func (h *history) run(n int) {
	h.T.Helper()
	for range 6 {
		h.open()
	}
	for i := range n {
		h.step()
		if all := h.silent(); len(all) > 0 {
			h.T.Fatalf("after\n%s\nstep %d: %q", strings.Join(h.done[max(0, len(h.done)-40):], "\n"), i, all)
		}
	}
	if n := len(h.ok); n < len(steps)/2 { // some are refused more often than not
		h.T.Errorf("only %d of %d things happened: %v", n, len(steps), h.ok)
	}
}

// TestSilenceWouldBeNoticed plants each way of falling silent beside the product, and expects that it is found: the queries can fail.
func TestSilenceWouldBeNoticed(t *testing.T) {
	t.Parallel()
	for _, dialect := range []store.Dialect{store.SQLite, store.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			t.Parallel()
			h := newHistory(t, dialect, 2)
			for _, service := range []string{"review", "pay"} {
				if !h.post("amina", "/api/v1/cases", body{"subject": "Zebra", "body": "Is it right?", "service": service}) {
					t.Fatal(service)
				}
			}
			h.Drain()
			if all := h.silent(); len(all) != 0 {
				t.Fatalf("silent before anything was planted: %q", all)
			}
			for _, plant := range []struct {
				why, sql string
				args     []any
			}{
				{"nobody has it", `UPDATE desk_case SET assignee_person = $1`, []any{apptest.ID("hanna")}},
				{"nobody has it", `UPDATE desk_case SET assignee_person = NULL, team_id = 'nobody'`, nil},
				{"nobody has it", `UPDATE desk_case SET assignee_person = NULL, sensitivity = 'named', id = id`, nil},
				{"nobody has it", `UPDATE people_employment SET ended = '2026-01-01' WHERE person_id IN (SELECT person_id FROM people_team_member)`, nil},
				{"it has no date", `UPDATE promise_promise SET due_at = $1`, []any{h.DB.Now().Add(-time.Hour)}},
				{"it has no date", `UPDATE desk_case SET state = 'waiting', waiting_until = $1`, []any{h.DB.Now().Add(-time.Hour)}},
				{"no word is promised soon", `UPDATE promise_promise SET due_at = $1`, []any{h.DB.Now().AddDate(9, 0, 0)}},
				{"no word was said, and nobody was told", `UPDATE desk_case SET opened_at = $1`, []any{h.DB.Now().Add(-long - time.Hour)}},
			} {
				err := h.DB.Tx(t.Context(), func(tx *store.Tx) error {
					if _, err := tx.Exec(t.Context(), plant.sql, plant.args...); err != nil {
						return err
					}
					numbers, err := store.All[int64](t.Context(), tx, broken[plant.why], tx.Now(), tx.Now().Format(time.DateOnly), tx.Now().Add(-long), tx.Now().Add(long))
					if err == nil && len(numbers) == 0 {
						t.Errorf("not noticed: %s", plant.sql)
					}
					return errTakenBack
				})
				if err == nil || !strings.Contains(err.Error(), errTakenBack.Error()) {
					t.Fatalf("%s: %v", plant.sql, err)
				}
			}
		})
	}
}
