package automation

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"hearth/internal/desk"
	"hearth/internal/desk/narrow"
	"hearth/internal/desk/record"
	"hearth/internal/field"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/jobs"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
	"hearth/internal/tag"
)

// The brake is against circles: how many rules may set each other off in a row, and how often one rule acts on one case within an hour, whatever sets it off. How many rules act on a case is not
// braked. What was braked is not tried again.
const (
	Deepest = 3
	Often   = 10
)

// Why a rule was braked, as a Run says it.
const (
	TooDeep  = "depth"
	TooOften = "often"
)

// happening is what happened to a case: key names it once, word is the tag that was put on it, team the one that it came to, and cause the run that brought it about, "" for a person or the clock.
type happening struct {
	when, caseID, key, word, team, cause string
	about                                store.Time
	fields                               []string // the ids of those that changed
	share                                int      // of a promise, that has passed
}

func (s *Service) subscriptions() []jobs.Subscription {
	return []jobs.Subscription{
		upon(s, "automation.opened", func(f desk.CaseOpened) happening {
			return happening{when: narrow.Opened, caseID: f.CaseID, key: "opened:" + f.CaseID}
		}),
		upon(s, "automation.wrote", func(f desk.CaseReplied) happening {
			if !f.Customer {
				return happening{}
			}
			return happening{when: narrow.Wrote, caseID: f.CaseID, key: "wrote:" + f.EntryID}
		}),
		upon(s, "automation.filled", func(f field.CaseFilled) happening {
			return happening{when: Filled, caseID: f.CaseID, key: "filled:" + f.Event, fields: f.Fields}
		}),
		upon(s, "automation.answered", func(f desk.CaseAnswered) happening { return happening{when: narrow.Answered, caseID: f.CaseID} }),
		upon(s, "automation.closed", func(f desk.CaseClosed) happening { return happening{when: narrow.Closed, caseID: f.CaseID} }),
		upon(s, "automation.reopened", func(f desk.CaseReopened) happening { return happening{when: narrow.Reopened, caseID: f.CaseID} }),
		upon(s, "automation.moved", func(f desk.CaseMoved) happening {
			return happening{when: Moved, caseID: f.CaseID, key: "moved:" + f.Event, team: f.TeamID, cause: f.Cause}
		}),
		upon(s, "automation.joined", func(f record.CaseJoined) happening {
			return happening{when: narrow.Joined, caseID: f.WholeID, key: "joined:" + f.Event}
		}),
		upon(s, "automation.parted", func(f record.CaseParted) happening {
			return happening{when: narrow.Parted, caseID: f.CaseID, key: "parted:" + f.Event}
		}),
		upon(s, "automation.resumed", func(f desk.CaseResumed) happening {
			return happening{when: narrow.Resumed, caseID: f.CaseID, key: "resumed:" + f.Event}
		}),
		jobs.OnIf("automation.tagged", func(ctx context.Context, q store.Querier, _ tag.WordPut) (bool, error) { return wanted(ctx, q, Tagged) }, s.tagged),
		jobs.OnIf("automation.promise", func(ctx context.Context, q store.Querier, _ promise.Reached) (bool, error) {
			return wanted(ctx, q, Promise)
		}, s.reached),
	}
}

// upon listens to facts that a rule wants; a happening without a when is none.
func upon[F store.Fact](s *Service, name string, of func(F) happening) jobs.Subscription {
	return jobs.OnIf(name, func(ctx context.Context, q store.Querier, f F) (bool, error) {
		when := of(f).when
		if when == "" {
			return false, nil
		}
		return wanted(ctx, q, when)
	}, func(ctx context.Context, f F) error { return s.happened(ctx, of(f)) })
}

// wanted reports whether a rule that is on listens to something.
func wanted(ctx context.Context, q store.Querier, when string) (bool, error) {
	return store.One[bool](ctx, q, `SELECT EXISTS (SELECT 1 FROM automation_rule r WHERE r.fact = $1 AND r.switched = 1) AS wanted`, when)
}

func (s *Service) tagged(ctx context.Context, f tag.WordPut) error {
	word, err := tag.Folded(ctx, s.DB, f.TagID)
	if err != nil || word == "" {
		return err // it was taken off before
	}
	return s.happened(ctx, happening{when: Tagged, caseID: f.CaseID, key: "tagged:" + f.Event, word: word, cause: f.Cause})
}

func (s *Service) reached(ctx context.Context, f promise.Reached) error {
	p, found, err := s.Promises.ByID(ctx, s.DB, f.PromiseID)
	if err != nil || !found || p.OwnerKind != desk.OwnerKind || !p.Open() {
		return err
	}
	return s.happened(ctx, happening{when: Promise, caseID: p.OwnerID, key: "promise:" + p.ID, share: f.Share})
}

// happened lets the rules act that want what happened and whose team has the case by now, in the order in which they were made: each sees what those before it did, but a team to which one of them
// moved the case has its turn when that is told. One that fails holds up no other, and is tried again.
func (s *Service) happened(ctx context.Context, h happening) error {
	rules, err := store.All[row](ctx, s.DB, selectRow+`r.fact = $1 AND r.switched = 1 ORDER BY r.made_at, r.id`, h.when)
	if err != nil || len(rules) == 0 {
		return err
	}
	number, err := desk.NumberByID(ctx, s.DB, h.caseID)
	if err != nil || number == "" {
		return err
	}
	var failed []error
	var theirs []row
	for _, r := range rules {
		about, err := narrow.Holds(ctx, s.DB, h.caseID, narrow.OfTeam(r.TeamID))
		if err != nil {
			return err
		}
		if about && (h.team == "" || h.team == r.TeamID) {
			theirs = append(theirs, r)
		}
	}
	for _, r := range theirs {
		if err := s.one(ctx, r, number, h); err != nil {
			failed = append(failed, fmt.Errorf("rule %s on case %s: %w", r.ID, h.caseID, err))
		}
	}
	return errors.Join(failed...)
}

// about reports whether a case is one that the rule is about, now.
func (says Says) about(ctx context.Context, q store.Querier, caseID string) (bool, error) {
	where, err := says.where(ctx, q)
	if err != nil {
		return false, err
	}
	return narrow.Holds(ctx, q, caseID, where)
}

// errNothing ends a transaction in which a rule has nothing to do.
var errNothing = errors.New("nothing to do")

// one lets a rule act on a case, if the case is one that it is about. Again is once.
func (s *Service) one(ctx context.Context, r row, number string, h happening) error {
	says, err := r.says()
	if err != nil {
		return err
	}
	if says.WhenTag != "" {
		if _, folded, err := tag.Checked(says.WhenTag); err != nil || folded != h.word {
			return err
		}
	}
	if says.When == Promise {
		if h.share < says.Share() {
			return nil
		}
		if says.Share() != usualShare {
			h.key += ":" + strconv.Itoa(says.Share()) // a rule that waits for another share from now on has its turn at that, too
		}
	}
	if says.When == Filled && says.IfField != "" && !slices.Contains(h.fields, says.IfField) {
		return nil
	}
	if about, err := says.about(ctx, s.DB, h.caseID); err != nil || !about {
		return err
	}
	by := authz.System(desk.Tick)
	err = s.Desk.Within(ctx, by, number, act, func(tx *store.Tx, c *desk.Upon) error {
		about, err := says.about(ctx, tx, c.ID)
		if err != nil {
			return err
		}
		d := deed{s: s, tx: tx, c: c, by: by, rule: r, says: says, id: ident.New()}
		if !about {
			return errNothing
		}
		return d.run(ctx, h)
	})
	if errors.Is(err, errNothing) {
		return nil
	}
	return err
}

// deed is a rule that acts on a case, in one transaction.
type deed struct {
	s    *Service
	tx   *store.Tx
	c    *desk.Upon
	by   authz.Actor
	rule row
	says Says
	id   string // of the run
	did  []Did
}

// Did is one thing that a rule did, would do, or left, and why it left it.
type Did struct {
	What string `json:"what"` // tag, priority, team, queue, note, mention or tell
	Left string `json:"left_because,omitempty"`
}

// Why a rule leaves something that it says.
const (
	LeftAlready   = "already"   // it is so already
	LeftProtected = "protected" // others would come to see the case, or something about health would be said
	LeftRefused   = "refused"   // the case takes no such word
	LeftNobody    = "nobody"    // nobody watches
	LeftUnseen    = "unseen"    // whom it would tell does not read the case, or not any more
)

func (d *deed) run(ctx context.Context, h happening) error {
	depth, err := d.depth(ctx, h.cause)
	if err != nil {
		return err
	}
	if h.key == "" {
		h.key = h.when + ":" + h.caseID + ":" + d.time(h.when)
	}
	braked := ""
	switch n, err := d.lately(ctx); {
	case err != nil:
		return err
	case depth >= Deepest:
		braked = TooDeep
	case n >= Often:
		braked = TooOften
	}
	n, err := d.tx.Exec(ctx, `INSERT INTO automation_run (id, rule_id, version, case_id, case_number, event, depth, did, braked, at, about_at) VALUES ($1, $2, $3, $4, $5, $6, $7, '[]', $8, $9, $10) ON CONFLICT (rule_id, event) DO NOTHING`,
		d.id, d.rule.ID, d.rule.Version, d.c.ID, d.c.Number, h.key, depth, braked, d.tx.Now(), h.about)
	if err != nil {
		return fmt.Errorf("keep run: %w", err)
	}
	if n == 0 {
		return errNothing
	}
	if braked != "" {
		_, err = d.tx.Exec(ctx, `UPDATE automation_rule SET braked_at = $2 WHERE id = $1`, d.rule.ID, d.tx.Now())
		return err
	}
	if err := d.acts(ctx); err != nil {
		return err
	}
	text, err := json.Marshal(d.did)
	if err != nil {
		return fmt.Errorf("run: %w", err)
	}
	_, err = d.tx.Exec(ctx, `UPDATE automation_run SET did = $2 WHERE id = $1`, d.id, string(text))
	return err
}

// lately is how often the rule acted on the case within an hour. What rules did to the case is found by its index, which holds few of an hour.
func (d *deed) lately(ctx context.Context) (int, error) {
	n, err := store.One[int](ctx, d.tx, `SELECT count(CASE WHEN x.rule_id = $1 THEN 1 END) AS n FROM automation_run x WHERE x.case_id = $2 AND x.at > $3 AND x.braked = ''`, d.rule.ID, d.c.ID, d.tx.Now().Add(-time.Hour))
	if err != nil {
		return 0, fmt.Errorf("count runs: %w", err)
	}
	return n, nil
}

// depth is how many rules led here.
func (d *deed) depth(ctx context.Context, cause string) (int, error) {
	if cause == "" {
		return 0, nil
	}
	n, err := store.One[int](ctx, d.tx, `SELECT x.depth FROM automation_run x WHERE x.id = $1`, cause)
	if errors.Is(err, store.ErrNone) {
		return 0, nil
	}
	return n + 1, err
}

// time says which time it is that something happened to the case, of which the fact says no more.
func (d *deed) time(when string) string {
	switch when {
	case narrow.Answered:
		return d.c.AnsweredAt.UTC().Format(time.RFC3339Nano)
	case narrow.Closed:
		return d.c.ClosedAt.UTC().Format(time.RFC3339Nano)
	}
	return strconv.FormatInt(d.c.Reopened, 10)
}

// stays reports whether the case must not come before others than its team: who sees it would change.
func stays(sensitivity string, health bool) bool { return sensitivity != "open" || health }

// left says why a rule leaves something on a case, as far as that follows from how it is protected: "" is not at all.
func left(what, sensitivity string, health bool) string {
	if what == "team" && stays(sensitivity, health) || what == "tag" && health {
		return LeftProtected
	}
	return ""
}

// Plan is what a rule does on a case of its team, in the order in which it does it.
func (says Says) Plan() (all []string) {
	for _, x := range []struct {
		what string
		does bool
	}{{"tag", says.ThenTag != ""}, {"priority", says.ThenPriority != ""}, {"note", says.ThenNote != ""}, {"mention", says.ThenMention != ""}, {"tell", says.ThenTell}, {"queue", says.ThenTeam != "" && says.ThenTeam == says.Team},
		{"team", says.ThenTeam != "" && says.ThenTeam != says.Team}} {
		if x.does {
			all = append(all, x.what)
		}
	}
	return all
}

// acts does what the rule says, and notes of each thing what became of it.
func (d *deed) acts(ctx context.Context) error {
	for _, what := range d.says.Plan() {
		why := left(what, d.c.Sensitivity, d.c.Health)
		if why == "" {
			var err error
			if why, err = d.act(ctx, what); err != nil {
				return err
			}
		}
		d.did = append(d.did, Did{what, why})
	}
	return nil
}

// act does one thing, or says why not.
func (d *deed) act(ctx context.Context, what string) (left string, err error) {
	changed := true
	switch what {
	case "tag":
		changed, err = d.s.Tags.PutFor(ctx, d.tx, d.by, d.c.Of, d.says.ThenTag, d.id)
		if fault.KindOf(err) == fault.Invalid {
			return LeftRefused, nil
		}
	case "priority":
		if changed = d.c.Priority != priorities[d.says.ThenPriority]; changed {
			err = d.c.Sort(ctx, priorities[d.says.ThenPriority])
		}
	case "note":
		err = d.c.Happened(ctx, true, noted(d.says))
	case "mention":
		told, err := d.s.Follow.Point(ctx, d.tx, d.c.Of, d.says.ThenMention, d.id)
		if err != nil || !told {
			return LeftUnseen, err
		}
	case "tell":
		told, err := d.s.Follow.Attention(ctx, d.tx, d.c.Of, d.id, d.says.ThenMention)
		if err != nil || told == 0 {
			return LeftNobody, err
		}
	case "queue", "team":
		if changed, err = d.c.ToQueue(ctx, d.says.ThenTeam, d.id); err == nil && changed {
			err = d.given(ctx)
		}
	}
	if err == nil && !changed {
		return LeftAlready, nil
	}
	return "", err
}
