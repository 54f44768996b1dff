package record

import (
	"context"
	"fmt"

	"hearth/internal/platform/store"
)

// ByID reads a case, for what follows from another one. It asks nobody's rights.
func ByID(ctx context.Context, q store.Querier, id string) (Row, error) {
	r, err := store.One[Row](ctx, q, `SELECT `+Columns+` FROM desk_case c WHERE c.id = $1`, id)
	if err != nil {
		return r, fmt.Errorf("read case %s: %w", id, err)
	}
	return r, nil
}

// SeenAlike reports whether what decides who sees a case, besides the people in it, is the same in two rows.
func SeenAlike(a, b Row) bool {
	type sight struct {
		sensitivity, team, assignee          string
		managerSees, aboutSees, notToManager bool
	}
	of := func(r Row) sight {
		return sight{r.Sensitivity, r.TeamID, r.AssigneePerson, r.ManagerSees, r.AboutSees, r.NotToManager}
	}
	return of(a) == of(b)
}

// fewness is how few of HR see a case of each sensitivity: more is fewer.
var fewness = map[string]int{"open": 0, "team": 1, "named": 2}

// Alike is a part of a case after that turned from one row into another: what changed there changes here, and the part is never less protected. Where not everybody in HR sees the two, or they hold health data,
// whose they are and who works on them is part of that.
func Alike(part, was, now Row) Row {
	next := part
	if was.Sensitivity != now.Sensitivity || fewness[part.Sensitivity] < fewness[now.Sensitivity] {
		next.Sensitivity = now.Sensitivity
	}
	if turned := next.Sensitivity != part.Sensitivity; next.Sensitivity != "open" || next.Health {
		if turned || was.TeamID != now.TeamID {
			next.TeamID = now.TeamID
		}
		if turned || was.AssigneePerson != now.AssigneePerson {
			next.AssigneePerson = now.AssigneePerson
		}
	}
	next.ManagerSees, next.AboutSees = part.ManagerSees && now.ManagerSees, part.AboutSees && now.AboutSees
	next.NotToManager, next.Quiet = part.NotToManager || now.NotToManager, part.Quiet || now.Quiet
	return next
}
