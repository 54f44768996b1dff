package auditweb

import (
	"context"

	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/sheet"
	"hearth/internal/platform/store"
)

// inAFile is what the API's documentation says of the answer as a file.
const inAFile = "Who saw a person's record between two instants, the latest first, the whole answer as a file. For the data-protection officer; each download is recorded."

// atOnce is how many rows are read at once.
const atOnce = 500

// Take asks for the whole answer to Ask as a file.
type Take struct {
	Person string     `query:"person" json:"-" doc:"An id, an e-mail address or a personnel number"`
	From   store.Time `query:"from" json:"-" doc:"From when on; left out: from the beginning"`
	To     store.Time `query:"to" json:"-" doc:"Before when; left out: until now"`
}

// table answers with all rows of the answer, under the rights of the page. Rights are looked at anew each time that rows are read.
func (w *Web) table(ctx context.Context, by authz.Actor, in Take) (sheet.Table, error) {
	person, err := w.whose(ctx, by, Ask{Person: in.Person, From: in.From, To: in.To})
	if err != nil {
		return sheet.Table{}, err
	}
	zone := locale.From(ctx).Zone()
	columns := []sheet.Column{{Title: locale.T(ctx, "When"), Instant: true}, {Title: locale.T(ctx, "Who")}, {Title: locale.T(ctx, "Team")}, {Title: locale.T(ctx, "Why")}}
	ended := func(int, bool) error { return nil } // what was not begun has no end
	return sheet.Table{Name: "record-" + w.DB.Now().In(zone).Format("2006-01-02"), Zone: zone, Columns: columns, Rows: func(yield func([]sheet.Cell, error) bool) {
		noted, err := w.Log.Taking(ctx, audit.Take{By: by, Action: taking, List: sights, Person: person.ID})
		if err == nil {
			ended = noted
			err = w.walk(ctx, by, person.ID, audit.Asked{From: in.From, To: in.To, Shown: w.known(by, person.ID)}, func(s Sight) bool { return yield(cells(ctx, s), nil) })
		}
		if err != nil {
			yield(nil, err)
		}
	}, Done: func(rows int, whole bool) error { return ended(rows, whole) }}, nil
}

// walk gives every row of an answer, until no more are wanted.
func (w *Web) walk(ctx context.Context, by authz.Actor, person string, asked audit.Asked, give func(Sight) bool) error {
	for {
		now, err := w.Fresh(ctx, by)
		if err != nil {
			return err
		}
		if err := w.Policy.May(now, audit.ReadRecord, 0); err != nil {
			return err
		}
		all, err := audit.SeenOf(ctx, w.DB, person, asked, atOnce)
		if err != nil {
			return err
		}
		items, err := w.name(ctx, all)
		if err != nil {
			return err
		}
		for _, s := range items {
			if !give(s) {
				return nil
			}
		}
		if len(all) < atOnce {
			return nil
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
