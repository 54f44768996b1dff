package deskweb

import (
	"context"
	"iter"
	"strings"

	"hearth/internal/desk"
	"hearth/internal/desk/deskweb/part"
	"hearth/internal/desk/takeout"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/sheet"
)

// tableRoutes are the queue as a file, for browsers and for API clients.
func (w *Web) tableRoutes(m *httpx.Mux) {
	const text = "The queue as its page shows it, all of its rows; narrowed to a service, with what its cases hold in the fields. Each download is recorded."
	m.Handle("GET /desk/queue.csv", httpx.Table(w.queueTable, sheet.CSV, text))
	m.Handle("GET /api/v1/cases.csv", httpx.Table(w.queueTable, sheet.CSV, text))
	m.Handle("GET /desk/queue.xlsx", httpx.Table(w.queueTable, sheet.XLSX, text))
	m.Handle("GET /api/v1/cases.xlsx", httpx.Table(w.queueTable, sheet.XLSX, text))
}

func (w *Web) queueTable(ctx context.Context, by authz.Actor, in takeout.TakeQueue) (sheet.Table, error) {
	q, err := w.Takeout.TakeQueue(ctx, by, in)
	if err != nil {
		return sheet.Table{}, err
	}
	service := in.Service
	if service == "" {
		service, _, _ = strings.Cut(in.Field, ".")
	}
	more, err := w.Parts.Take(ctx, by, service)
	if err != nil {
		return sheet.Table{}, err
	}
	zone := locale.From(ctx).Zone()
	table := sheet.Table{Name: "queue-" + q.View + "-" + q.At.In(zone).Format("2006-01-02"), Zone: zone, Done: q.Done, Rows: queueRows(ctx, by, q, more)}
	for _, c := range queueColumns {
		table.Columns = append(table.Columns, sheet.Column{Title: locale.T(ctx, c.title), Instant: c.instant})
	}
	for _, x := range more {
		for _, title := range x.Titles {
			table.Columns = append(table.Columns, sheet.Column{Title: title})
		}
	}
	return table, nil
}

// together is for how many cases the columns of modules are looked up at once.
const together = 200

// queueRows are the rows of the file. An error ends them.
func queueRows(ctx context.Context, by authz.Actor, q takeout.Queue, more []part.Columns) iter.Seq2[[]sheet.Cell, error] {
	return func(yield func([]sheet.Cell, error) bool) {
		var some []desk.Case
		for c, err := range q.Cases {
			if err != nil {
				yield(nil, err)
				return
			}
			if some = append(some, c); len(some) == together {
				if !rowsOf(ctx, by, some, more, yield) {
					return
				}
				some = some[:0]
			}
		}
		rowsOf(ctx, by, some, more, yield)
	}
}

// rowsOf yields the rows of some cases, and reports whether more are wanted.
func rowsOf(ctx context.Context, by authz.Actor, some []desk.Case, more []part.Columns, yield func([]sheet.Cell, error) bool) bool {
	ids := make([]string, len(some))
	for i, c := range some {
		ids[i] = c.ID
	}
	found := make([]map[string][]sheet.Cell, len(more))
	for i, x := range more {
		var err error
		if found[i], err = x.Cells(ctx, by, ids); err != nil {
			yield(nil, err)
			return false
		}
	}
	for _, c := range some {
		cells := queueCells(ctx, by, c)
		for i, x := range more {
			cells = append(cells, append(found[i][c.ID], make([]sheet.Cell, len(x.Titles))...)[:len(x.Titles)]...)
		}
		if !yield(cells, nil) {
			return false
		}
	}
	return true
}

// queueColumns are what a row of the queue shows, and nothing else: no effort, time or count of anybody of HR.
var queueColumns = []struct {
	title   string // a message key
	instant bool
}{
	{title: "Case"}, {title: "Subject"}, {title: "Restricted"}, {title: "Person"}, {title: "Opened again"}, {title: "State"}, {title: "Promise"}, {title: "Promise is"},
	{title: "Due", instant: true}, {title: "Last word"}, {title: "Last word at", instant: true}, {title: "Service"}, {title: "Channel"}, {title: "Language"},
	{title: "Asked", instant: true}, {title: "Priority"}, {title: "Owner"},
}

// queueCells are the cells of a case, as queueRow shows it.
func queueCells(ctx context.Context, by authz.Actor, c desk.Case) []sheet.Cell {
	said := func(key string) sheet.Cell {
		if key == "" {
			return sheet.Cell{}
		}
		return sheet.Text(locale.T(ctx, key))
	}
	yes := func(is bool) sheet.Cell {
		if is {
			return said("Yes")
		}
		return sheet.Cell{}
	}
	promised, standing, due := "", "", c.WaitingUntil
	if p := c.Next(); p != nil {
		if promised, standing = promiseNames[p.Kind], promiseStates[p.State]; c.State == desk.StateOpen {
			due = p.DueAt
		}
	}
	word := "Requester"
	switch {
	case c.NewReply && c.State == desk.StateOpen:
		word = "New reply"
	case c.LastSide == "hr":
		word = "HR"
	}
	priority := priorityNames[c.Priority]
	if priority == "" {
		priority = priorityNames["normal"]
	}
	return []sheet.Cell{
		sheet.Text(c.Number), sheet.Text(titleOf(c)), yes(c.Hidden || c.Sensitivity != "open"), sheet.Text(c.For.Name), yes(c.Reopened > 0), said(desk.StateNames[c.State]),
		said(promised), said(standing), sheet.Instant(due.Time), said(word), sheet.Instant(c.LastAt.Time), sheet.Text(c.Service), said(channelNames[c.Channel]),
		sheet.Text(strings.ToUpper(c.Language)), sheet.Instant(c.OpenedAt.Time), said(priority), said(ownedBy(by, c)),
	}
}

// ownedBy is whose a case is, as a message key. No colleague is named: names beside promises would let anybody rank them.
func ownedBy(by authz.Actor, c desk.Case) string {
	switch {
	case c.Assignee == nil:
		return "Nobody"
	case c.Assignee.ID == by.PersonID:
		return "You"
	}
	return "Somebody"
}

// given reports whether the queue may be taken along: not what colleagues work on.
func (q queued) given(ctx context.Context) bool {
	return q.Ask.Countable() && (q.Ask.Assignee == "" || q.Ask.Assignee == authz.FromContext(ctx).PersonID)
}

// file is the address of the queue as a file of a format.
func (q queued) file(f sheet.Format) string {
	_, query, _ := strings.Cut(q.Ask.query("after", "", "dense", "", "limit", "", "kept", ""), "?")
	if query != "" {
		query = "?" + query
	}
	return "/desk/queue." + string(f) + query
}
