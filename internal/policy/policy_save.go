package policy

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"hearth/internal/calendar"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
)

// SavePolicy is a policy as the head of HR writes it, with what its clauses say. Clauses that are not in it stay as they are.
type SavePolicy struct {
	ID       string          `json:"id"` // a slug, such as pay
	Title    string          `json:"title"`
	Summary  string          `json:"summary,omitempty"`
	TeamID   string          `json:"team,omitempty"`
	Position int             `json:"position,omitempty"` // 0: as it is, or last
	Clauses  []PublishedText `json:"clauses,omitempty"`
}

// PublishedText is what a clause says to an audience from a day on. A number may come several times, with other days or audiences.
type PublishedText struct {
	Number      string   `json:"number"`
	Title       string   `json:"title"`
	Text        string   `json:"text,omitempty"`
	From        string   `json:"from"`                  // a day, as 2026-03-01
	Until       string   `json:"until,omitempty"`       // the first day on which it holds no more; empty: until another version follows
	Audience    Audience `json:"audience,omitzero"`     // empty: everybody
	Acknowledge bool     `json:"acknowledge,omitempty"` // ask everybody whom it holds for to acknowledge it
	Withdrawn   bool     `json:"withdrawn,omitempty"`   // the rule ends on this day; there is no text
	Why         string   `json:"why,omitempty"`         // what changed, and why
}

// PublishClause is one text for a clause of a policy that is there.
type PublishClause struct {
	ID string `path:"id" json:"-"`
	PublishedText
}

// Saved is what publishing did.
type Saved struct {
	Policy    Policy    `json:"policy"`
	Added     []Version `json:"added"`
	Unchanged int       `json:"unchanged"` // texts that are as they were
	Gaps      []Gap     `json:"gaps"`      // times in which a clause of these says nothing to an audience
}

// SavePolicy makes or changes a policy and publishes what its clauses say, where that is not what they say already; sending the same twice changes nothing. It refuses
// anybody but the head of HR, texts that are not whole, a day that is none, the same clause twice for the same people and day, audiences that cross, and a version that
// would begin before one that has begun.
func (s *Service) SavePolicy(ctx context.Context, by authz.Actor, in SavePolicy) (Saved, error) {
	if err := s.may(by, Publish); err != nil {
		return Saved{}, err
	}
	p := Policy{ID: strings.TrimSpace(in.ID), Title: strings.TrimSpace(in.Title), Summary: strings.TrimSpace(in.Summary), TeamID: in.TeamID, Position: in.Position}
	var f fault.Fields
	p.check(&f)
	pub := &publishing{by: by, day: today(ctx, s.db), faults: &f, path: func(i int, name string) string { return fmt.Sprintf("clauses[%d].%s", i, name) }}
	pub.read(in.Clauses)
	f.Need(len(in.Clauses) <= maxClauses, "clauses", "Send at most %d texts at once.", maxClauses)
	return s.publish(ctx, pub, func(tx *store.Tx) (Policy, error) {
		if err := placed(ctx, tx, &p); err != nil {
			return p, err
		}
		if err := putPolicy(ctx, tx, p); err != nil {
			return p, err
		}
		return p, indexPolicy(ctx, tx, p)
	})
}

// PublishClause publishes one text for a clause, which is made when it is new; it refuses what SavePolicy refuses.
func (s *Service) PublishClause(ctx context.Context, by authz.Actor, in PublishClause) (Saved, error) {
	if err := s.may(by, Publish); err != nil {
		return Saved{}, err
	}
	if _, err := loadPolicy(ctx, s.db, in.ID); err != nil {
		return Saved{}, err
	}
	var f fault.Fields
	pub := &publishing{by: by, day: today(ctx, s.db), faults: &f, path: func(_ int, name string) string { return name }}
	pub.read([]PublishedText{in.PublishedText})
	return s.publish(ctx, pub, func(tx *store.Tx) (Policy, error) { return loadPolicy(ctx, tx, in.ID) })
}

// publish writes what was read, unless something is wrong with it, into the policy that save returns.
func (s *Service) publish(ctx context.Context, pub *publishing, save func(*store.Tx) (Policy, error)) (Saved, error) {
	var out Saved
	if err := pub.faults.Err(); err != nil {
		return out, err
	}
	return out, s.db.Tx(ctx, func(tx *store.Tx) error {
		*pub.faults = nil
		out = Saved{Added: []Version{}, Gaps: []Gap{}}
		if err := pub.checkSites(ctx, tx); err != nil {
			return err
		}
		var err error
		if out.Policy, err = save(tx); err != nil {
			return err
		}
		if err := pub.write(ctx, tx, out.Policy.ID, &out); err != nil {
			return err
		}
		return pub.faults.Err()
	})
}

// today is the day where the reader is.
func today(ctx context.Context, q store.Querier) calendar.Date {
	return calendar.DateOf(q.Now().In(locale.From(ctx).Zone()))
}

// publishing is texts on their way into a policy.
type publishing struct {
	by     authz.Actor
	day    calendar.Date // today
	texts  []text
	faults *fault.Fields
	path   func(i int, name string) string // how the field of a text is named
}

// text is one of them; at is its place in what was sent.
type text struct {
	Version
	at int
}

// checkSites refuses sites that the directory does not have.
func (p *publishing) checkSites(ctx context.Context, tx *store.Tx) error {
	sites, err := people.SiteNames(ctx, tx)
	if err != nil {
		return err
	}
	for _, t := range p.texts {
		for _, site := range t.Audience.Sites {
			p.faults.Need(slices.Contains(sites, site), p.path(t.at, "audience.sites"), "There is no site called %s. Write it as the directory does.", site)
		}
	}
	return p.faults.Err()
}

// placed refuses a team that is none, and gives a policy its place: the one it has, or the last.
func placed(ctx context.Context, tx *store.Tx, to *Policy) error {
	if to.TeamID != "" {
		teams, err := people.Teams(ctx, tx)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(teams, func(t people.Team) bool { return t.ID == to.TeamID }) {
			return fault.ForField("team", "There is no such team. Choose one of the HR teams.")
		}
	}
	if to.Position != 0 {
		return nil
	}
	all, err := policies(ctx, tx)
	last := 0
	for _, x := range all {
		last = max(last, x.Position)
		if x.ID == to.ID {
			to.Position = x.Position
		}
	}
	if to.Position == 0 {
		to.Position = last + 10
	}
	return err
}

// write publishes the texts, clause by clause.
func (p *publishing) write(ctx context.Context, tx *store.Tx, policyID string, out *Saved) error {
	texts := slices.Clone(p.texts)
	slices.SortStableFunc(texts, func(a, b text) int { return cmp.Or(CompareNumbers(a.Number, b.Number), a.From.Compare(b.From)) })
	for len(texts) > 0 {
		n := 1
		for n < len(texts) && texts[n].Number == texts[0].Number {
			n++
		}
		if err := p.writeClause(ctx, tx, policyID, texts[:n], out); err != nil {
			return err
		}
		texts = texts[n:]
	}
	return nil
}

func (p *publishing) writeClause(ctx context.Context, tx *store.Tx, policyID string, texts []text, out *Saved) error {
	clause, found, err := findClause(ctx, tx, store.Cond(`policy_id = ? AND number = ?`, policyID, texts[0].Number))
	if err != nil {
		return err
	}
	if !found {
		if clause, err = addClause(ctx, tx, policyID, texts[0].Number); err != nil {
			return err
		}
	}
	read, err := versions(ctx, tx, ofClause(clause.ID))
	if err != nil {
		return err
	}
	var all []Version
	if len(read) > 0 {
		all = read[0]
	}
	for _, t := range texts {
		v := t.Version
		if known(all, v) {
			out.Unchanged++
			continue
		}
		v.ID, v.ClauseID, v.PolicyID, v.N = ident.New(), clause.ID, policyID, len(all)+1
		v.PublishedBy, v.PublishedAt = p.by.PersonID, tx.Now()
		if !p.fits(all, v, t.at) {
			continue
		}
		all = settle(append(all, v))
		if err := addVersion(ctx, tx, v); err != nil {
			return err
		}
		tx.Publish(ClauseChanged{ClauseID: clause.ID, VersionID: v.ID})
		out.Added = append(out.Added, all[slices.IndexFunc(all, func(x Version) bool { return x.ID == v.ID })])
	}
	out.Gaps = append(out.Gaps, gaps(all)...)
	return nil
}

// known reports whether all says to the audience of v from its day on what v says.
func known(all []Version, v Version) bool {
	for _, old := range all {
		same := old.Audience.key() == v.Audience.key() && old.Title == v.Title && old.Text == v.Text && old.Acknowledge == v.Acknowledge && old.Withdrawn == v.Withdrawn && !old.Replaced()
		switch {
		case !same:
		case v.Why != "" && v.Why != old.Why:
		case old.From == v.From && old.ends == v.ends:
			return true
		case old.On(v.From) && old.Until == v.ends:
			return true // nothing would change on that day
		}
	}
	return false
}

// fits records what is wrong with adding v to the settled versions of its clause, and reports whether nothing is.
func (p *publishing) fits(all []Version, v Version, at int) bool {
	before := len(*p.faults)
	for _, old := range all {
		if old.Audience.key() != v.Audience.key() || old.From.After(p.day) || old.Replaced() {
			continue
		}
		p.faults.Need(old.From.Before(v.From), p.path(at, "from"), "Version %d of %s began on %s and is not changed any more. Let the new one begin on a later day.", old.N, v.Number, old.From.String())
	}
	after := settle(append(slices.Clone(all), v))
	v = after[slices.IndexFunc(after, func(x Version) bool { return x.ID == v.ID })]
	for _, other := range after {
		if other.Audience.crosses(v.Audience) && overlap(other, v) {
			p.faults.Need(false, p.path(at, "audience"), "Version %d of %s holds at the same time, for some of the same people and for others. Choose an audience within that one, around it, or apart from it.", other.N, v.Number)
		}
	}
	return len(*p.faults) == before
}

// overlap reports whether two settled versions say something on a day in common.
func overlap(a, b Version) bool {
	if a.Withdrawn || b.Withdrawn || a.Replaced() || b.Replaced() {
		return false
	}
	return (a.Until.IsZero() || b.From.Before(a.Until)) && (b.Until.IsZero() || a.From.Before(b.Until))
}
