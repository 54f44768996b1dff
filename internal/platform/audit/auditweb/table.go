package auditweb

import (
	"context"
	"errors"
	"strconv"

	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/sheet"
)

// inAFile is what the API's documentation says of the answer as a file.
const inAFile = "Who saw a person's record between two instants, the latest first, the whole answer as a file. For the data-protection officer; each download is recorded."

// What the record holds of a download: that the answer was taken along, before its first row is read, and how many rows were given, after the last.
const (
	taken    = "audit.export"
	given    = "audit.given"
	kindRows = "rows"
)

// atOnce is how many rows are read at once.
const atOnce = 500

// table answers with all rows of the answer, under the rights of the page. Rights are looked at anew each time that rows are read.
func (w *Web) table(ctx context.Context, by authz.Actor, in Ask) (sheet.Table, error) {
	person, err := w.whose(ctx, by, in)
	if err != nil {
		return sheet.Table{}, err
	}
	if err := w.record(ctx, audit.Entry{By: by, Action: taken, Kind: "audit", Person: person.ID}); err != nil {
		return sheet.Table{}, err
	}
	zone := locale.From(ctx).Zone()
	columns := []sheet.Column{{Title: locale.T(ctx, "When"), Instant: true}, {Title: locale.T(ctx, "Who")}, {Title: locale.T(ctx, "Team")}, {Title: locale.T(ctx, "Why")}}
	return sheet.Table{Name: "record-" + w.DB.Now().In(zone).Format("2006-01-02"), Zone: zone, Columns: columns, Rows: func(yield func([]sheet.Cell, error) bool) {
		n, wanted, err := w.walk(ctx, by, person.ID, audit.Asked{From: in.From, To: in.To, After: in.After}, func(s Sight) bool { return yield(cells(ctx, s), nil) })
		counted := w.record(context.WithoutCancel(ctx), audit.Entry{By: by, Action: given, Kind: kindRows, Object: strconv.Itoa(n)})
		if err = errors.Join(err, counted); err != nil && wanted {
			yield(nil, err)
		}
	}}, nil
}

// walk gives every row of an answer. It returns how many it gave, and whether more were wanted.
func (w *Web) walk(ctx context.Context, by authz.Actor, person string, asked audit.Asked, give func(Sight) bool) (n int, wanted bool, err error) {
	for {
		if n > 0 {
			if err := w.Policy.May(w.Fresh(ctx, by), audit.ReadRecord, 0); err != nil {
				return n, true, err
			}
		}
		all, err := audit.SeenOf(ctx, w.DB, person, asked, atOnce)
		if err != nil {
			return n, true, err
		}
		items, err := w.name(ctx, all)
		if err != nil {
			return n, true, err
		}
		for _, s := range items {
			n++
			if !give(s) {
				return n, false, nil
			}
		}
		if len(all) < atOnce {
			return n, true, nil
		}
		asked.After = all[len(all)-1].ID
	}
}

// cells are the cells of a row, as the page shows it.
func cells(ctx context.Context, s Sight) []sheet.Cell {
	return []sheet.Cell{sheet.Instant(s.At.Time), sheet.Text(who(ctx, s)), sheet.Text(s.Team), sheet.Text(locale.T(ctx, s.Why))}
}

// who is the name of who did it, or what stands in its place.
func who(ctx context.Context, s Sight) string {
	switch {
	case s.By.Name != "":
		return s.By.Name
	case s.Task != "":
		return locale.T(ctx, "The system, by itself")
	}
	return locale.T(ctx, "Somebody who was erased")
}
