package deskweb

import (
	"context"
	"strings"

	"hearth/internal/desk"
	"hearth/internal/desk/takeout"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/sheet"
)

// tableRoutes are the queue as a file, for browsers and for API clients.
func (w *Web) tableRoutes(m *httpx.Mux) {
	const text = "The queue as its page shows it, all of its rows: each download is recorded."
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
	zone := locale.From(ctx).Zone()
	table := sheet.Table{Name: "queue-" + q.View + "-" + q.At.In(zone).Format("2006-01-02"), Zone: zone, Done: q.Done, Rows: func(yield func([]sheet.Cell, error) bool) {
		for c, err := range q.Cases {
			if err != nil {
				yield(nil, err)
				return
			}
			if !yield(queueCells(ctx, by, c), nil) {
				return
			}
		}
	}}
	for _, c := range queueColumns {
		table.Columns = append(table.Columns, sheet.Column{Title: locale.T(ctx, c.title), Instant: c.instant})
	}
	return table, nil
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

// given reports whether the queue may be taken along: not what one colleague works on, nor what bears a tag.
func (q queued) given(ctx context.Context) bool {
	return q.Ask.Tag == "" && (q.Ask.Assignee == "" || q.Ask.Assignee == authz.FromContext(ctx).PersonID)
}

// file is the address of the queue as a file of a format.
func (q queued) file(f sheet.Format) string {
	_, query, _ := strings.Cut(q.Ask.query("after", "", "dense", "", "limit", "", "kept", ""), "?")
	if query != "" {
		query = "?" + query
	}
	return "/desk/queue." + string(f) + query
}
