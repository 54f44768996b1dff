// Package bulk does one thing to many cases.
package bulk

import (
	"cmp"
	"context"
	"strings"

	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
)

// Change does one thing to many cases.
type Change struct {
	Numbers  []string `json:"numbers"`
	Assignee string   `json:"assignee,omitempty"`
	Team     string   `json:"team,omitempty"`
	Priority string   `json:"priority,omitempty"`
	Was      []string `json:"was,omitempty"` // how the cases stood when they were chosen, see Was; one that is not here is not checked
}

// Was is how a case stood in a list, for Change: whoever chose it then does not undo what a colleague did since. assignee is an id, "" for nobody.
func Was(number, assignee, priority string) string {
	return number + " " + cmp.Or(assignee, "nobody") + " " + cmp.Or(priority, "normal")
}

// Stood is how a case stood, as some that Was wrote say; "" where none does.
func Stood(all []string, number string) (assignee, priority string) {
	for _, text := range all {
		if f := strings.Fields(text); len(f) == 3 && f[0] == number {
			return f[1], f[2]
		}
	}
	return "", ""
}

// Done says what became of each.
type Done struct {
	Changed []string  `json:"changed"`
	Refused []Refused `json:"refused"`
}

// Refused is a case that stayed as it was.
type Refused struct {
	Number string       `json:"number"`
	Why    *fault.Error `json:"-"`
	Reason string       `json:"reason"` // Why in English
}

// Max is how many cases one change takes.
const Max = 100

// Apply assigns or sorts many cases. Each is a change of its own, all of it or nothing: those refused are listed with their reason, the others are done.
func Apply(ctx context.Context, d *desk.Service, by authz.Actor, in Change) (Done, error) {
	if err := d.MayTakeIn(by); err != nil {
		return Done{}, err
	}
	var f fault.Fields
	f.Need(len(in.Numbers) > 0, "numbers", "Choose at least one case.")
	f.Need(len(in.Numbers) <= Max, "numbers", "Choose at most %d cases at once.", Max)
	f.Need(in.Assignee != "" || in.Team != "" || in.Priority != "", "assignee", "Say what to change: the person, the team or the priority.")
	if err := f.Err(); err != nil {
		return Done{}, err
	}
	done := Done{Changed: []string{}, Refused: []Refused{}}
	for _, number := range in.Numbers {
		err := one(ctx, d, by, number, in)
		if why := fault.As(err); why != nil {
			done.Refused = append(done.Refused, Refused{Number: number, Why: why, Reason: why.Error()})
			continue
		}
		if err != nil {
			return done, err
		}
		done.Changed = append(done.Changed, number)
	}
	return done, nil
}

func one(ctx context.Context, d *desk.Service, by authz.Actor, number string, in Change) error {
	assignee, priority := Stood(in.Was, number)
	sort := desk.SetPriority{Number: number, Priority: in.Priority, Was: priority}
	if in.Assignee != "" || in.Team != "" {
		_, err := d.Assign(ctx, by, desk.Assign{Number: number, Assignee: in.Assignee, Team: in.Team, Was: assignee, Sort: sort})
		return err
	}
	_, err := d.SetPriority(ctx, by, sort)
	return err
}
