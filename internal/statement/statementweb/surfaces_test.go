package statementweb_test

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
	"hearth/internal/statement"
	"hearth/internal/statement/reckon"
)

// cell is a figure of the table of the work on the paper.
var cell = regexp.MustCompile(`data-l="(Actual|Difference)">([+−]?[\d,]+)</td>`)

// sums adds up the lines of the table on a page, and returns them with the total under them.
func sums(t *testing.T, page, column string) (lines, total int) {
	t.Helper()
	_, table, _ := strings.Cut(page, `aria-labelledby="t-work"`)
	_, table, _ = strings.Cut(table, "<table")
	body, foot, _ := strings.Cut(table, "<tfoot")
	add := func(part string) (n int) {
		for _, m := range cell.FindAllStringSubmatch(part, -1) {
			if m[1] != column {
				continue
			}
			x, err := strconv.Atoi(strings.NewReplacer("−", "-", "+", "", ",", "").Replace(m[2]))
			if err != nil {
				t.Fatal(err)
			}
			n += x
		}
		return n
	}
	foot, _, _ = strings.Cut(foot, "</table>")
	return add(body), add(foot)
}

// TestTheLinesSumUpOnEverySurface writes work down at random, takes some of it back, and adds up what the requester's page, HR's page and the API show.
func TestTheLinesSumUpOnEverySurface(t *testing.T) {
	t.Parallel()
	a := apptest.New(t, store.SQLite)
	marta := a.Actor(authz.Desk, "marta")
	for seed := range uint64(5) {
		r := rand.New(rand.NewPCG(seed, 3))
		number := ask(t, a)
		in := statement.MakeEstimate{Number: number}
		for i := range 1 + r.IntN(5) {
			in.Steps = append(in.Steps, reckon.Step{Name: fmt.Sprint("Step ", i), Low: r.IntN(20), High: 20 + r.IntN(300), CostCents: int64(r.IntN(2) * r.IntN(9000)), CostTo: reckon.Unit})
		}
		if _, err := a.Statement.Estimate(t.Context(), marta, in); err != nil {
			t.Fatal(err)
		}
		for range r.IntN(12) {
			e, err := a.Statement.Log(t.Context(), marta, statement.Log{Number: number, Minutes: 1 + r.IntN(90), Step: fmt.Sprint("Step ", r.IntN(7))})
			if err == nil && r.IntN(4) == 0 {
				_, err = a.Statement.Reverse(t.Context(), marta, statement.Reverse{Number: number, ID: e.ID})
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		api := apptest.Decode[statement.Statement](t, a.API("amina").Get("/api/v1/cases/"+number+"/statement"), http.StatusOK)
		work, waited := 0, 0
		for _, l := range api.Lines {
			work += l.Minutes
		}
		for _, w := range api.Waiting {
			waited += w.Minutes
		}
		if work != api.Totals.Minutes || waited != api.Totals.Elapsed {
			t.Errorf("seed %d: the API sums up %d of %d, and waits %d of %d minutes", seed, work, api.Totals.Minutes, waited, api.Totals.Elapsed)
		}
		for name, page := range map[string]string{"requester": a.Portal("amina").Get("/requests/" + number + "/statement").Is(200).Text, "HR": a.Desk("marta").Get("/desk/cases/" + number + "/statement").Is(200).Text} {
			for column, want := range map[string]int{"Actual": api.Totals.Minutes, "Difference": api.Totals.Difference} {
				if lines, total := sums(t, page, column); lines != want || total != want {
					t.Errorf("seed %d: the page of %s shows %d in lines and %d in total for %s, not %d", seed, name, lines, total, column, want)
				}
			}
		}
	}
}
