package field

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"hearth/internal/desk/given"
	"hearth/internal/desk/narrow"
	"hearth/internal/desk/record"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// Given tells package desk what services ask for.
func Given() *given.Fields { return &given.Fields{Check: check, Among: among} }

// check refuses keys that the service has no field for, what does not fit a field, and a request of who has to fill in what is required without it.
func check(ctx context.Context, q store.Querier, in given.New, wrong *fault.Fields) (given.Keep, error) {
	nothing := func(context.Context, *store.Tx, given.Case) error { return nil }
	if !in.Asks && len(in.Values) == 0 {
		return nothing, nil
	}
	all, err := ofService(ctx, q, in.Service, false)
	if err != nil {
		return nothing, err
	}
	known := map[string]bool{}
	var filled []Filled
	for _, f := range all {
		if f.Side != Requester && !in.HR {
			continue
		}
		known[f.Key] = true
		one := Filled{Field: f, value: f.read(in.Values[f.Key], wrong)}
		wrong.Need(!in.Must || !f.Required || f.Side != Requester || !one.value.None(), name(f.Key), "Fill in “%s”.", f.Label)
		if !one.value.None() {
			filled = append(filled, one)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(in.Values)) {
		wrong.Need(known[key], name(key), "This service has no field %s.", key)
	}
	if len(filled) == 0 {
		return nothing, nil
	}
	return func(ctx context.Context, tx *store.Tx, c given.Case) error {
		for _, f := range filled {
			if err := put(ctx, tx, f, c); err != nil {
				return err
			}
		}
		return indexed(ctx, tx, c.ID)
	}, nil
}

// among is for HR alone: a list is narrowed to cases whose words by reads as somebody of HR.
func among(ctx context.Context, q store.Querier, by authz.Actor, m narrow.More, wrong *fault.Fields) (store.Where, error) {
	if !by.Works() {
		wrong.Need(false, "field", "HR alone narrows a list by a field. Leave it out.")
		return store.Never, nil
	}
	f, found, err := find(ctx, q, m.Field)
	wrong.Need(found || err != nil, "field", "There is no such field. Choose one of the list.")
	if err != nil || !found {
		return store.Never, err
	}
	all := []store.Where{store.Cond(`v.field_id = ?`, f.ID)}
	for _, b := range []struct{ name, text, sign string }{{"field_is", m.FieldIs, "="}, {"field_from", m.FieldFrom, ">="}, {"field_to", m.FieldTo, "<="}} {
		if strings.TrimSpace(b.text) != "" {
			all = append(all, f.compared(b.name, b.text, b.sign, wrong))
		}
	}
	holds, err := holding(ctx, q, store.And(all...))
	return store.And(holds, record.WordsAtWork(by, "c.id")), err
}

// fewHold are so many cases that a list gathers them all. Of more, it asks of each case whether it is one.
const fewHold = 2000

// holding is the condition that c.id is a case with a value v that is as has says.
func holding(ctx context.Context, q store.Querier, has store.Where) (store.Where, error) {
	n, err := store.Row[int](ctx, q, new(store.Q).Add(`SELECT count(*) FROM (SELECT 1 AS one FROM field_value v WHERE `).Where(has).Add(` LIMIT ?) counted`, fewHold+1))
	if err != nil {
		return store.Never, fmt.Errorf("count what fields hold: %w", err)
	}
	if n <= fewHold {
		return store.Few(q.Dialect(), "c.id", store.Where{SQL: `SELECT v.case_id FROM field_value v WHERE ` + has.SQL, Args: has.Args}), nil
	}
	return store.Where{SQL: `EXISTS (SELECT 1 FROM field_value v WHERE v.case_id = c.id AND ` + has.SQL + `)`, Args: has.Args}, nil
}

// compared is the condition that what v holds is as a text says.
func (f Field) compared(at, text, sign string, wrong *fault.Fields) store.Where {
	free := f
	free.least, free.most = nil, nil
	var bad fault.Fields
	value := free.read(text, &bad)
	if f.Kind == Choice && (sign == "=" || sign == "<>") { // one that was taken off the list as well
		value, bad = Value{word: text}, nil
	}
	for _, b := range bad {
		wrong.Need(false, at, b.Key, b.Args...)
	}
	switch {
	case value.number != nil:
		return store.Cond(`v.number `+sign+` ?`, *value.number)
	case !value.day.IsZero():
		return store.Cond(`v.day `+sign+` ?`, value.day)
	case value.word != "" && (sign == "=" || sign == "<>"):
		return store.Cond(`v.folded `+sign+` ?`, people.Fold(value.word))
	}
	wrong.Need(false, at, "“%s” cannot be looked for in this way. Choose a field with a number, a date, a choice or one line.", f.Label)
	return store.Never
}
