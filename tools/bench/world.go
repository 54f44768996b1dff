package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode"

	"hearth/internal/app"
	"hearth/internal/demo/seed"
	"hearth/internal/desk"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

// world is who asks and what they ask for.
type world struct {
	agents, employees, askers []string // tokens
	numbers                   []string // of answered cases that all of HR sees
	decided                   []string // those of them that were decided, with all that is explained there
	cursors                   []string // places deep in the queue
	common                    string
	rare                      []string
	own                       [][]string // the numbers of each employee's cases
	ownDecided                []asked    // those of them that were decided
	sampled, cases            int
	views                     int     // on the page of an agent's queue
	share, rareShare          float64 // of the sampled cases, with the common and on average with a rare word
}

// asked is a case and the token of who asked.
type asked struct{ token, number string }

const (
	askers  = 64 // people who open cases: others than those whose cases are counted
	numbers = 2000
	depth   = 20 // pages into the queue
	rares   = 500
)

// prepare gives everybody a token, finds what there is to ask for and prints the shape of the data.
func prepare(ctx context.Context, r *report, p place, took string) (w *world, err error) {
	a, err := app.Open(ctx, app.Options{Config: p.config()})
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
			token, err := tokenOf(ctx, a, group.number(i))
			if err != nil {
				return nil, err
			}
			*group.into = append(*group.into, token)
		}
	}
	if w.numbers, err = store.All[string](ctx, a.DB, `SELECT 'HR-' || number FROM desk_case WHERE sensitivity = 'open' AND state = 'closed' ORDER BY id LIMIT $1`, numbers); err != nil {
		return nil, err
	}
	if w.decided, err = store.All[string](ctx, a.DB, `SELECT 'HR-' || number FROM desk_case WHERE sensitivity = 'open' AND state = 'closed' AND outcome = 'decided' ORDER BY id LIMIT $1`, numbers); err != nil {
		return nil, err
	}
	if err := keepViews(ctx, a, len(w.agents)); err != nil {
		return nil, err
	}
	if w.views, err = shownViews(ctx, a, w.agents[0]); err != nil {
		return nil, err
	}
	if err := w.look(ctx, a); err != nil {
		return nil, err
	}
	return w, w.shape(ctx, r, a, p.where, took)
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
			if c.Outcome == desk.OutcomeDecided {
				w.ownDecided = append(w.ownDecided, asked{w.employees[i], c.Number})
			}
		}
		w.own = append(w.own, own)
	}
	if len(w.ownDecided) == 0 || len(w.decided) == 0 {
		return errors.New("nothing was decided")
	}
	return w.words(ctx, a)
}

// words picks the word that is in closest to a third of all cases, and words that are in few. It counts them in a sample.
func (w *world) words(ctx context.Context, a *app.App) error {
	texts, err := sample(ctx, a)
	if err != nil {
		return err
	}
	in := map[string]int{}
	for _, words := range texts {
		for x := range words {
			in[x]++
		}
	}
	w.sampled = len(texts)
	share := func(x string) float64 { return float64(in[x]) / float64(len(texts)) }
	all, nearest := seed.Words(), math.Inf(1)
	for _, x := range all[10:200] {
		if off := math.Abs(share(x) - 1.0/3); off < nearest && len(x) > 3 {
			nearest, w.common = off, x
		}
	}
	w.share = share(w.common)
	for rank := len(all) - 1; len(w.rare) < rares && rank > 0; rank -= 17 {
		w.rare = append(w.rare, all[rank])
		w.rareShare += share(all[rank]) / rares
	}
	return nil
}

// sample returns the words of cases of all times.
func sample(ctx context.Context, a *app.App) (map[string]map[string]bool, error) {
	type text struct{ CaseID, Text string }
	texts := map[string]map[string]bool{}
	const times, each = 40, 50
	span := seed.Years * 365 * 24 * time.Hour
	for i := range times {
		from := a.DB.Now().Add(-span / times * time.Duration(i+1))
		some, err := store.All[text](ctx, a.DB, `SELECT c.id AS case_id, c.subject || ' ' || e.body AS text FROM desk_entry e JOIN
			(SELECT id, subject FROM desk_case WHERE opened_at >= $1 ORDER BY opened_at, id LIMIT $2) c ON c.id = e.case_id WHERE e.kind = 'message'`, from, each)
		if err != nil {
			return nil, err
		}
		for _, t := range some {
			if texts[t.CaseID] == nil {
				texts[t.CaseID] = map[string]bool{}
			}
			for _, x := range strings.FieldsFunc(strings.ToLower(t.Text), func(r rune) bool { return !unicode.IsLetter(r) }) {
				texts[t.CaseID][x] = true
			}
		}
	}
	return texts, nil
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
	by.Roles, by.Teams, err = people.Standing(ctx, a.DB, p.ID)
	return by, err
}

// shape prints what there is and who asks.
func (w *world) shape(ctx context.Context, r *report, a *app.App, where, took string) error {
	counted := map[string]int{}
	for name, query := range map[string]string{
		"people": `SELECT count(*) FROM people_person`, "teams": `SELECT count(*) FROM people_team`, "cases": `SELECT count(*) FROM desk_case`,
		"open": `SELECT count(*) FROM desk_case WHERE state IN ('open', 'waiting')`, "team": `SELECT count(*) FROM desk_case WHERE sensitivity = 'team'`,
		"named": `SELECT count(*) FROM desk_case WHERE sensitivity = 'named'`, "messages": `SELECT count(*) FROM desk_entry WHERE kind = 'message'`,
		"decisions": `SELECT count(*) FROM decision_decision`, "lines": `SELECT count(*) FROM calculation_line`, "effort": `SELECT count(*) FROM statement_effort`,
		"notes": `SELECT count(*) FROM desk_entry WHERE kind = 'note'`, "record": `SELECT count(*) FROM audit_entry`, "index": `SELECT count(*) FROM search_doc`,
	} {
		n, err := store.One[int](ctx, a.DB, query)
		if err != nil {
			return err
		}
		counted[name] = n
	}
	w.cases = counted["cases"]
	all := len(seed.Words())
	r.say("\n## %s, %d cases\n", where, counted["cases"])
	r.say("%d people; %d cases over %d years, %d of them open or waiting, %d restricted to their team, %d to named people; %d teams; %d messages, %d notes, %d decisions, %d lines of calculations, %d entries of work, %d different words; %d rows in the index, %d entries in the record; %s.",
		counted["people"], counted["cases"], seed.Years, counted["open"], counted["team"], counted["named"], counted["teams"], counted["messages"], counted["notes"], counted["decisions"], counted["lines"], counted["effort"], all, counted["index"],
		counted["record"], took)
	r.say("Asking: %d agents, each in three of %d teams, with %d views on the page of the queue, %d of them kept; %d employees with %d cases each; %d others who open cases.", len(w.agents),
		counted["teams"], w.views, len(keptViews), len(w.employees), len(w.own[0]), len(w.askers))
	r.say("The common word, %q, is in %.1f %% of a sample of %d cases; %d rare words are in %.3f %% of them on average.", w.common, 100*w.share, w.sampled, len(w.rare), 100*w.rareShare)
	return nil
}

// The names of the queue's lines, which are compared between sizes.
const (
	queueFirst = "queue, first page of 50"
	queueDeep  = "queue, deep page of 50"
)

// kinds are the requests that are measured. Opening comes last, because it changes the data.
func (w *world) kinds() []kind {
	get := func(who []string, i int, path string) request {
		return request{method: "GET", path: path, token: who[i%len(who)]}
	}
	search := func(word string) string { return "/api/v1/search?limit=20&q=" + url.QueryEscape(word) }
	rare := func(i int) string { return search(w.rare[i%len(w.rare)]) }
	return []kind{
		{queueFirst, func(i int) request { return get(w.agents, i, "/desk?view=open&limit=50") }, bars{600, 2, true}},
		{queueDeep, func(i int) request {
			return get(w.agents, i, "/desk?view=open&limit=50&after="+url.QueryEscape(w.cursors[i/len(w.agents)%len(w.cursors)]))
		}, bars{600, 2, true}},
		{"case page, agent", func(i int) request { return get(w.agents, i, "/desk/cases/"+w.numbers[i*7%len(w.numbers)]) }, bars{1000, 0, true}},
		{"request page, employee", func(i int) request {
			own := w.own[i%len(w.own)]
			return get(w.employees, i, "/requests/"+own[i/len(w.own)%len(own)])
		}, bars{1000, 0, true}},
		{"case page, decided, agent", func(i int) request { return get(w.agents, i, "/desk/cases/"+w.decided[i*7%len(w.decided)]) }, bars{0, 0, true}},
		{"request page, decided, employee", func(i int) request { return w.ownDecided[i%len(w.ownDecided)].page("") }, bars{0, 0, true}},
		{"statement, employee", func(i int) request { return w.ownDecided[i%len(w.ownDecided)].page("/statement") }, bars{0, 0, true}},
		{"search, rare word, agent", func(i int) request { return get(w.agents, i, rare(i)) }, bars{1500, 0, true}},
		{"search, rare word, employee", func(i int) request { return get(w.employees, i, rare(i)) }, bars{1500, 0, true}},
		{"search, common word, agent", func(i int) request { return get(w.agents, i, search(w.common)) }, bars{500, 0, true}},
		{"search, common word, employee", func(i int) request { return get(w.employees, i, search(w.common)) }, bars{100, 0, true}},
		{"portal home", func(i int) request { return get(w.employees, i, "/") }, bars{0, 0, true}},
		{opening, w.opening, bars{350, 0, false}},
	}
}

// page asks for a page of the request.
func (a asked) page(below string) request {
	return request{method: "GET", path: "/requests/" + a.number + below, token: a.token}
}

const opening = "open a case"

func (w *world) opening(i int) request {
	body, err := json.Marshal(map[string]string{"subject": "Question " + strconv.Itoa(i) + " about " + w.rare[i%len(w.rare)], "service": "ask",
		"body": "I looked at my last payslip and the " + w.rare[(i+1)%len(w.rare)] + " is not what we agreed in spring. Could you look at it with me, and say what happens next? It is about the hours of last month."})
	if err != nil {
		panic(err) // strings are always written
	}
	return request{method: "POST", path: "/api/v1/cases", token: w.askers[i%len(w.askers)], body: string(body)}
}
