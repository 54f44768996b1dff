package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"net/url"
	"strconv"

	"hearth/internal/app"
	"hearth/internal/demo/seed"
	"hearth/internal/desk"
	"hearth/internal/people"
	"hearth/internal/platform/auth"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/config"
	"hearth/internal/platform/store"
)

// world is who asks and what they ask for.
type world struct {
	agents, employees, askers []string // tokens
	numbers                   []string // of answered cases that all of HR sees
	cursors                   []string // places deep in the queue
	common                    string
	rare                      []string
	own                       [][]string // the numbers of each employee's cases
}

const (
	askers  = 64 // people who open cases: others than those whose cases are counted
	numbers = 2000
	depth   = 20 // pages into the queue
)

// prepare gives everybody a token, finds what there is to ask for and prints the shape of the data.
func prepare(ctx context.Context, out io.Writer, data string) (w *world, err error) {
	a, err := app.Open(ctx, app.Options{Config: config.Config{Place: config.Place{Data: data}}})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	w = &world{}
	for _, group := range []struct {
		into   *[]string
		n      int
		number func(int) string
	}{{&w.agents, seed.Agents, seed.AgentNumber}, {&w.employees, seed.Employees, seed.EmployeeNumber},
		{&w.askers, askers, func(i int) string { return seed.EmployeeNumber(seed.Employees + i) }}} {
		for i := range group.n {
			p, err := people.Find(ctx, a.DB, group.number(i))
			if err != nil {
				return nil, err
			}
			token, err := a.Auth.IssueToken(ctx, p.ID, "bench", auth.ScopeAll)
			if err != nil {
				return nil, err
			}
			*group.into = append(*group.into, token)
		}
	}
	if w.numbers, err = store.All[string](ctx, a.DB, `SELECT 'HR-' || number FROM desk_case WHERE sensitivity = 'open' AND state = 'closed' ORDER BY id LIMIT $1`, numbers); err != nil {
		return nil, err
	}
	if err := w.look(ctx, a); err != nil {
		return nil, err
	}
	return w, w.shape(ctx, out, a)
}

// look finds places deep in the queue, the employees' own cases and the words to search for.
func (w *world) look(ctx context.Context, a *app.App) error {
	agent, err := actor(ctx, a, seed.AgentNumber(0), authz.Desk)
	if err != nil {
		return err
	}
	in := desk.List{View: desk.ViewOpen, Limit: 50}
	for i := range depth * 2 {
		page, err := a.Desk.List(ctx, agent, in)
		if err != nil {
			return err
		}
		if in.After = page.Next; in.After == "" {
			break
		}
		if i >= depth {
			w.cursors = append(w.cursors, in.After)
		}
	}
	if len(w.cursors) == 0 {
		return fmt.Errorf("the queue is not %d pages deep", depth)
	}
	for i := range seed.Employees {
		by, err := actor(ctx, a, seed.EmployeeNumber(i), authz.Portal)
		if err != nil {
			return err
		}
		page, err := a.Desk.List(ctx, by, desk.List{View: desk.ViewRequests})
		if err != nil {
			return err
		}
		var own []string
		for _, c := range page.Items {
			own = append(own, c.Number)
		}
		w.own = append(w.own, own)
	}
	return w.words(ctx, a)
}

// words picks the word that is in closest to a third of all cases, and words that are in few.
func (w *world) words(ctx context.Context, a *app.App) error {
	all := seed.Words()
	cases, err := inCases(ctx, a, "")
	if err != nil {
		return err
	}
	nearest := math.Inf(1)
	for rank := 10; rank < 110; rank += 2 {
		n, err := inCases(ctx, a, all[rank])
		if err != nil {
			return err
		}
		if off := math.Abs(float64(n)/float64(cases) - 1.0/3); off < nearest && len(all[rank]) > 2 {
			nearest, w.common = off, all[rank]
		}
	}
	for rank := len(all) - 1; len(w.rare) < 500 && rank > 0; rank -= 17 {
		w.rare = append(w.rare, all[rank])
	}
	return nil
}

// inCases counts the cases with a word as the product finds it, or all.
func inCases(ctx context.Context, a *app.App, word string) (int, error) {
	if word == "" {
		return store.One[int](ctx, a.DB, `SELECT count(*) FROM desk_case`)
	}
	return store.One[int](ctx, a.DB, `SELECT count(DISTINCT d.ref) FROM search_text t JOIN search_doc d ON d.id = t.rowid WHERE search_text MATCH $1 AND d.kind = 'case'`, `"`+word+`"`)
}

func actor(ctx context.Context, a *app.App, number string, face authz.Face) (authz.Actor, error) {
	p, err := people.Find(ctx, a.DB, number)
	if err != nil {
		return authz.Actor{}, err
	}
	by := authz.Actor{PersonID: p.ID, Face: face}
	if face == authz.Portal {
		return by, nil
	}
	if by.Roles, err = people.Roles(ctx, a.DB, p.ID); err != nil {
		return by, err
	}
	by.Teams, err = people.TeamsOf(ctx, a.DB, p.ID)
	return by, err
}

// shape prints what there is and who asks.
func (w *world) shape(ctx context.Context, out io.Writer, a *app.App) error {
	count := func(query string) string {
		n, err := store.One[int](ctx, a.DB, query)
		if err != nil {
			return err.Error()
		}
		return strconv.Itoa(n)
	}
	cases, err := inCases(ctx, a, "")
	if err != nil {
		return err
	}
	common, err := inCases(ctx, a, w.common)
	if err != nil {
		return err
	}
	rare := 0
	for _, x := range w.rare {
		n, err := inCases(ctx, a, x)
		if err != nil {
			return err
		}
		rare += n
	}
	fmt.Fprintf(out, "\nSQLite: %s people, %d cases over five years, %s of them open or waiting, %s team-restricted, %s named; %s messages, %s texts in the index, %s entries in the record.\n",
		count(`SELECT count(*) FROM people_person`), cases, count(`SELECT count(*) FROM desk_case WHERE state IN ('open', 'waiting')`),
		count(`SELECT count(*) FROM desk_case WHERE sensitivity = 'team'`), count(`SELECT count(*) FROM desk_case WHERE sensitivity = 'named'`),
		count(`SELECT count(*) FROM desk_entry WHERE kind = 'message'`), count(`SELECT count(*) FROM search_doc`), count(`SELECT count(*) FROM audit_entry`))
	fmt.Fprintf(out, "Asking: %d agents, each in three of %s teams, with %d views; %d employees with %d cases each; %d others who open cases.\n", len(w.agents),
		count(`SELECT count(*) FROM people_team`), len(desk.DeskViews())+len(desk.PortalViews()), len(w.employees), len(w.own[0]), len(w.askers))
	fmt.Fprintf(out, "The common word, %q, is in %.1f %% of the cases; the %d rare ones are in %.1f cases each.\n", w.common, 100*float64(common)/float64(cases), len(w.rare), float64(rare)/float64(len(w.rare)))
	return nil
}

// kinds are the requests that are measured. Opening comes last, because it changes the data.
func (w *world) kinds() []kind {
	agent := func(i int, path string) request {
		return request{method: "GET", path: path, token: w.agents[i%len(w.agents)]}
	}
	employee := func(i int, path string) request {
		return request{method: "GET", path: path, token: w.employees[i%len(w.employees)]}
	}
	search := func(word string) string { return "/api/v1/search?limit=20&q=" + url.QueryEscape(word) }
	return []kind{
		{"queue, first page of 50", func(i int) request { return agent(i, "/desk?view=open&limit=50") }, 600},
		{"queue, deep page of 50", func(i int) request {
			return agent(i, "/desk?view=open&limit=50&after="+url.QueryEscape(w.cursors[i/len(w.agents)%len(w.cursors)]))
		}, 600},
		{"case page, agent", func(i int) request { return agent(i, "/desk/cases/"+w.numbers[i*7%len(w.numbers)]) }, 1000},
		{"request page, employee", func(i int) request {
			own := w.own[i%len(w.own)]
			return employee(i, "/requests/"+own[i/len(w.own)%len(own)])
		}, 1000},
		{"search, rare word, agent", func(i int) request { return agent(i, search(w.rare[i%len(w.rare)])) }, 1500},
		{"search, rare word, employee", func(i int) request { return employee(i, search(w.rare[i%len(w.rare)])) }, 1500},
		{"search, common word, agent", func(i int) request { return agent(i, search(w.common)) }, 500},
		{"search, common word, employee", func(i int) request { return employee(i, search(w.common)) }, 100},
		{"portal home", func(i int) request { return employee(i, "/") }, 0},
		{"open a case", w.opening, 350},
	}
}

func (w *world) opening(i int) request {
	body, err := json.Marshal(map[string]string{"subject": "Question " + strconv.Itoa(i) + " about " + w.rare[i%len(w.rare)], "service": "ask",
		"body": "I looked at my last payslip and the " + w.rare[(i+1)%len(w.rare)] + " is not what we agreed in spring. Could you look at it with me, and say what happens next? It is about the hours of last month."})
	if err != nil {
		panic(err) // strings are always written
	}
	return request{method: "POST", path: "/api/v1/cases", token: w.askers[i%len(w.askers)], body: string(body)}
}
