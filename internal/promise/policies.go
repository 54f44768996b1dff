package promise

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"hearth/internal/people"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/jobs"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
	"hearth/internal/promise/terms"
)

// Policies is where promise policies are kept. It stands beside Service, which makes promises by them, because it has to know of the cases above. It is safe for concurrent use.
type Policies struct{ PoliciesOptions }

// PoliciesOptions are what Policies needs.
type PoliciesOptions struct {
	DB       *store.DB
	Policy   *authz.Policy // holds Rules
	Promises *Service
	Audit    *audit.Log
	Cases    Cases
	Kind     string                                                      // of the owners of which Cases tells
	Services func(ctx context.Context, q store.Querier) ([]Offer, error) // what a policy can be for
}

// Offer is a service of the catalogue.
type Offer struct{ ID, Name string }

// Cases is what the desk tells of the cases whose promises follow policies.
type Cases interface {
	// AskedOf returns what those of some cases ask for that there are.
	AskedOf(ctx context.Context, q store.Querier, ids []string) (map[string]CaseAsked, error)
	// Within is the condition that column is the id of a case that a policy of such a scope fits.
	Within(column string, s terms.Scope) store.Where
	// AtWork is the condition that column is the id of a case that by may see as somebody of HR.
	AtWork(by authz.Actor, column string) store.Where
}

// CaseAsked is what a case asks for, and what its service promises without a policy, in minutes.
type CaseAsked struct {
	Number          string // as people read it
	Asked           terms.Asked
	First, Decision int
}

// NewPolicies returns the policies.
func NewPolicies(o PoliciesOptions) *Policies { return &Policies{o} }

// Spec returns what counting anew contributes to the product; the tables and rules are those of Service.
func (s *Policies) Spec() spec.Module {
	return spec.Module{Name: "promise policies", Periodic: []jobs.Periodic{
		{Kind: "promise.recount_by_policy", Every: looksEvery, Run: func(ctx context.Context) error { _, err := s.Recount(ctx); return err }}}}
}

// Terms is what a policy says. Lengths are written as in 30m, 4h or 2d: minutes, hours and days of working time. A day is as long as a working day of the calendar in which a promise
// counts, on average.
type Terms struct {
	Name        string     `json:"name" query:"name" doc:"The people to whom something is promised read it."`
	FirstAnswer string     `json:"first_answer" query:"first_answer" doc:"Working time until the first answer, as in 30m, 4h or 2d."`
	NextWord    string     `json:"next_word" query:"next_word" doc:"Working time until the next word, when a request is opened again: five working days at most."`
	Decision    string     `json:"decision" query:"decision" doc:"Working time until it is settled."`
	WarnFirst   int        `json:"warn_first,omitempty" query:"warn_first" doc:"Percent of the time after which those who work on it are told; 50 when left out."`
	WarnSecond  int        `json:"warn_second,omitempty" query:"warn_second" doc:"Percent of the time after which the requester is told that it may become later; 80 when left out."`
	ValidFrom   store.Time `json:"valid_from,omitzero" query:"valid_from" doc:"From when it counts; now when left out. It cannot have passed."`
	Recount     bool       `json:"recount,omitempty" query:"recount" doc:"true: what is promised already is counted anew by it. Left out, only what is promised later follows it."`
}

// MakePolicy is a new policy: for a service, a priority and a customer group; an empty one is all.
type MakePolicy struct {
	Service  string `json:"service,omitempty" query:"service"`
	Priority string `json:"priority,omitempty" query:"priority" doc:"low, normal or high"`
	Group    string `json:"group,omitempty" query:"group" doc:"employees, managers, hr or outside"`
	Terms
}

// SavePolicy is another version of a policy. For what it is does not change.
type SavePolicy struct {
	ID      string `path:"policy" json:"-"`
	Ended   bool   `json:"ended,omitempty" doc:"true: from valid_from on it does not count any more."`
	Version int    `json:"version,omitempty" doc:"The version that was read: when there is a later one, nothing is saved. Left out, nothing is compared."`
	Terms
}

// KeptPolicy is a policy with its versions.
type KeptPolicy struct {
	ID          string          `json:"id"`
	Service     string          `json:"service"` // "" is all, as in Priority and Group
	ServiceName string          `json:"service_name,omitempty"`
	Priority    string          `json:"priority"`
	Group       string          `json:"group"`
	Now         int             `json:"now"`      // the version that counts now; 0: none, or it has ended
	Versions    []PolicyVersion `json:"versions"` // the latest first
}

// PolicyVersion is what a policy says from a moment on.
type PolicyVersion struct {
	Version     int        `json:"version"`
	Name        string     `json:"name"`
	FirstAnswer string     `json:"first_answer"`
	NextWord    string     `json:"next_word"`
	Decision    string     `json:"decision"`
	WarnFirst   int        `json:"warn_first"`
	WarnSecond  int        `json:"warn_second"`
	Ended       bool       `json:"ended"`
	ValidFrom   store.Time `json:"valid_from"`
	MadeAt      store.Time `json:"made_at"`
}

// Latest is the version that was made last.
func (k KeptPolicy) Latest() PolicyVersion { return k.Versions[0] }

// KeptPolicies are all policies, in the order in which they count: the most specific first.
type KeptPolicies struct {
	Items []KeptPolicy `json:"items"`
}

// ReadPolicy names a policy.
type ReadPolicy struct {
	ID string `path:"policy" json:"-"`
}

const (
	mostPolicies = 1000
	maxPolicy    = 80 // characters of a name
)

// MayEdit refuses those who may not keep policies, for pages that show a form only to those who may send it.
func (s *Policies) MayEdit(by authz.Actor) error { return s.Policy.May(by, EditPolicies, 0) }

// List returns all policies with their versions, in the order in which they count.
func (s *Policies) List(ctx context.Context, by authz.Actor, _ ReadAll) (KeptPolicies, error) {
	if err := s.Policy.May(by, ReadPolicies, 0); err != nil {
		return KeptPolicies{}, err
	}
	all, err := s.kept(ctx, s.DB, "")
	return KeptPolicies{Items: all}, err
}

// Find returns one policy with its versions.
func (s *Policies) Find(ctx context.Context, by authz.Actor, in ReadPolicy) (KeptPolicy, error) {
	if err := s.Policy.May(by, ReadPolicies, 0); err != nil {
		return KeptPolicy{}, err
	}
	return s.load(ctx, s.DB, in.ID)
}

// Offered returns the services that a policy can be for, for the form. It refuses who may not read policies.
func (s *Policies) Offered(ctx context.Context, by authz.Actor) ([]Offer, error) {
	if err := s.Policy.May(by, ReadPolicies, 0); err != nil {
		return nil, err
	}
	return s.Services(ctx, s.DB)
}

func (s *Policies) load(ctx context.Context, q store.Querier, id string) (KeptPolicy, error) {
	all, err := s.kept(ctx, q, id)
	if err != nil {
		return KeptPolicy{}, err
	}
	if len(all) == 0 {
		return KeptPolicy{}, authz.Hidden()
	}
	return all[0], nil
}

// kept returns the policy with an id, or all.
func (s *Policies) kept(ctx context.Context, q store.Querier, id string) ([]KeptPolicy, error) {
	rows, err := store.All[versionRow](ctx, q, selectVersion+` WHERE v.policy_id = $1 OR $1 = '' ORDER BY v.policy_id, v.version DESC`, id)
	if err != nil {
		return nil, fmt.Errorf("read promise policies: %w", err)
	}
	offers, err := s.Services(ctx, q)
	if err != nil {
		return nil, err
	}
	all := []KeptPolicy{}
	for _, r := range rows {
		if len(all) == 0 || all[len(all)-1].ID != r.PolicyID {
			k := KeptPolicy{ID: r.PolicyID, Service: r.ServiceID, Priority: r.Priority, Group: r.CustomerGroup}
			if i := slices.IndexFunc(offers, func(o Offer) bool { return o.ID == r.ServiceID }); i >= 0 {
				k.ServiceName = offers[i].Name
			}
			all = append(all, k)
		}
		k := &all[len(all)-1]
		k.Versions = append(k.Versions, PolicyVersion{r.Version, r.Name, r.FirstAnswer, r.NextWord, r.Decision, r.WarnFirst, r.WarnSecond, r.Ended, r.ValidFrom, r.MadeAt})
	}
	for i := range all {
		counts := slices.IndexFunc(all[i].Versions, func(v PolicyVersion) bool { return !v.ValidFrom.After(q.Now()) })
		if counts >= 0 && !all[i].Versions[counts].Ended {
			all[i].Now = all[i].Versions[counts].Version
		}
	}
	slices.SortStableFunc(all, func(a, b KeptPolicy) int {
		if a.scope().Before(b.scope()) {
			return -1
		} else if b.scope().Before(a.scope()) {
			return 1
		}
		return strings.Compare(a.Service+" "+a.Group+" "+a.Priority, b.Service+" "+b.Group+" "+b.Priority)
	})
	return all, nil
}

func (k KeptPolicy) scope() terms.Scope {
	return terms.Scope{Service: k.Service, Priority: k.Priority, Group: k.Group}
}

// Make makes a policy. It refuses a service, priority or group that there is not, a second policy for the same, and what Save refuses.
func (s *Policies) Make(ctx context.Context, by authz.Actor, in MakePolicy) (KeptPolicy, error) {
	if err := s.Policy.May(by, EditPolicies, 0); err != nil {
		return KeptPolicy{}, err
	}
	id := ident.New()
	err := s.DB.Tx(ctx, func(tx *store.Tx) error {
		v, err := s.check(ctx, tx, in.Terms, in.scope(), true)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `INSERT INTO promise_policy (id, service_id, priority, customer_group, made_at) VALUES ($1, $2, $3, $4, $5)`, id, in.Service, in.Priority, in.Group, tx.Now()); err != nil {
			return fmt.Errorf("make promise policy: %w", err)
		}
		v.PolicyID, v.Number = id, 1
		return s.write(ctx, tx, by, v, in.Recount)
	})
	if err != nil {
		return KeptPolicy{}, err
	}
	return s.load(ctx, s.DB, id)
}

func (in MakePolicy) scope() terms.Scope {
	return terms.Scope{Service: in.Service, Priority: in.Priority, Group: in.Group}
}

// Save makes another version of a policy, which counts from a moment on; what the latest says already makes none. Recount has what is promised already counted anew, by Recount, soon
// after. It refuses an empty name, lengths that are none or in the wrong order, warnings that are not in the order of time, a moment that has passed, counting anew by what
// does not count yet, and saving over a version that was not read.
func (s *Policies) Save(ctx context.Context, by authz.Actor, in SavePolicy) (KeptPolicy, error) {
	if err := s.Policy.May(by, EditPolicies, 0); err != nil {
		return KeptPolicy{}, err
	}
	err := s.DB.Tx(ctx, func(tx *store.Tx) error {
		was, err := s.load(ctx, tx, in.ID)
		if err != nil {
			return err
		}
		v, err := s.check(ctx, tx, in.Terms, was.scope(), false)
		if err != nil {
			return err
		}
		last := was.Latest()
		v.PolicyID, v.Number, v.Ended = was.ID, last.Version, in.Ended
		if same(last, v, in.ValidFrom) {
			if in.Recount && !last.ValidFrom.After(tx.Now()) {
				return s.order(ctx, tx, v)
			}
			return nil
		}
		if in.Version != 0 && in.Version != last.Version {
			return fault.New(fault.Conflict, "Somebody else changed this policy meanwhile. Look at it again before you save.")
		}
		v.Number++
		return s.write(ctx, tx, by, v, in.Recount)
	})
	if err != nil {
		return KeptPolicy{}, err
	}
	return s.load(ctx, s.DB, in.ID)
}

// same reports whether the latest version says what v does, from a moment that was given, if one was.
func same(last PolicyVersion, v terms.Version, from store.Time) bool {
	return last.Name == v.Name && last.FirstAnswer == v.Lengths.First.String() && last.NextWord == v.Lengths.Next.String() && last.Decision == v.Lengths.Decision.String() &&
		last.WarnFirst == v.Lengths.WarnFirst && last.WarnSecond == v.Lengths.WarnSecond && last.Ended == v.Ended && (from.IsZero() || from.Equal(last.ValidFrom))
}

// check returns a version of what was written, for a scope; a new policy must be for something else than all others.
func (s *Policies) check(ctx context.Context, q store.Querier, in Terms, scope terms.Scope, isNew bool) (terms.Version, error) {
	v := terms.Version{Scope: scope, Name: strings.TrimSpace(in.Name), ValidFrom: in.ValidFrom.Time, Lengths: terms.Lengths{WarnFirst: in.WarnFirst, WarnSecond: in.WarnSecond}}
	var f fault.Fields
	if isNew {
		if err := s.checkScope(ctx, q, scope, &f); err != nil {
			return v, err
		}
	}
	f.Need(v.Name != "" && utf8.RuneCountInString(v.Name) <= maxPolicy, "name", "Give the policy a name of at most %d characters.", maxPolicy)
	if v.Lengths.WarnFirst == 0 {
		v.Lengths.WarnFirst = Shares()[0]
	}
	if v.Lengths.WarnSecond == 0 {
		v.Lengths.WarnSecond = Shares()[1]
	}
	f.Need(v.Lengths.WarnFirst > 0 && v.Lengths.WarnFirst < 100, "warn_first", "Choose a share from 1 to 98 percent.")
	f.Need(v.Lengths.WarnSecond > v.Lengths.WarnFirst && v.Lengths.WarnSecond < 100, "warn_second", "Choose a share above the first one and below 100 percent.")
	now := q.Now()
	switch {
	case in.ValidFrom.IsZero() || in.ValidFrom.After(now.Add(-time.Minute)) && !in.ValidFrom.After(now):
		v.ValidFrom = now.Time
	default:
		f.Need(in.ValidFrom.After(now), "valid_from", "Choose a time from now on. What was promised before was promised by what counted then.")
		f.Need(near(in.ValidFrom, now), "valid_from", tooFar, maxYears)
		f.Need(!in.Recount, "recount", "It counts later, and what is promised by then is not known yet. Have it counted anew when it counts.")
	}
	return v, s.checkLengths(ctx, q, in, &v, &f)
}

// checkLengths reads the lengths into v, and returns all that is wrong.
func (s *Policies) checkLengths(ctx context.Context, q store.Querier, in Terms, v *terms.Version, f *fault.Fields) error {
	read := func(field, text string) terms.Length {
		l, ok := terms.Parse(text)
		f.Need(ok, field, "Say how much working time: a number above zero of minutes, hours or days, a year at most.")
		return l
	}
	v.Lengths.First, v.Lengths.Next, v.Lengths.Decision = read("first_answer", in.FirstAnswer), read("next_word", in.NextWord), read("decision", in.Decision)
	at, err := s.Promises.calendarFor(ctx, q, Place{})
	if err != nil {
		return err
	}
	day := workday(at.cal)
	f.Need(v.Lengths.First.N == 0 || v.Lengths.Decision.N == 0 || v.Lengths.Decision.Minutes(day) >= v.Lengths.First.Minutes(day), "decision", "It cannot be settled before it is first answered. Give more time.")
	f.Need(v.Lengths.Next.N == 0 || v.Lengths.Next.Minutes(day) <= WordDays*day, "next_word", "Nobody waits longer than %d working days for a word. Give less time.", WordDays)
	return f.Err()
}

func (s *Policies) checkScope(ctx context.Context, q store.Querier, scope terms.Scope, f *fault.Fields) error {
	f.Need(scope.Priority == "" || slices.Contains(terms.Priorities(), scope.Priority), "priority", "Choose low, normal or high.")
	f.Need(scope.Group == "" || slices.Contains([]string{people.Employees, people.Leads, people.HRCustomers, people.FromOutside}, scope.Group), "group", "Choose a group of customers of the list.")
	offers, err := s.Services(ctx, q)
	if err != nil {
		return err
	}
	f.Need(scope.Service == "" || slices.ContainsFunc(offers, func(o Offer) bool { return o.ID == scope.Service }), "service", "There is no such service. Choose one of the list.")
	all, err := s.kept(ctx, q, "")
	if err != nil {
		return err
	}
	f.Need(len(all) < mostPolicies, "name", "There are %d policies already. Change one of them.", mostPolicies)
	if i := slices.IndexFunc(all, func(k KeptPolicy) bool { return k.scope() == scope }); i >= 0 {
		f.Need(false, "service", "There is a policy for exactly these requests already: %s. Change that one.", all[i].Latest().Name)
	}
	return nil
}

// write keeps a version, says who made it, and orders counting anew where that was chosen.
func (s *Policies) write(ctx context.Context, tx *store.Tx, by authz.Actor, v terms.Version, recount bool) error {
	if _, err := tx.Exec(ctx, `INSERT INTO promise_policy_version (policy_id, version, name, first_answer, next_word, decision, warn_first, warn_second, ended, valid_from, made_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`, v.PolicyID, v.Number, v.Name, v.Lengths.First.String(), v.Lengths.Next.String(), v.Lengths.Decision.String(),
		v.Lengths.WarnFirst, v.Lengths.WarnSecond, v.Ended, store.At(v.ValidFrom), tx.Now()); err != nil {
		return fmt.Errorf("save promise policy: %w", err)
	}
	if recount {
		if err := s.order(ctx, tx, v); err != nil {
			return err
		}
	}
	return s.Audit.Record(ctx, tx, audit.Entry{By: by, Action: string(EditPolicies), Kind: "promise_policy", Object: v.PolicyID})
}

// order has what is promised counted anew by a version.
func (s *Policies) order(ctx context.Context, tx *store.Tx, v terms.Version) error {
	_, err := tx.Exec(ctx, `INSERT INTO promise_policy_recount (policy_id, version, ordered_at, after_id) VALUES ($1, $2, $3, '')
		ON CONFLICT (policy_id) DO UPDATE SET version = $2, ordered_at = $3, after_id = ''`, v.PolicyID, v.Number, tx.Now())
	if err != nil {
		return fmt.Errorf("order count: %w", err)
	}
	return nil
}
