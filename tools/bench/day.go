package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"hearth/internal/app"
	"hearth/internal/platform/store"
)

// dayName is the name of the measurement of a desk at work: agents' pages that are new by themselves, while others ask, read, search and write at a rate that waits for no answer.
const dayName = "desk at work"

const (
	dayRate   = 200.0 // requests a second, besides those of the live pages
	dayLate   = 100.0 // ms, p95
	dayLive   = 1.0   // s, from the answer to a message until another's page shows it
	dayClock  = 30.0  // s, by which the work of the clock may be late
	dayGrowth = 1.25  // the last third against the first
	dayWarm   = 10 * time.Second
	writers   = 64 // connections; who finds none free waits, and the wait counts
	dayOpen   = 2000
)

// work is a kind of request of a day, and how many of two hundred are such.
type work struct {
	name  string
	share int
	make  func(d *day, i int) request
	done  func(d *day, r request, a answer, at time.Time)
}

// day is a desk at work.
type day struct {
	w        *world
	s        *server
	open     []openCase // that agents work on
	pages    []*livePage
	mu       sync.Mutex
	employed []asked // cases that were opened in the day: their requesters write on
}

// openCase is an open case that all of HR sees.
type openCase struct{ ID, Number string }

// working returns the requests of a day.
func (w *world) working() []work {
	all := []work{
		{"case page of an open case", 50, func(d *day, i int) request { return d.get(w.agents, i, "/desk/cases/"+d.any(i).Number) }, nil},
		{"request page", 36, nil, nil},
		{"queue", 30, nil, nil},
		{"portal home", 30, nil, nil},
		{"search, agent", 12, nil, nil},
		{"message of HR", 12, (*day).answers, (*day).answered},
		{"search, employee", 8, nil, nil},
		{"note of HR", 6, func(d *day, i int) request {
			return writing(w.agents[i%len(w.agents)], "/api/v1/cases/"+d.any(i).Number+"/messages", map[string]any{"body": "Asked payroll about number " + strconv.Itoa(i) + "; they look until tomorrow.", "internal": true})
		}, nil},
		{"message of a requester", 6, (*day).writesOn, nil},
		{"queue, deep", 4, nil, nil},
		{opening, 4, nil, (*day).opened},
		{"statement", 2, nil, nil},
	}
	known := map[string]string{"request page": "request page, employee", "queue": queueFirst, "search, agent": "search, rare word, agent", "search, employee": "search, common word, employee",
		"queue, deep": queueDeep, "statement": "statement, employee", "portal home": "portal home", opening: opening}
	kinds := w.kinds()
	for i := range all {
		if all[i].make == nil {
			at := slices.IndexFunc(kinds, func(k kind) bool { return k.name == known[all[i].name] })
			all[i].make = func(_ *day, n int) request { return kinds[at].make(n) }
		}
	}
	return all
}

func (d *day) get(who []string, i int, path string) request {
	return request{method: "GET", path: path, token: who[i%len(who)]}
}

func (d *day) any(i int) openCase { return d.open[i*7%len(d.open)] }

// writing asks with a body.
func writing(token, path string, body any) request {
	b, err := json.Marshal(body)
	if err != nil {
		panic(err) // strings are always written
	}
	return request{method: "POST", path: path, token: token, body: string(b)}
}

// answers writes to a requester, every second time on a case that a live page shows.
func (d *day) answers(i int) request {
	number := d.any(i).Number
	if i%2 == 0 {
		number = d.pages[i/2%len(d.pages)].shows(number)
	}
	return writing(d.w.agents[i%len(d.w.agents)], "/api/v1/cases/"+number+"/messages", map[string]any{"body": "I looked into it and changed the hours of last month. You see it on the next payslip; mark " + mark(i) + "."})
}

// mark is a word that stands in one message alone.
func mark(i int) string { return "zq" + strconv.FormatInt(int64(i), 36) + "x" }

// answered tells the pages that show the case what to look for.
func (d *day) answered(r request, _ answer, at time.Time) {
	number := strings.Split(r.path, "/")[4]
	_, after, _ := strings.Cut(r.body, "mark ")
	word, _, _ := strings.Cut(after, ".")
	for _, p := range d.pages {
		p.expects(number, word, at)
	}
}

// opened keeps a case whose requester then writes on.
func (d *day) opened(r request, a answer, _ time.Time) {
	var c struct {
		Number string `json:"number"`
	}
	if json.Unmarshal(a.text, &c) != nil || c.Number == "" {
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.employed = append(d.employed, asked{r.token, c.Number}); len(d.employed) > dayOpen {
		d.employed = slices.Delete(d.employed, 0, len(d.employed)-dayOpen)
	}
}

// writesOn writes to HR on a case that was opened in the day, or opens one.
func (d *day) writesOn(i int) request {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.employed) == 0 {
		return d.w.opening(i)
	}
	c := d.employed[i%len(d.employed)]
	return writing(c.token, "/api/v1/cases/"+c.number+"/messages", map[string]any{"body": "Thank you. One thing more, number " + strconv.Itoa(i) + ": does that count for the whole month, or from the day on which I asked?"})
}

// openCases finds cases on which agents work.
func openCases(ctx context.Context, p place) (all []openCase, err error) {
	a, err := app.Open(ctx, app.Options{Config: p.config()})
	if err != nil {
		return nil, err
	}
	all, err = store.All[openCase](ctx, a.DB, `SELECT id, 'HR-' || number AS number FROM desk_case WHERE sensitivity = 'open' AND state = 'open' ORDER BY id LIMIT $1`, dayOpen)
	if closed := a.Close(); err == nil {
		err = closed
	}
	if err == nil && len(all) < livePages {
		err = fmt.Errorf("%d open cases are too few for %d live pages", len(all), livePages)
	}
	return all, err
}

// desk measures a desk at work on p for as long as the options say.
func (o options) desk(ctx context.Context, r *report, k *keeper, p place, w *world) (err error) {
	if !o.wants(dayName) || o.day == 0 || w.cases != slices.Max(o.sizes) {
		return nil
	}
	d := &day{w: w}
	if d.open, err = openCases(ctx, p); err != nil {
		return err
	}
	at, err := freeAddress()
	if err != nil {
		return err
	}
	if d.s, err = o.server(ctx, p, "--metrics", at); err != nil {
		return err
	}
	defer func() {
		if ended := d.s.stop(); err == nil {
			err = ended
		}
	}()
	if p.where == post {
		d.s.spends = k.server.spent
	}
	if err := settle(ctx, r, d.s); err != nil {
		return err
	}
	return d.run(ctx, r, p.where, at, o.day)
}

// run lets the day pass and tells of it.
func (d *day) run(ctx context.Context, r *report, where, metrics string, lasts time.Duration) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var pages sync.WaitGroup
	defer pages.Wait()
	defer stop()
	for i := range livePages {
		d.pages = append(d.pages, newLivePage(d, i))
	}
	for _, p := range d.pages {
		pages.Go(func() { p.live(ctx) })
	}
	d.works(ctx, dayWarm)
	for _, p := range d.pages {
		p.forget()
	}
	g := watchGauges(ctx, d.s, metrics)
	done := d.works(ctx, lasts)
	samples, err := g.end()
	if err != nil {
		return err
	}
	time.Sleep(2 * time.Second) // for what the pages do not show yet
	stop()
	pages.Wait()
	d.tell(r, where, lasts, done, samples)
	return nil
}

// works asks at the rate of a day, at moments that come as those of many people do, and returns what each kind took, from the moment at which it was to be asked.
func (d *day) works(ctx context.Context, lasts time.Duration) []measured {
	kinds := d.w.working()
	var order []int
	for i, k := range kinds {
		order = append(order, slices.Repeat([]int{i}, k.share)...)
	}
	dice := rand.New(rand.NewPCG(1, uint64(lasts)))
	dice.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	type turn struct {
		kind int
		at   time.Time
	}
	turns := make(chan turn, int(dayRate*lasts.Seconds()*2)+1)
	parts := make([][]measured, writers)
	var all sync.WaitGroup
	for n := range writers {
		parts[n] = make([]measured, len(kinds))
		all.Go(func() {
			c := &client{address: d.s.address, keep: true}
			defer c.close()
			for t := range turns {
				d.one(c, kinds[t.kind], &parts[n][t.kind], t.at)
			}
		})
	}
	from := time.Now()
	for i, at := 0, time.Duration(0); ; i++ {
		if at += time.Duration(dice.ExpFloat64() / dayRate * float64(time.Second)); at > lasts || ctx.Err() != nil {
			break
		}
		time.Sleep(time.Until(from.Add(at)))
		turns <- turn{order[i%len(order)], from.Add(at)}
	}
	close(turns)
	all.Wait()
	out := make([]measured, len(kinds))
	for i, k := range kinds {
		out[i] = measured{name: k.name, lasted: time.Since(from)}
		for _, p := range parts {
			out[i].join(p[i])
		}
	}
	return out
}

// one asks once.
func (d *day) one(c *client, k work, m *measured, due time.Time) {
	r := k.make(d, int(counter.Add(1)))
	c.keep = k.done != nil
	before := m.failed
	a := m.asks(c, r, due)
	if m.failed == before && k.done != nil {
		k.done(d, r, a, time.Now())
	}
}
