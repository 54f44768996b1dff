package policy

import (
	"context"
	"fmt"
	"slices"

	"hearth/internal/calendar"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
)

// Acknowledge says that by has read and understood a version of a clause.
type Acknowledge struct {
	ID      string `path:"id" json:"-"` // the policy
	Version string `json:"version"`     // its id
}

// Acknowledged is when a version was acknowledged.
type Acknowledged struct {
	Version Version    `json:"version"`
	At      store.Time `json:"at"`
}

// Acknowledge keeps that by acknowledged a version that holds for them today; twice is once, and the first time counts. A version that does not hold for by does not exist
// for them; one that another version has followed, and one that does not ask for it, are refused.
func (s *Service) Acknowledge(ctx context.Context, by authz.Actor, in Acknowledge) (Acknowledged, error) {
	var out Acknowledged
	if err := s.may(by, Confirm); err != nil {
		return out, err
	}
	if in.Version == "" {
		return out, fault.ForField("version", "Say which version you have read.")
	}
	return out, s.db.Tx(ctx, func(tx *store.Tx) error {
		found, err := VersionsByIDs(ctx, tx, []string{in.Version})
		if err != nil {
			return err
		}
		v := found[in.Version] // one that is not there is looked for to the end, like one that does not hold for by
		h, err := employed(ctx, tx, by.PersonID)
		if err != nil {
			return err
		}
		all, err := clauseVersions(ctx, tx, v.ClauseID)
		if err != nil {
			return err
		}
		if v.PolicyID != in.ID || !h.met(all)[v.ID] {
			return authz.Hidden()
		}
		day := today(ctx, tx)
		g, works := h.on(day)
		if now, ok := inForce(all, day, g); !works || !ok || now.ID != v.ID {
			return fault.New(fault.Conflict, "This version does not hold today. Read what the clause says now.")
		}
		if !v.Acknowledge {
			return fault.New(fault.Conflict, "This clause does not ask to be acknowledged.")
		}
		out.Version = v
		if _, err := tx.Exec(ctx, `INSERT INTO policy_acknowledgement (version_id, person_id, at) VALUES ($1, $2, $3) ON CONFLICT (version_id, person_id) DO NOTHING`,
			v.ID, by.PersonID, tx.Now()); err != nil {
			return fmt.Errorf("acknowledge: %w", err)
		}
		out.At, err = store.One[store.Time](ctx, tx, `SELECT at FROM policy_acknowledgement WHERE version_id = $1 AND person_id = $2`, v.ID, by.PersonID)
		return err
	})
}

// acknowledged returns when a person acknowledged which versions, by id.
func acknowledged(ctx context.Context, q store.Querier, personID string) (map[string]store.Time, error) {
	type row struct {
		VersionID string
		At        store.Time
	}
	rows, err := store.All[row](ctx, q, `SELECT version_id, at FROM policy_acknowledgement WHERE person_id = $1`, personID)
	if err != nil {
		return nil, fmt.Errorf("read acknowledgements: %w", err)
	}
	out := make(map[string]store.Time, len(rows))
	for _, r := range rows {
		out[r.VersionID] = r.At
	}
	return out, nil
}

// toDo is the policies of which by has something to acknowledge.
func (s *Service) toDo(ctx context.Context, by authz.Actor) ([]spec.ToDo, error) {
	if by.Task != "" || s.may(by, Confirm) != nil {
		return nil, nil
	}
	mine, err := s.holding(ctx, by, asking())
	if err != nil {
		return nil, err
	}
	mine = slices.DeleteFunc(mine, func(v Version) bool { return !v.Acknowledge })
	if len(mine) == 0 {
		return nil, nil
	}
	done, err := acknowledged(ctx, s.db, by.PersonID)
	if err != nil {
		return nil, err
	}
	waiting := map[string][]Version{}
	for _, v := range mine {
		if done[v.ID].IsZero() {
			waiting[v.PolicyID] = append(waiting[v.PolicyID], v)
		}
	}
	if len(waiting) == 0 {
		return nil, nil
	}
	all, err := policies(ctx, s.db)
	var out []spec.ToDo
	for _, p := range all {
		if n := len(waiting[p.ID]); n > 0 {
			first := waiting[p.ID][0]
			out = append(out, spec.ToDo{Title: p.Title, Text: locale.M("There is a rule that holds for you. Say that you have read and understood it."),
				Link: "/policies/" + p.ID + "#" + first.Number, Action: locale.M("Read the rules")})
		}
	}
	return out, err
}

// Count is how many of those whom a version holds for today have acknowledged it. Few says that they are fewer than MinGroup: then nothing else is said.
type Count struct {
	VersionID    string        `json:"version"`
	Number       string        `json:"number"`
	From         calendar.Date `json:"from"`
	Few          bool          `json:"few"`
	Acknowledged int           `json:"acknowledged"`
	Of           int           `json:"of"`
}

// Counts is the counts of a policy.
type Counts struct {
	Items []Count `json:"items"`
}

// CountAcknowledgements returns how many people acknowledged the versions of a policy that are in force today and ask for it. HR at the desk may; it names nobody.
func (s *Service) CountAcknowledgements(ctx context.Context, by authz.Actor, in ReadPolicy) (Counts, error) {
	out := Counts{Items: []Count{}}
	if err := s.may(by, ReadAll); err != nil {
		return out, err
	}
	if _, err := loadPolicy(ctx, s.db, in.ID); err != nil {
		return out, err
	}
	all, err := outlines(ctx, s.db, store.And(ofPolicy(in.ID), asking()))
	if err != nil || len(all) == 0 {
		return out, err
	}
	day := today(ctx, s.db)
	everybody, err := people.Headcounts(ctx, s.db, day.String(), store.Always)
	if err != nil {
		return out, err
	}
	for _, clause := range all {
		for _, v := range clause {
			if !v.Acknowledge || v.Withdrawn || !v.On(day) {
				continue
			}
			done, err := people.Headcounts(ctx, s.db, day.String(), store.Cond(`e.person_id IN (SELECT a.person_id FROM policy_acknowledgement a WHERE a.version_id = ?)`, v.ID))
			if err != nil {
				return out, err
			}
			c := Count{VersionID: v.ID, Number: v.Number, From: v.From, Of: heldBy(clause, v, day, everybody), Acknowledged: heldBy(clause, v, day, done)}
			if c.Few = c.Of < MinGroup; c.Few {
				c.Of, c.Acknowledged = 0, 0
			}
			out.Items = append(out.Items, c)
		}
	}
	return out, nil
}

// heldBy counts those for whom v is what its clause says on a day.
func heldBy(clause []Version, v Version, day calendar.Date, counts []people.Headcount) (n int) {
	for _, c := range counts {
		if now, ok := inForce(clause, day, Group{c.Site, c.Kind()}); ok && now.ID == v.ID {
			n += c.Count
		}
	}
	return n
}
