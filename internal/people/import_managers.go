package people

import (
	"strings"

	"hearth/internal/people/roster"
	"hearth/internal/platform/fault"
)

func asFault(err error) *fault.Error { return fault.As(err) }

// findManagers resolves the managers that rows name, in the directory and in the whole file: a row may name somebody who comes later.
func (p *plan) findManagers() {
	indexed := false
	for _, r := range p.rows {
		text := r.values[roster.Manager]
		if r.refused() || text == "" {
			continue
		}
		if text == roster.Clear {
			r.to.ManagerID = ""
			continue
		}
		m := p.byReference(text)
		if m == nil && !indexed {
			p.indexNames()
			indexed = true
		}
		if m == nil {
			m = p.byName(r, text)
		}
		if m == nil {
			continue
		}
		if m.ID == r.to.ID {
			r.refuse("Nobody leads themselves: the manager is the person of the row.")
			continue
		}
		r.to.ManagerID, r.leads = m.ID, true
	}
}

// byReference finds somebody by address or number, in the file first.
func (p *plan) byReference(text string) *entry {
	claimed, known, key := p.claims.number, p.state.byNumber, foldNumber(text)
	if strings.Contains(text, "@") {
		claimed, known, key = p.claims.email, p.state.byEmail, FoldEmail(text)
	}
	if r := claimed[key]; r != nil {
		return r.to
	}
	if e := known[key]; e != nil && !e.Outside {
		return e
	}
	return nil
}

func (p *plan) indexNames() {
	after := map[string]*entry{}
	for id, r := range p.claims.person {
		if !r.added && !r.refused() {
			after[id] = r.to
		}
	}
	p.state.names(after, p.added)
}

// byName finds somebody by name, or refuses the row when nobody or several people bear it.
func (p *plan) byName(r *row, text string) *entry {
	found := p.state.byName[nameKey(text)]
	switch {
	case len(found) == 0:
		r.refuse("Nobody has the number, address or name “%s”, which the row gives as the manager.", text)
		return nil
	case len(found) > 1:
		var all []string
		for _, e := range found {
			all = append(all, e.title())
		}
		r.refuse("The manager “%s” fits %d people: %s. Write the personnel number.", text, len(found), strings.Join(all, "; "))
		return nil
	}
	return found[0]
}

// settleManagers refuses rows whose manager would be somebody new whose own row is refused, and rows of a circle, until nothing is left to refuse.
func (p *plan) settleManagers() {
	for again := true; again; {
		again = false
		for _, r := range p.rows {
			if r.refused() || !r.leads {
				continue
			}
			if m := p.claims.person[r.to.ManagerID]; m != nil && (m.added || m.joins()) && m.refused() {
				r.refuse("The manager %s is new, but line %d, which brings them, is refused.", m.to.name(), m.line)
				again = true
			}
		}
		if p.refuseCircles() {
			again = true
		}
	}
}

// leader returns whom a person will be led by.
func (p *plan) leader(id string) string {
	if e := p.person(id); e != nil {
		return e.ManagerID
	}
	return ""
}

// refuseCircles refuses every row that takes part in a circle of managers.
func (p *plan) refuseCircles() bool {
	found := false
	done := map[string]int{} // the walk in which a person was reached
	for walk, r := range p.rows {
		if r.refused() || !r.leads {
			continue
		}
		id := r.to.ID
		for id != "" && done[id] == 0 {
			done[id] = walk + 1
			id = p.leader(id)
		}
		if id != "" && done[id] == walk+1 && p.refuseCircle(id) {
			found = true
		}
	}
	return found
}

// refuseCircle refuses the rows of the circle that goes through id, each with the whole chain.
func (p *plan) refuseCircle(id string) bool {
	var rows []*row
	names := []string{}
	for at := id; ; {
		names = append(names, p.person(at).name())
		if r := p.claims.person[at]; r != nil && r.leads && !r.refused() {
			rows = append(rows, r)
		}
		if at = p.leader(at); at == id {
			break
		}
	}
	chain := strings.Join(append(names, names[0]), " → ")
	for _, r := range rows {
		r.refuse("The managers go in a circle: %s.", chain)
	}
	return len(rows) > 0
}
