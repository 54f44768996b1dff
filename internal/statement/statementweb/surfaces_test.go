package statementweb_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/calculation"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/paper/papertest"
	"hearth/internal/platform/store"
	"hearth/internal/statement"
	"hearth/internal/statement/reckon"
)

// block is figures that a surface shows: those of lines that count, and the total under them.
type block struct {
	lines []*big.Rat
	total *big.Rat
}

// sums reports a block whose lines do not come to its total, or whose total is another than elsewhere.
func (b block) sums(t *testing.T, where string, want *big.Rat) {
	t.Helper()
	sum := new(big.Rat)
	for _, l := range b.lines {
		sum.Add(sum, l)
	}
	if b.total == nil || sum.Cmp(b.total) != 0 || sum.Cmp(want) != 0 {
		t.Errorf("%s: the lines come to %s, the total is %v, and it should be %s", where, sum.FloatString(2), b.total, want.FloatString(2))
	}
}

func whole(n int) *big.Rat { return new(big.Rat).SetInt64(int64(n)) }

// exact reads a decimal number.
func exact(t *testing.T, text string) *big.Rat {
	t.Helper()
	r, ok := new(big.Rat).SetString(text)
	if !ok {
		t.Fatalf("%q is no number", text)
	}
	return r
}

// shown reads a number as people read it, such as "−SEK 1,234.50".
func shown(t *testing.T, text string) *big.Rat {
	t.Helper()
	return exact(t, strings.Map(func(r rune) rune {
		switch {
		case r == '−':
			return '-'
		case strings.ContainsRune("0123456789.", r):
			return r
		}
		return -1
	}, text))
}

// randomCase writes down work and calculations at random, takes and corrects some of it back, and returns the number of the case.
func randomCase(t *testing.T, a *apptest.App, r *rand.Rand) string {
	t.Helper()
	marta, number := a.Actor(authz.Desk, "marta"), ask(t, a)
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
	for i := range r.IntN(3) {
		randomCalculation(t, a, r, number, i)
	}
	return number
}

func randomCalculation(t *testing.T, a *apptest.App, r *rand.Rand, number string, i int) {
	t.Helper()
	marta := a.Actor(authz.Desk, "marta")
	in := calculation.Write{Number: number, Title: fmt.Sprint("Part ", i), Unit: []string{"EUR", "SEK", "hours", "percent"}[r.IntN(4)], Rounding: []string{"half_up", "down", "total_half_up"}[r.IntN(3)]}
	for n := range 1 + r.IntN(4) {
		in.Lines = append(in.Lines, calculation.Entry{Text: fmt.Sprint("Line ", n), Quantity: []string{"", "4", "7.5", "-3", "1/2"}[r.IntN(5)], Rate: fmt.Sprintf("%d.%02d", r.IntN(3000)-900, r.IntN(100)), Source: "Shift roster"})
	}
	c, err := a.Calculation.Write(t.Context(), marta, in)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range c.Lines {
		if r.IntN(3) > 0 {
			continue
		}
		if _, err := a.Calculation.Correct(t.Context(), marta, calculation.CorrectLine{Number: number, Line: l.ID, Text: l.Text, Quantity: "9", Rate: l.Rate, Source: l.Source, Reason: "It was another number."}); err != nil {
			t.Fatal(err)
		}
	}
}

// TestTheLinesSumUpOnEverySurface adds up what everybody is shown of random cases: the API, the statement's page, its printed copy and its file, and the pages of the case.
func TestTheLinesSumUpOnEverySurface(t *testing.T) {
	t.Parallel()
	a := apptest.New(t, store.SQLite)
	api, amina, marta := a.API("amina"), a.Portal("amina"), a.Desk("marta")
	for seed := range uint64(6) {
		number := randomCase(t, a, rand.New(rand.NewPCG(seed, 3)))
		at := map[string]string{"the API": "/api/v1/cases/" + number, "the requester": "/requests/" + number, "HR": "/desk/cases/" + number}
		s := apptest.Decode[statement.Statement](t, api.Get(at["the API"]+"/statement"), http.StatusOK)
		apiSums(t, s)
		for who, client := range map[string]*apptest.Client{"the API": api, "the requester": amina, "HR": marta} {
			name := fmt.Sprintf("seed %d, %s", seed, who)
			printedSums(t, name+", PDF", s, papertest.Lines(t, []byte(client.Get(at[who]+"/statement.pdf").Is(200).Text)))
			takenSums(t, name+", CSV", s, client.Get(at[who]+"/statement.csv").Is(200).Text)
			if who != "the API" {
				pageSums(t, name+", page", s, client.Get(at[who]+"/statement").Is(200).Text)
			}
		}
		requestSums(t, fmt.Sprintf("seed %d, the request's page", seed), s, amina.Get(at["the requester"]).Is(200).Text)
		caseSums(t, fmt.Sprintf("seed %d, HR's page of the case", seed), s, marta.Get(at["HR"]).Is(200).Text)
	}
}

func apiSums(t *testing.T, s statement.Statement) {
	t.Helper()
	var work, waited block
	for _, l := range s.Lines {
		work.lines = append(work.lines, whole(l.Minutes))
	}
	for _, w := range s.Waiting {
		waited.lines = append(waited.lines, whole(w.Minutes))
	}
	work.total, waited.total = whole(s.Totals.Minutes), whole(s.Totals.Elapsed)
	work.sums(t, "the API, work", work.total)
	waited.sums(t, "the API, waiting", waited.total)
	for _, c := range s.Changed {
		b := block{total: exact(t, c.Total)}
		for _, l := range c.Standing() {
			b.lines = append(b.lines, exact(t, l.Amount))
		}
		if c.Difference != "" {
			b.lines = append(b.lines, exact(t, c.Difference))
		}
		b.sums(t, "the API, calculation", b.total)
	}
}

// minutesOf reads a time such as "3 days 4 h 10 min"; a number alone is minutes.
func minutesOf(t *testing.T, text string) *big.Rat {
	t.Helper()
	sum, words := 0, strings.Fields(strings.ReplaceAll(text, "\u00a0", " "))
	for i, w := range words {
		n, err := strconv.Atoi(strings.ReplaceAll(w, ",", ""))
		if err != nil {
			continue
		}
		unit := "min"
		if i+1 < len(words) {
			unit = words[i+1]
		}
		sum += n * map[string]int{"min": 1, "h": 60, "day": 1440, "days": 1440}[unit]
	}
	return whole(sum)
}

// printedSums adds up the tables of a printed copy.
func printedSums(t *testing.T, where string, s statement.Statement, lines []papertest.Line) {
	t.Helper()
	var calculations []block
	var work, more, waited block
	part := ""
	for _, l := range lines {
		last, n := l.Texts[len(l.Texts)-1], len(l.Texts)
		switch first := l.Texts[0]; {
		case n == 4 && first == "What, and where it comes from":
			if part != "calculation" { // and not its head on another page
				calculations, part = append(calculations, block{}), "calculation"
			}
		case n == 4 && first == "What we did":
			part = "work"
		case n == 1 && first == "Where the time went":
			part = "waiting"
		case part == "calculation" && n == 2 && first == "Total":
			calculations[len(calculations)-1].total, part = shown(t, last), ""
		case part == "calculation" && (n == 4 || n == 2) && !l.Struck:
			b := &calculations[len(calculations)-1]
			b.lines = append(b.lines, shown(t, last))
		case part == "work" && n == 4 && first == "Total work":
			work.total, more.total, part = shown(t, l.Texts[2]), shown(t, last), ""
		case part == "work" && n == 4:
			work.lines, more.lines = append(work.lines, shown(t, l.Texts[2])), append(more.lines, shown(t, last))
		case part == "waiting" && n == 2 && slices.Contains([]string{"Since you asked", "From question to answer"}, first):
			waited.total, part = minutesOf(t, last), ""
		case part == "waiting" && n == 2:
			waited.lines = append(waited.lines, minutesOf(t, last))
		}
	}
	work.sums(t, where+", work", whole(s.Totals.Minutes))
	more.sums(t, where+", difference", whole(s.Totals.Difference))
	waited.sums(t, where+", waiting", whole(s.Totals.Elapsed))
	eachSums(t, where, s, calculations)
}

// eachSums compares the calculations that a surface shows.
func eachSums(t *testing.T, where string, s statement.Statement, shown []block) {
	t.Helper()
	if len(shown) != len(s.Changed) {
		t.Errorf("%s: %d calculations, not %d", where, len(shown), len(s.Changed))
		return
	}
	for i, c := range s.Changed {
		shown[i].sums(t, fmt.Sprintf("%s, %s", where, c.Title), exact(t, c.Total))
	}
}
