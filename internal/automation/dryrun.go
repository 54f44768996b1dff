package automation

import (
	"context"
	"time"

	"hearth/internal/desk"
	"hearth/internal/desk/meanwhile"
	"hearth/internal/desk/narrow"
	"hearth/internal/desk/record"
	"hearth/internal/field"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
	"hearth/internal/tag"
)

// The dry run looks back a month, names the first cases, and counts no further than some.
const (
	lookBack    = 30 * 24 * time.Hour
	named       = 50
	MostCounted = 1000
)

// Would is a case on which a rule would have acted, and what it would have done there.
type Would struct {
	Number string     `json:"case"`
	Title  string     `json:"title"`
	State  desk.State `json:"state"`
	Does   []Did      `json:"does"`
}

// DryRun is what a rule would have done in the last month, as far as the reader sees the cases: the first fifty are named, the newest first, and all are counted. More says that there are more than
// Count, which is there but where the rule asks for what somebody has: how much colleagues have is nobody's to count. Exact says that the record tells which cases these were: when it happened, and that each was
// then as the rule says. Else AsToday names what was looked at as it is today, and Happened says whether the record tells of them all when it happened. What it would have left follows from today in any case.
type DryRun struct {
	Rule
	Since store.Time `json:"since"`
	Until store.Time `json:"until"`
	Count *int       `json:"count,omitempty" doc:"Left out only where the rule asks for what somebody has"`
	More  bool       `json:"more"`
	Exact bool       `json:"exact" doc:"These are the cases on which it would have acted, as far as you see them; false: what as_today names may have been otherwise, or when it happens is not kept"`
	Items []Would    `json:"items"`

	AsToday  []string `json:"as_today" doc:"What was looked at as it is today and may have been otherwise: of owner, priority, group, waits, calls, field, tag, and team, which is also who of HR sees it"`
	Happened bool     `json:"-"`
}

// DryRun says what a rule would have done to last month's cases, and changes nothing. It is for heads of HR; it names and counts only cases that by sees and that the rule's
// team sees as a team.
func (s *Service) DryRun(ctx context.Context, by authz.Actor, in ReadOne) (DryRun, error) {
	now := s.DB.Now()
	out := DryRun{Items: []Would{}, AsToday: []string{}, Since: now.Add(-lookBack), Until: now}
	if err := s.Policy.May(by, EditRules, 0); err != nil {
		return out, err
	}
	r, err := s.find(ctx, s.DB, by, in.Rule)
	if err != nil {
		return out, err
	}
	names, err := teamNames(ctx, s.DB)
	if err != nil {
		return out, err
	}
	if out.Rule, err = s.shown(by, r, names); err != nil {
		return out, err
	}
	says := out.Says
	list, err := s.meant(ctx, by, &out)
	if err != nil {
		return out, err
	}
	counts, err := s.Desk.CountEach(ctx, by, MostCounted, list)
	if err != nil {
		return out, err
	}
	if n := counts[0]; n != desk.Uncounted {
		shown := min(n, MostCounted)
		out.Count, out.More = &shown, n > MostCounted
	}
	page, err := s.Desk.Beside(ctx, by, list)
	if err != nil {
		return out, err
	}
	out.Items, err = s.would(ctx, says, page.Items)
	return out, err
}

// would is what a rule would have done to cases.
func (s *Service) would(ctx context.Context, says Says, cases []desk.Case) ([]Would, error) {
	out := []Would{}
	stands, err := says.stand(ctx, s.DB, cases)
	if err != nil {
		return out, err
	}
	for _, c := range cases {
		w := Would{Number: c.Number, Title: c.Title(), State: c.State}
		for _, what := range says.Plan() {
			why := left(what, c.Sensitivity, c.Health)
			if why == "" {
				why = stands.left(says, what, c)
			}
			if what == "mention" {
				if why, err = s.leftUnseen(ctx, says, c.Number); err != nil {
					return out, err
				}
			}
			w.Does = append(w.Does, Did{what, why})
		}
		out = append(out, w)
	}
	return out, nil
}

// heldFor is the condition on desk_case c for what the rule asks of a field and of words. Who does not read the words of a case as somebody of HR is not told that it meets that.
func (says Says) heldFor(ctx context.Context, q store.Querier, by authz.Actor) (store.Where, error) {
	if says.IfField == "" && says.IfTag == "" && says.When != Filled {
		return store.Always, nil
	}
	held := store.Always
	if says.IfField != "" {
		var err error
		if held, err = says.meets().Where(ctx, q); err != nil {
			return store.Never, err
		}
	}
	return store.And(held, says.bears(), record.WordsAtWork(by, "c.id")), nil
}

// since is the condition on desk_case c that what a rule of the team of a name listens to happened since a moment, and whether that is so exactly, see narrow.Forgot.
func (says Says) since(team string, since, now store.Time) (store.Where, bool, error) {
	switch says.When {
	case Tagged:
		_, folded, err := tag.Checked(says.WhenTag)
		return tag.PutSince("c.id", says.Team, folded, since), false, err // one that was taken off again leaves nothing
	case Filled:
		return field.FilledSince(says.IfField, since), false, nil
	case Moved:
		return narrow.GivenTo(team, meanwhile.Ruled, since), false, nil
	case Promise:
		return promise.ReachedSince(desk.OwnerKind, "c.id", says.Share(), since), false, nil
	case Untouched:
		return narrow.Quiet(now.Add(-time.Duration(says.WhenDays) * 24 * time.Hour)), false, nil
	}
	where, exact := narrow.Happened(says.When, since)
	return where, exact, nil
}
