package field

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"hearth/internal/desk"
	"hearth/internal/desk/given"
	"hearth/internal/desk/history"
	"hearth/internal/desk/index"
	"hearth/internal/desk/record"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

// Fill is what a case holds in its fields from now on, by key; what is left out stays, and "" or null takes out what stood there.
type Fill struct {
	Number string         `path:"number" json:"-"`
	Fields map[string]any `json:"fields"`

	// Was is what their writer saw there, by key: what somebody else changed since then is not written over.
	Was map[string]any `json:"was,omitempty" doc:"What stood there when it was read, by key, as value says it: where something else stands there by now, nothing is changed. What fields give as was has it is left as it is by now. Of what is left out, nothing is compared."`
}

// Fill changes what a case holds in its fields; the conversation says which, and not what stood there. What the requester changes is news for HR, as a message is. The same twice is once. It refuses whoever is neither of HR nor the requester, from the
// requester what HR fills in, what is retired, to empty what is required, and any change once the case is answered; what does not fit the field's type; and to write over what somebody else changed.
func (s *Service) Fill(ctx context.Context, by authz.Actor, in Fill) (Values, error) {
	var out Values
	err := s.Desk.Within(ctx, by, in.Number, FillFields, func(tx *store.Tx, c *desk.Upon) error {
		now, err := s.of(ctx, tx, by, c.Of)
		if err != nil {
			return err
		}
		changed, err := changes(now, c.Of, in)
		if err != nil {
			return err
		}
		for _, f := range changed {
			if err := put(ctx, tx, f, given.Case{ID: c.ID, ByPerson: c.ByPerson, ForPerson: c.ForPerson}); err != nil {
				return err
			}
		}
		if err := tell(ctx, c, by, changed); err != nil {
			return err
		}
		if out, err = s.of(ctx, tx, by, c.Of); err != nil || len(changed) == 0 {
			return err
		}
		if !c.HR {
			c.News()
		}
		told := CaseFilled{CaseID: c.ID, Event: ident.New()}
		for _, f := range changed {
			told.Fields = append(told.Fields, f.ID)
		}
		tx.Publish(told)
		return indexed(ctx, tx, c.ID)
	})
	return out, err
}

// changes are the fields that become something else, with what they become.
func changes(now Values, c desk.Of, in Fill) (changed []Filled, err error) {
	var wrong fault.Fields
	for _, key := range slices.Sorted(maps.Keys(in.Fields)) {
		i := slices.IndexFunc(now.Items, func(f Filled) bool { return f.Key == key })
		if i < 0 {
			wrong.Need(false, name(key), "This service has no field %s.", key)
			continue
		}
		f := now.Items[i]
		text, _ := typed(in.Fields[key])
		if f.Plain() == text {
			continue
		}
		if !f.May {
			return nil, closedTo(c, f)
		}
		raw, seen := in.Was[key]
		was, known := typed(raw)
		if !known {
			wrong.Need(false, "was."+key, "Give what stood in “%s” as one text, number or truth.", f.Label)
			continue
		}
		if seen && was == text {
			continue // left as it was seen, and somebody else changed it
		}
		if seen && was != f.Plain() {
			return nil, fault.New(fault.Conflict, "Somebody else changed “%s” meanwhile. Look at what stands there now, and then save again.", f.Label)
		}
		value := f.read(in.Fields[key], &wrong)
		if value.Plain() == f.Plain() {
			continue
		}
		wrong.Need(!f.Retired || value.None(), name(key), "“%s” is not asked for any more. It can only be emptied.", f.Label)
		wrong.Need(c.HR || !f.Required || !value.None(), name(key), "Fill in “%s”.", f.Label)
		f.value = value
		changed = append(changed, f)
	}
	return changed, wrong.Err()
}

// closedTo says why a field is not for who would change it.
func closedTo(c desk.Of, f Filled) error {
	if f.Side == Requester && !f.Retired {
		return fault.New(fault.Conflict, "This request is answered. Write to HR if something has to be corrected.")
	}
	return fault.New(fault.Forbidden, "HR fills in “%s”. Write to HR if something has to be corrected.", f.Label)
}

// tell says in the conversation which fields somebody changed: to HR alone those that HR alone reads.
func tell(ctx context.Context, c *desk.Upon, by authz.Actor, changed []Filled) error {
	for _, internal := range []bool{false, true} {
		var labels []string
		for _, f := range changed {
			if (f.Side == HROnly) == internal {
				labels = append(labels, "“"+f.Label+"”")
			}
		}
		if len(labels) == 0 {
			continue
		}
		if err := c.Happened(ctx, internal, history.Happened("%s changed %s.", history.Whom(by.PersonID), history.Words(strings.Join(labels, ", ")))); err != nil {
			return err
		}
	}
	return nil
}

// put writes what a field of a case holds, or takes it out.
func put(ctx context.Context, tx *store.Tx, f Filled, c given.Case) error {
	if f.value.None() {
		if _, err := tx.Exec(ctx, `DELETE FROM field_value WHERE case_id = $1 AND field_id = $2`, c.ID, f.ID); err != nil {
			return fmt.Errorf("empty field: %w", err)
		}
		return nil
	}
	v := f.value
	if _, err := tx.Exec(ctx, `INSERT INTO field_value (case_id, field_id, person_id, asked_by, word, folded, prose, number, day, set_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
		ON CONFLICT (case_id, field_id) DO UPDATE SET word = $5, folded = $6, prose = $7, number = $8, day = $9, set_at = $10`,
		c.ID, f.ID, c.ForPerson, c.ByPerson, record.Null(v.word), record.Null(people.Fold(v.word)), record.Null(v.prose), v.number, v.day, tx.Now()); err != nil {
		return fmt.Errorf("fill field: %w", err)
	}
	return nil
}

// indexed makes a case found by what it holds now.
func indexed(ctx context.Context, tx *store.Tx, caseID string) error {
	type line struct {
		Kind, Side, Word, Prose string
		Number                  *int64
	}
	rows, err := store.All[line](ctx, tx, `SELECT f.kind, f.side, COALESCE(v.word, v.day, '') AS word, COALESCE(v.prose, '') AS prose, v.number FROM field_value v JOIN field_field f ON f.id = v.field_id
		WHERE v.case_id = $1 ORDER BY f.place, f.id`, caseID)
	if err != nil {
		return fmt.Errorf("read fields of a case: %w", err)
	}
	var forAll, forHR []string
	for _, r := range rows {
		text := Value{word: r.Word, prose: r.Prose, number: r.Number}.indexed(Field{Kind: r.Kind})
		switch {
		case text == "":
		case r.Side == HROnly:
			forHR = append(forHR, text)
		default:
			forAll = append(forAll, text)
		}
	}
	return index.Give(ctx, tx, caseID, forAll, forHR)
}

// reindex puts what the next n cases hold into the index, the newest first.
func reindex(ctx context.Context, tx *store.Tx, after string, n int) (last string, err error) {
	where := store.Always
	if after != "" {
		where = store.Cond(`v.case_id < ?`, after)
	}
	ids, err := store.Select[string](ctx, tx, new(store.Q).Add(`SELECT DISTINCT v.case_id FROM field_value v WHERE `).Where(where).Add(` ORDER BY v.case_id DESC LIMIT ?`, n))
	if err != nil {
		return "", fmt.Errorf("read cases with fields: %w", err)
	}
	for _, id := range ids {
		if err := indexed(ctx, tx, id); err != nil {
			return "", err
		}
		last = id
	}
	return last, nil
}
